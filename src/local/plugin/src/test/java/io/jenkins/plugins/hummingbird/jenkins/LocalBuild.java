package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/** A build; its log, its workspace and its artifacts are in its folder. */
public final class LocalBuild extends AbstractBuild<LocalJob, LocalBuild> {
    private final transient BuildListener listener;
    private final transient EnvVars environment = new EnvVars();
    private transient volatile boolean building;

    public LocalBuild(LocalJob job, File folder, boolean building) throws IOException {
        super(job, folder);
        this.building = building;
        listener = BuildListenerAdapter.wrap(
                new StreamTaskListener(new File(folder, "log"), true, StandardCharsets.UTF_8));
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    public void end() {
        building = false;
    }

    public BuildListener listener() {
        return listener;
    }

    public String log() throws IOException {
        return Files.readString(getRootDir().toPath().resolve("log"));
    }

    /** The lines of the log that hold a text. */
    public List<String> linesWith(String text) throws IOException {
        return log().lines().filter(line -> line.contains(text)).toList();
    }

    @Override
    public EnvVars getEnvironment(TaskListener asking) {
        return environment;
    }

    @Override
    protected FilePath workspace() {
        return new FilePath(new File(getRootDir(), "workspace"));
    }

    @Override
    protected ArtifactManager artifactManager() {
        return new Archive(new FilePath(new File(getRootDir(), "archive")));
    }

    private static final class Archive extends ArtifactManager {
        private final FilePath folder;

        Archive(FilePath folder) {
            this.folder = folder;
        }

        @Override
        public void archive(FilePath from, Launcher launcher, BuildListener log, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                from.child(artifact.getValue()).copyTo(folder.child(artifact.getKey()));
            }
        }

        @Override
        public void onLoad(Run<?, ?> build) {}

        @Override
        public boolean delete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public VirtualFile root() {
            throw new UnsupportedOperationException();
        }
    }
}
