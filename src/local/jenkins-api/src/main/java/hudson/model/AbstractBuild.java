package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import java.io.File;
import java.io.IOException;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild(P project, File buildDir) throws IOException {
        super(project, buildDir);
    }

    @Override
    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        return super.getEnvironment(listener);
    }

    @CheckForNull
    public Node getBuiltOn() {
        return null;
    }

    public final FilePath getWorkspace() {
        return workspace();
    }

    /** Not in the real class: where this build's files are. */
    protected FilePath workspace() {
        throw new UnsupportedOperationException();
    }
}
