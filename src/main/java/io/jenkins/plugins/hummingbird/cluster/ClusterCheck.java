package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import java.util.ArrayList;
import java.util.List;

/** Looks at what is to be done with clusters, before anything is called; says all that is wrong at once. */
final class ClusterCheck {
    private final ClusterRequest request;
    private final List<String> problems = new ArrayList<>();

    private ClusterCheck(ClusterRequest request) {
        this.request = request;
    }

    /** @throws OperationException with a sentence for each problem */
    static void check(ClusterRequest request) throws OperationException {
        ClusterCheck check = new ClusterCheck(request);
        ClusterAction action = ClusterAction.parse(request.action);
        if (action.hasName()) {
            check.name(action);
        }
        if (action.needsCli()) {
            check.configuration(action);
        }
        check.when(
                request.stopFleet && action != ClusterAction.UPDATE,
                "stopFleet: goes with action update, and not with " + action.word()
                        + "; action: 'stop' stops the compute fleet.");
        check.when(
                request.stopFleet && !request.wait,
                "stopFleet: the step starts the compute fleet again after the update, so it must wait for that; leave"
                        + " wait out.");
        check.when(
                request.headNode && action != ClusterAction.STOP,
                "headNode: goes with action stop, and not with " + action.word()
                        + "; start starts the head node, too.");
        check.when(
                request.headNode && !request.wait,
                "headNode: the head node stops the compute fleet before it is stopped itself, and the step must wait for"
                        + " that; leave wait out.");
        check.when(
                !request.retain.isEmpty() && action != ClusterAction.DELETE,
                "retain: goes with action delete, and not with " + action.word() + '.');
        check.valid(() -> ClusterRequest.checkRetain(request.retain));
        check.when(
                !request.architecture.isEmpty() && !request.architecture.matches("x86_64|arm64"),
                "architecture: '" + request.architecture + "' is neither x86_64 nor arm64.");
        check.when(
                request.expiresAfterHours < 0,
                "expiresAfterHours: must be 0, for never, or more, not " + request.expiresAfterHours + '.');
        check.when(
                request.timeoutMinutes < 1, "timeoutMinutes: must be at least 1, not " + request.timeoutMinutes + '.');
        if (!check.problems.isEmpty()) {
            throw new OperationException(String.join(" ", check.problems));
        }
    }

    private void name(ClusterAction action) {
        if (request.name.isEmpty()) {
            problems.add("name: action " + action.word() + " needs the name of a cluster.");
            return;
        }
        valid(() -> ClusterName.check("name", request.name));
    }

    /** A look at one parameter. */
    private interface Check {
        void run() throws OperationException;
    }

    private void valid(Check look) {
        try {
            look.run();
        } catch (OperationException e) {
            problems.add(e.getMessage());
        }
    }

    private void configuration(ClusterAction action) {
        boolean file = !request.configuration.isEmpty();
        boolean text = !request.configurationText.isBlank();
        when(
                !file && !text,
                "configuration: action " + action.word() + " needs a configuration of the cluster; set configuration, a"
                        + " file of the workspace, or configurationText.");
        String validators = request.suppressValidators.isEmpty() ? "" : validatorsProblem(request.suppressValidators);
        when(!validators.isEmpty(), validators);
        when(file && text, "configuration: set configuration or configurationText, not both.");
        when(
                request.directoryId.isEmpty()
                        && !(request.domainReadOnlyUser.isEmpty() && request.passwordSecretArn.isEmpty()),
                "directoryId: domainReadOnlyUser and passwordSecretArn go with a directory; set directoryId, too.");
    }

    /** @return a sentence; empty for a list of validators */
    static String validatorsProblem(String list) {
        return RunCli.validators(list).stream().allMatch(one -> one.matches("ALL|type:[A-Za-z0-9]+"))
                ? ""
                : "suppressValidators: '" + list
                        + "' are not names of validators; ALL, or type:NAME, parted by blanks, such as"
                        + " type:DomainAddrValidator.";
    }

    private void when(boolean wrong, String problem) {
        if (wrong) {
            problems.add(problem);
        }
    }
}
