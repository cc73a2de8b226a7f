package io.jenkins.plugins.hummingbird.jenkins.page;

import hudson.model.Run;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationFolder;
import java.nio.file.Path;
import jenkins.model.RunAction2;

/**
 * An operation on the page of its build. It keeps the operation's id alone and shows what the state file in the build's
 * folder says, so that it is the same while the build runs, after a restart and years later.
 */
public abstract class OperationRunAction implements RunAction2 {
    private final String id;
    private transient Run<?, ?> run;

    /** @param id of the operation */
    public OperationRunAction(String id) {
        this.id = id;
    }

    /**
     * Adds it to a build, unless the build has it. The build is not saved for that: what a crash loses is added again
     * when the operation goes on.
     */
    public final void addTo(Run<?, ?> build) {
        if (build.getActions(getClass()).stream().noneMatch(other -> other.id().equals(id))) {
            build.addAction(this);
        }
    }

    @Override
    public final void onAttached(Run<?, ?> build) {
        run = build;
    }

    @Override
    public final void onLoad(Run<?, ?> build) {
        run = build;
    }

    /** @return the build */
    protected final Run<?, ?> run() {
        return run;
    }

    /** @return the operation's id */
    protected final String id() {
        return id;
    }

    /** @return the operation's folder, which may be gone */
    protected final Path folder() {
        return OperationFolder.inBuild(run.getRootDir(), id);
    }
}
