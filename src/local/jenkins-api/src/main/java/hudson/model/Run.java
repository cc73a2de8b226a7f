package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements hudson.ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
    protected final transient JobT project;
    private final transient int number;
    private volatile Result result;

    protected Run(@NonNull JobT job, @NonNull File buildDir) throws IOException {
        this.project = job;
        this.number = Integer.parseInt(buildDir.getName());
    }

    @NonNull
    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    @CheckForNull
    public RunT getPreviousBuild() {
        RunT previous = null;
        for (int i = number - 1; i > 0 && previous == null; i--) {
            previous = project.getBuildByNumber(i);
        }
        return previous;
    }

    @NonNull
    @Override
    public File getRootDir() {
        return new File(project.getBuildDir(), Integer.toString(number));
    }

    @CheckForNull
    public Result getResult() {
        return result;
    }

    public void setResult(@NonNull Result result) {
        this.result = this.result == null ? result : this.result.combine(result);
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        return new EnvVars();
    }

    @NonNull
    public final synchronized ArtifactManager pickArtifactManager() throws IOException {
        return artifactManager();
    }

    /** Not in the real class: what takes this build's artifacts. */
    protected ArtifactManager artifactManager() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        return "#" + getNumber();
    }

    public String getFullDisplayName() {
        return project.getFullDisplayName() + ' ' + getDisplayName();
    }

    @NonNull
    public String getUrl() {
        return project.getUrl() + getNumber() + '/';
    }

    @NonNull
    public String getExternalizableId() {
        return project.getFullName() + '#' + getNumber();
    }

    @CheckForNull
    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException {
        int hash = id.lastIndexOf('#');
        if (hash <= 0) {
            throw new IllegalArgumentException("Invalid id");
        }
        Job<?, ?> job = Jenkins.get().getItemByFullName(id.substring(0, hash), Job.class);
        return job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
    }

    @NonNull
    @Override
    public ACL getACL() {
        return project.getACL();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(@NonNull RunT other) {
        return Integer.compare(getNumber(), other.getNumber());
    }

    @Override
    public String toString() {
        return project.getFullName() + " #" + getNumber();
    }

    @NonNull
    public List<Artifact> getArtifacts() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public List<String> getLog(int maxLines) throws IOException {
        throw new UnsupportedOperationException();
    }

    public class Artifact {
        public final String relativePath;

        Artifact(String relativePath) {
            this.relativePath = relativePath;
        }
    }
}
