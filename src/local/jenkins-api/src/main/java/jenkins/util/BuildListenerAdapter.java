package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.PrintStream;

public final class BuildListenerAdapter implements BuildListener {
    private static final long serialVersionUID = 1L;

    private final TaskListener delegate;

    public BuildListenerAdapter(TaskListener delegate) {
        this.delegate = delegate;
    }

    public static BuildListener wrap(TaskListener listener) {
        return listener instanceof BuildListener already ? already : new BuildListenerAdapter(listener);
    }

    @Override
    public PrintStream getLogger() {
        return delegate.getLogger();
    }
}
