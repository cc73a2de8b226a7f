package io.jenkins.plugins.hummingbird.jenkins;

import hudson.model.Action;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The node of a step in the graph of its Pipeline, which outlives the process. */
public final class LocalNode extends FlowNode {
    /** The only action of that kind; null when there is none. */
    public <T extends Action> T only(Class<T> type) {
        List<T> actions = getActions(type);
        if (actions.size() > 1) {
            throw new AssertionError(actions.size() + " of " + type);
        }
        return actions.isEmpty() ? null : actions.get(0);
    }

    @Override
    public String getDisplayName() {
        return "a step";
    }

    @Override
    public void save() {
        throw new UnsupportedOperationException();
    }
}
