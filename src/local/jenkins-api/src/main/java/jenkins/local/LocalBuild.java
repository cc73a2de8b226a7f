package jenkins.local;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.util.StreamTaskListener;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;
import org.apache.commons.io.output.TeeOutputStream;

/** A build; its log and its artifacts are in its folder. */
public final class LocalBuild extends AbstractBuild<LocalJob, LocalBuild> {
    private final transient FilePath workspace;
    private final transient BuildListener listener;
    private final transient EnvVars environment = new EnvVars();
    private transient volatile boolean building;

    /** @param folder it exists; its name is the build's number */
    LocalBuild(LocalJob job, File folder, FilePath workspace, OutputStream onlooker, boolean building)
            throws IOException {
        super(job, folder);
        this.workspace = workspace;
        this.building = building;
        OutputStream log = new TeeOutputStream(new FileOutputStream(new File(folder, "log"), true), onlooker);
        listener = BuildListenerAdapter.wrap(new StreamTaskListener(log, StandardCharsets.UTF_8));
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    /** Ends it as Jenkins does: without a result it is a success, and whoever listens is told. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void end() {
        building = false;
        setResult(Result.SUCCESS);
        for (RunListener all : ExtensionList.lookup(RunListener.class)) {
            all.onCompleted(this, listener);
        }
    }

    /** What is said to it is in the log. */
    public BuildListener listener() {
        return listener;
    }

    /** The log so far. */
    public String log() throws IOException {
        return Files.readString(getRootDir().toPath().resolve("log"));
    }

    /** The lines of the log that hold a text. */
    public List<String> linesWith(String text) throws IOException {
        return log().lines().filter(line -> line.contains(text)).toList();
    }

    /** @return the same variables each time: a change of them is a change of the build's environment */
    @Override
    public EnvVars getEnvironment(TaskListener asking) {
        return environment;
    }

    @Override
    protected FilePath workspace() {
        return workspace;
    }

    @Override
    protected ArtifactManager artifactManager() {
        return new Archive(new File(getRootDir(), "archive"));
    }

    /** Where Jenkins keeps artifacts unless told otherwise. */
    private static final class Archive extends ArtifactManager {
        private final File folder;

        Archive(File folder) {
            this.folder = folder;
        }

        @Override
        public void archive(FilePath from, Launcher launcher, BuildListener log, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                File target = new File(folder, artifact.getKey());
                if (!target.toPath().normalize().startsWith(folder.toPath().normalize())) {
                    throw new IOException("the artifact " + artifact.getKey() + " would lie outside of " + folder);
                }
                from.child(artifact.getValue()).copyTo(new FilePath(target));
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
