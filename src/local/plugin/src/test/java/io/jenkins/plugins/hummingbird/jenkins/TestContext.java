package io.jenkins.plugins.hummingbird.jenkins;

import hudson.model.Run;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.local.LocalBuild;
import jenkins.local.LocalContext;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The context of a step whose process can be held and die; it remembers how the step ended in each process. */
public final class TestContext extends LocalContext {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> ENDS = new ConcurrentHashMap<>();

    private static final Map<String, LocalNode> NODES = new ConcurrentHashMap<>();

    private transient int process = LocalController.process();

    /** @param node whether the step is within a node */
    public TestContext(LocalBuild build, boolean node) {
        super(build, node);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        process = LocalController.process();
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
        return key == FlowNode.class ? key.cast(node(build())) : super.get(key);
    }

    @Override
    protected void ended(Object end) {
        try {
            Breakpoints.reach("told");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (process == LocalController.process()) {
            ends(build()).add(end);
        }
    }
}
