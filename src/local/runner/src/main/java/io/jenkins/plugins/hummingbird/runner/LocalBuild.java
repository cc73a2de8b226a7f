package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Result;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import jenkins.model.ArtifactManager;

/** The build that runs. */
final class LocalBuild extends Run<LocalJob, LocalBuild> {
    private final transient FolderArtifacts artifacts;
    private transient volatile boolean building = true;

    /** @param folder it exists; its name is the number of the build */
    LocalBuild(LocalJob job, File folder) throws IOException {
        super(job, folder);
        artifacts = new FolderArtifacts(folder.toPath().resolve("archive"));
    }

    @Override
    protected ArtifactManager artifactManager() {
        return artifacts;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    /** Ends it; without a result it is a success. */
    Result end() {
        building = false;
        return currentResult();
    }

    /** The result so far, never null. */
    Result currentResult() {
        Result result = getResult();
        return result == null ? Result.SUCCESS : result;
    }
}
