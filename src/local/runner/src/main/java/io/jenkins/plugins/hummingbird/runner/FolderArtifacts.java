package io.jenkins.plugins.hummingbird.runner;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;

/** Keeps artifacts where Jenkins does unless told otherwise: in a folder of the build. */
final class FolderArtifacts extends ArtifactManager {
    private final Path folder;

    FolderArtifacts(Path folder) {
        this.folder = folder;
    }

    @Override
    public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
            Path target = folder.resolve(artifact.getKey()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("the artifact " + artifact.getKey() + " would lie outside of " + folder);
            }
            workspace.child(artifact.getValue()).copyTo(new FilePath(new File(target.toString())));
        }
    }

    @Override
    public void onLoad(Run<?, ?> build) {}

    @Override
    public boolean delete() {
        throw new UnsupportedOperationException("the runner deletes no artifacts");
    }

    @Override
    public VirtualFile root() {
        throw new UnsupportedOperationException("the runner does not show artifacts; they lie in " + folder);
    }
}
