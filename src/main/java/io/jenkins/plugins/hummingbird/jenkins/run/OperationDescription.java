package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.console.HyperlinkNote;
import hudson.model.Run;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperation;
import io.jenkins.plugins.hummingbird.cluster.ClusterView;
import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.image.BakeView;
import io.jenkins.plugins.hummingbird.operation.InstanceCount;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people read of an operation on the build's page, in its log and in the graph of its Pipeline, by its kind. */
public final class OperationDescription {
    /** As the label of a sh step. */
    private static final int LONGEST_LABEL = 100;

    private OperationDescription() {}

    /** @return null for a kind that has no line on the build's page */
    public static OperationView view(Operation<?> operation) {
        if (operation instanceof Bake bake) {
            return new BakeView(bake);
        }
        return operation instanceof ClusterOperation cluster ? new ClusterView(cluster) : null;
    }

    /** How many instances of each type run. */
    public static Map<String, Integer> machines(OperationView view) {
        Map<String, Integer> machines = new LinkedHashMap<>();
        for (InstanceCount some : view.machines()) {
            machines.put(some.type(), some.count());
        }
        return machines;
    }

    /** How it stands, without I/O. */
    static OperationGlance glance(Operation<?> operation) {
        String cluster = "";
        String waiting = "";
        if (operation instanceof Submission submission) {
            SubmitRequest request = submission.state().request();
            cluster = request.used() != null
                    ? request.used().name()
                    : request.cluster.isEmpty() ? request.host : request.cluster;
            waiting = submission.waiting();
        }
        return new OperationGlance(label(operation), cluster, operation.begun(), status(operation), waiting);
    }

    /** What is running, without I/O. */
    private static String status(Operation<?> operation) {
        if (operation instanceof Submission submission) {
            return submission.statusWithCounts();
        }
        OperationView view = view(operation);
        return view == null ? operation.status() : view.status();
    }

    /** The label of the step's node; never the status, which is shown elsewhere. */
    static String label(Operation<?> operation) {
        OperationView view = view(operation);
        String label = operation instanceof Submission submission
                ? "Submission " + submission.id() + " to " + submission.host()
                : view == null ? operation.id() : view.title();
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 3) + "...";
    }

    /** A line of the build log that leads to where people see how it stands; null for a kind that is seen nowhere. */
    public static String link(Operation<?> operation, Run<?, ?> run) {
        String build = "/" + run.getUrl();
        if (operation instanceof Submission) {
            return HyperlinkNote.encodeTo(build + operation.id() + "/", "plates and groups of " + operation.id());
        }
        return view(operation) == null ? null : HyperlinkNote.encodeTo(build, operation.id() + " on the build's page");
    }
}
