package io.jenkins.plugins.hummingbird.jenkins;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step in a Pipeline has around it. Saved is the name of the build, as in Jenkins. */
public final class LocalContext extends StepContext {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> ENDS = new ConcurrentHashMap<>();

    private static final Map<String, LocalNode> NODES = new ConcurrentHashMap<>();

    /** The name of the build when it was saved; its job may be renamed later. */
    private String build;

    private final boolean node;
    private transient LocalBuild run;
    private transient int process = LocalController.process();

    /** @param node whether the step is within a node */
    public LocalContext(LocalBuild build, boolean node) {
        run = build;
        this.node = node;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        build = run().getExternalizableId();
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        process = LocalController.process();
    }

    private synchronized LocalBuild run() {
        if (run == null) {
            run = (LocalBuild) Run.fromExternalizableId(build);
        }
        return run;
    }

    /** How the steps of a build ended, over all processes: a result, or what it failed with. */
    public static List<Object> ends(Run<?, ?> build) {
        return ENDS.computeIfAbsent(build.getExternalizableId(), any -> new CopyOnWriteArrayList<>());
    }

    /** The node of a build's step. */
    public static LocalNode node(Run<?, ?> build) {
        return NODES.computeIfAbsent(build.getExternalizableId(), any -> new LocalNode());
    }

    public static void forgetEnds() {
        ENDS.clear();
        NODES.clear();
    }

    @Override
    public <T> T get(Class<T> key) throws IOException {
        Breakpoints.reach("context");
        LocalBuild present = run();
        if (key == Run.class) {
            return key.cast(present);
        }
        if (key == FilePath.class) {
            return node ? key.cast(present.getWorkspace()) : null;
        }
        if (key == Launcher.class) {
            return node ? key.cast(new Launcher.LocalLauncher(present.listener())) : null;
        }
        if (key == FlowNode.class) {
            return key.cast(node(present));
        }
        return key == TaskListener.class ? key.cast(present.listener()) : null;
    }

    @Override
    public void onSuccess(Object result) {
        ended(result);
    }

    @Override
    public void onFailure(Throwable cause) {
        ended(cause);
    }

    private void ended(Object end) {
        try {
            Breakpoints.reach("told");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (process == LocalController.process()) {
            ENDS.computeIfAbsent(run().getExternalizableId(), any -> new CopyOnWriteArrayList<>())
                    .add(end);
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalContext context && context.run().equals(run());
    }

    @Override
    public int hashCode() {
        return run().hashCode();
    }
}
