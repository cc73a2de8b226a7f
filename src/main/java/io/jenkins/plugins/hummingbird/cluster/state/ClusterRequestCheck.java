package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import java.util.ArrayList;
import java.util.List;

/** Checks a request before anything is called, and reports all problems together. */
public final class ClusterRequestCheck {
    private final ClusterRequest request;
    private final List<String> problems = new ArrayList<>();

    private ClusterRequestCheck(ClusterRequest request) {
        this.request = request;
    }

    /** @throws OperationException with a sentence for each problem */
    public static void check(ClusterRequest request) throws OperationException {
        ClusterRequestCheck check = new ClusterRequestCheck(request);
        ClusterAction action = ClusterAction.parse(request.action);
        check.problems.addAll(ClusterRequest.PARAMETERS.problems(request));
        check.when(
                action.hasName() && request.name.isEmpty(),
                "name: action " + action.word() + " needs the name of a cluster.");
        if (action.needsCli()) {
            check.configuration(action);
        }
        check.when(
                request.stopFleet && action != ClusterAction.UPDATE,
                "stopFleet: is for action update, and not for " + action.word()
                        + "; action: 'stop' stops the compute fleet.");
        check.when(
                request.stopFleet && !request.wait,
                "stopFleet: the step starts the compute fleet again after the update, so it must wait for that; leave"
                        + " wait out.");
        check.when(
                request.headNode && action != ClusterAction.STOP,
                "headNode: is for action stop, and not for " + action.word() + "; start starts the head node, too.");
        check.when(
                request.headNode && !request.wait,
                "headNode: the head node stops the compute fleet before it is stopped itself, and the step must wait for"
                        + " that; leave wait out.");
        check.when(
                !request.retain.isEmpty() && action != ClusterAction.DELETE,
                "retain: goes with action delete, and not with " + action.word() + '.');
        if (!request.architecture.isEmpty()) {
            check.problems.addAll(TextRule.of(() -> Architecture.parse(request.architecture)));
        }
        if (!check.problems.isEmpty()) {
            throw new OperationException(String.join(" ", check.problems));
        }
    }

    private void configuration(ClusterAction action) {
        boolean file = !request.configuration.isEmpty();
        boolean text = !request.configurationText.isBlank();
        when(
                !file && !text,
                "configuration: action " + action.word() + " needs a configuration of the cluster; set configuration, a"
                        + " file of the workspace, or configurationText.");
        when(file && text, "configuration: set configuration or configurationText, not both.");
        when(
                request.directoryId.isEmpty()
                        && !(request.domainReadOnlyUser.isEmpty() && request.passwordSecretArn.isEmpty()),
                "directoryId: domainReadOnlyUser and passwordSecretArn need a directory; set directoryId, too.");
    }

    private void when(boolean wrong, String problem) {
        if (wrong) {
            problems.add(problem);
        }
    }
}
