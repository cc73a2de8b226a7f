package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The step's node in the graph of its Pipeline. */
public final class GraphNode {
    private final FlowNode node;

    /** Finds it; outside of a graph nothing is done. */
    public GraphNode(StepContext context) throws IOException, InterruptedException {
        node = context.get(FlowNode.class);
    }

    /** Labels the step. */
    public void label(String text) {
        if (node != null) {
            node.addOrReplaceAction(new LabelAction(text));
        }
    }

    /** Marks the step, and no other one of the build, as unstable. */
    public void warn(String message) {
        if (node != null) {
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
        }
    }
}
