package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.cluster.cli.PclusterResponse;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterFiles;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls the ParallelCluster CLI to start a creation or an update. The CLI checks the configuration against the account,
 * makes the template and starts the change of the stack, in about a minute. The call is noted in the saved state before it
 * is made. When its result is lost, because Jenkins was restarted, the agent was lost or the command hangs, the stack is
 * looked for before the CLI is called again.
 */
public final class RunCli implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofSeconds(1);

    /** With a slow network and a large configuration it takes two minutes. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** The exit code of a command that a signal has ended is this and the signal's number, as a shell and Java have it. */
    private static final int SIGNALED = 128;

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        NodeCommandRunner runner = context.nodeCommandRunner();
        if (!state.cli().changeIntended()) {
            return call(state, context);
        }
        if (!runner.isRunning()) {
            return resultLost(state, context);
        }
        CommandResult result;
        try {
            result = runner.poll();
        } catch (IOException e) {
            context.log("WARNING: the node was lost while pcluster ran there (" + e.getMessage()
                    + "): the stack is looked for before it is called again");
            return PhaseResult.stay(DELAY);
        }
        if (result != null) {
            return ended(state, context, result);
        }
        if (context.now().isAfter(state.cli().started().plus(TIMEOUT))) {
            runner.kill();
            context.log("WARNING: pcluster has not ended within " + TIMEOUT.toMinutes() + " minutes and was killed");
            state.cli().stopCalling();
        }
        return PhaseResult.stay(DELAY);
    }

    private static PhaseResult<ClusterPhase> call(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(state.request().aws);
        boolean create = state.action() == ClusterAction.CREATE;
        String configuration = create
                ? CliConfiguration.forCreation(state, context)
                : CliConfiguration.forUpdate(state, context, new ClusterStacks(aws).get(state.stackArn()));
        Map<String, String> identity = aws.environment();
        if (!identity.containsKey("AWS_ACCESS_KEY_ID")) {
            context.log(
                    "pcluster uses AWS as the node itself: without awsCredentialsId and roleArn it is given no keys");
        }
        CliCommand command =
                new CliCommand(state.request().pcluster, "pcluster", arguments(state, aws), identity, configuration);
        state.cli().intendChange(context.now());
        context.save();
        context.nodeCommandRunner().start(command);
        // after an IOException of start the node has got no command, and the call does not count
        state.cli().countChangeCall();
        context.log("pcluster checks the configuration and starts the " + (create ? "creation" : "update")
                + " of the cluster " + state.request().name);
        return PhaseResult.stay(DELAY);
    }

    private static List<String> arguments(ClusterState state, AwsClients aws) {
        ClusterRequest request = state.request();
        List<String> arguments = new ArrayList<>();
        boolean create = state.action() == ClusterAction.CREATE;
        arguments.add(create ? "create-cluster" : "update-cluster");
        arguments.addAll(List.of("--cluster-name", request.name, "--region", aws.region()));
        if (create) {
            arguments.addAll(List.of("--rollback-on-failure", Boolean.toString(request.rollbackOnFailure)));
        }
        if (!request.suppressedValidators().isEmpty()) {
            arguments.add("--suppress-validators");
            arguments.addAll(request.suppressedValidators());
        }
        return arguments;
    }

    /** The result of the call is not known: the stack shows whether it has started a change. */
    private static PhaseResult<ClusterPhase> resultLost(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        if (findStarted(state, context)) {
            return PhaseResult.done();
        }
        if (!state.cli().mayCallAgain()) {
            throw new OperationException("pcluster: it was called on the node and did not answer, and no stack of the"
                    + " cluster " + state.request().name
                    + " shows that it has started anything. Run it there by hand to see why.");
        }
        return call(state, context);
    }

    /** Whether the stack shows that a call has started its change; its ARN is in the state then. */
    private static boolean findStarted(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        Optional<ClusterStack> stack = new ClusterStacks(context.aws(state.request().aws)).find(state.request().name);
        if (stack.isEmpty() || !StackChange.isStarted(state, stack.get())) {
            return false;
        }
        context.log("the " + (state.action() == ClusterAction.CREATE ? "creation" : "update") + " of the cluster "
                + stack.get().name() + " has started: waiting for it");
        state.setStackArn(stack.get().arn());
        return true;
    }

    private static PhaseResult<ClusterPhase> ended(ClusterState state, ClusterContext context, CommandResult result)
            throws IOException, OperationException {
        PclusterResponse response = PclusterResponse.of(result);
        response.validationMessages().forEach(one -> {
            state.addValidationMessage(one);
            context.log(one.get("level") + " " + one.get("type") + ": " + one.get("message"));
        });
        if (!response.stackArn().isEmpty()) {
            context.log("stack " + response.stackArn());
            state.setStackArn(response.stackArn());
            return PhaseResult.done();
        }
        // a failure of the CLI does not prove that nothing was started: it may have been killed, or have lost the
        // response of AWS
        if (findStarted(state, context)) {
            return PhaseResult.done();
        }
        if (result.exitCode() > SIGNALED
                && response.saysNothing()
                && state.cli().mayCallAgain()) {
            context.log("WARNING: pcluster was killed on the node (exit code " + result.exitCode()
                    + ") before it had started anything: calling it again");
            return call(state, context);
        }
        state.cli().changeRefused();
        return refused(state, context, result, response);
    }

    private static PhaseResult<ClusterPhase> refused(
            ClusterState state, ClusterContext context, CommandResult result, PclusterResponse response)
            throws IOException, OperationException {
        if (state.action() == ClusterAction.CREATE && response.saysItExists()) {
            // another build was faster
            return PhaseResult.goTo(ClusterPhase.FIND_CLUSTER);
        }
        if (state.action() == ClusterAction.UPDATE && response.saysNothingChanged()) {
            context.log("pcluster finds no change in the configuration: nothing to update");
            state.setReused(true);
            return PhaseResult.goTo(state.fleetStopped() ? ClusterPhase.START_FLEET : ClusterPhase.READ_RESULT);
        }
        String artifact = "hummingbird/" + state.id() + "/pcluster-cli.log";
        Path log = new ClusterFiles(context.folder()).cliLog();
        Files.writeString(log, result.log().isEmpty() ? result.err() : result.log());
        context.archive(Map.of(artifact, log));
        throw new OperationException(
                response.problem() + " The log of the CLI is among the artifacts: " + artifact + '.');
    }
}
