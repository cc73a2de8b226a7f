package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import java.io.IOException;

/**
 * The node around a step: looked up only when a file of its workspace is read or a command is run on it, so that no other
 * move needs the agent. All answer null when the step is not within a node, and throw {@link IOException} while its agent
 * is away, as it may be for some time after a restart.
 */
public interface Workspace {
    /** For operations whose build has ended. */
    Workspace NONE = new Workspace() {
        @Override
        public FilePath folder() {
            return null;
        }

        @Override
        public Launcher launcher() {
            return null;
        }

        @Override
        public EnvVars environment() {
            return null;
        }

        @Override
        public Node node() {
            return null;
        }
    };

    /** @return the workspace itself */
    FilePath folder() throws IOException, InterruptedException;

    /** @return runs commands on the node */
    Launcher launcher() throws IOException, InterruptedException;

    /** @return the build's variables, as the step sees them */
    EnvVars environment() throws IOException, InterruptedException;

    /** @return for what is set up for each node */
    Node node() throws IOException, InterruptedException;
}
