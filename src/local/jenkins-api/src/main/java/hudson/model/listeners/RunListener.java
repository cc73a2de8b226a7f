package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

public abstract class RunListener<R extends Run> implements ExtensionPoint {
    public final Class<R> targetType;

    protected RunListener(Class<R> type) {
        this.targetType = type;
    }

    /** The real one finds the type out; nobody asks for it here. */
    protected RunListener() {
        this(null);
    }

    public void onCompleted(R run, TaskListener listener) {}

    public void onDeleted(R run) {}
}
