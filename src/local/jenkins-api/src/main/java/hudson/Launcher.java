package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Computer;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    protected final TaskListener listener;

    protected Launcher(Launcher launcher) {
        this.listener = launcher.listener;
    }

    private Launcher(TaskListener listener) {
        this.listener = listener;
    }

    public final ProcStarter launch() {
        return new ProcStarter();
    }

    public abstract Proc launch(ProcStarter starter) throws IOException;

    @CheckForNull
    public Computer getComputer() {
        throw new UnsupportedOperationException();
    }

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    public final class ProcStarter {
        private List<String> words;
        private final EnvVars environment = new EnvVars();
        private FilePath folder;
        private OutputStream out;
        private OutputStream err;
        private boolean quiet;

        public ProcStarter cmds(List<String> args) {
            words = args;
            return this;
        }

        public ProcStarter envs(Map<String, String> overrides) {
            environment.putAll(overrides);
            return this;
        }

        public ProcStarter pwd(FilePath workDir) {
            folder = workDir;
            return this;
        }

        public ProcStarter quiet(boolean quietly) {
            quiet = quietly;
            return this;
        }

        public ProcStarter stdout(OutputStream stream) {
            out = stream;
            return this;
        }

        public ProcStarter stderr(OutputStream stream) {
            err = stream;
            return this;
        }

        public Proc start() throws IOException {
            return launch(this);
        }
    }

    public static class LocalLauncher extends Launcher {
        public LocalLauncher(TaskListener listener) {
            super(listener);
        }

        @Override
        public Proc launch(ProcStarter starter) throws IOException {
            if (!starter.quiet) {
                listener.getLogger().println("$ " + String.join(" ", starter.words));
            }
            return new LocalProcess(starter.words, starter.environment, starter.folder, starter.out, starter.err);
        }

        @Override
        public void kill(Map<String, String> modelEnvVars) {
            LocalProcess.killAll(modelEnvVars);
        }
    }
}
