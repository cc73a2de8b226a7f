/**
 * A pretend Jenkins for the tests of the package {@code jenkins} and for the runner: jobs, builds with a log, a workspace
 * and artifacts, and what a step may ask its context for. {@link jenkins.model.LocalJenkins} starts it, and
 * {@link com.cloudbees.plugins.credentials.LocalCredentials} has its credentials. It shows what the steps do, not what
 * Jenkins does, and is not in the archive.
 */
package jenkins.local;
