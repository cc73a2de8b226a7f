package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the CLI of ParallelCluster begin a creation or an update. It checks the configuration against the account, makes the
 * template and starts the stack, in a minute or so. That it is called is saved before; when its answer is lost, because
 * Jenkins was restarted, the agent was lost or the command hangs, the stack is looked for before it is called again.
 */
final class RunCli implements ClusterPart {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** With a slow network and a large configuration it takes two minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MOST_CALLS = 5;

    /** As a shell and Java have it: the exit code of what a signal has ended is greater, by the signal's number. */
    private static final int KILLED = 128;

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        NodeCommand command = context.nodeCommand();
        if (!operation.cliIntended) {
            return call(operation, context);
        }
        if (!command.isUnderWay()) {
            return look(operation, context);
        }
        NodeAnswer answer;
        try {
            answer = command.poll();
        } catch (IOException e) {
            context.log("WARNING: the node was lost while pcluster ran there (" + e.getMessage()
                    + "): the stack is looked for before it is called again");
            return Next.in(PAUSE);
        }
        if (answer != null) {
            return judge(operation, context, answer);
        }
        if (context.now().isAfter(Instant.ofEpochMilli(operation.cliMillis).plus(LONGEST))) {
            command.kill();
            context.log("WARNING: pcluster has not ended within " + LONGEST.toMinutes() + " minutes and was killed");
            operation.cliCalls = MOST_CALLS;
        }
        return Next.in(PAUSE);
    }

    private static Next call(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        AwsClients aws = context.aws(operation.request().aws);
        boolean create = operation.action() == ClusterAction.CREATE;
        String configuration = create
                ? FillConfiguration.forCreation(operation, context)
                : FillConfiguration.forUpdate(operation, context, new ClusterStacks(aws).get(operation.stackArn));
        Map<String, String> identity = aws.environment();
        if (!identity.containsKey("AWS_ACCESS_KEY_ID")) {
            context.log(
                    "pcluster uses AWS as the node itself: without awsCredentialsId and roleArn it is given no keys");
        }
        NodeCall call = new NodeCall(
                operation.request().pcluster, "pcluster", arguments(operation, aws), identity, configuration);
        operation.cliIntended = true;
        operation.cliMillis = context.now().toEpochMilli();
        context.save();
        context.nodeCommand().start(call);
        // a node that is away is waited for and is no call
        operation.cliCalls++;
        context.log("pcluster checks the configuration and begins to " + (create ? "make" : "update") + " the cluster "
                + operation.request().name);
        return Next.in(PAUSE);
    }

    private static List<String> arguments(ClusterOperation operation, AwsClients aws) {
        ClusterRequest request = operation.request();
        List<String> arguments = new ArrayList<>();
        boolean create = operation.action() == ClusterAction.CREATE;
        arguments.add(create ? "create-cluster" : "update-cluster");
        arguments.addAll(List.of("--cluster-name", request.name, "--region", aws.region()));
        if (create) {
            arguments.addAll(List.of("--rollback-on-failure", Boolean.toString(request.rollbackOnFailure)));
        }
        if (!request.suppressValidators.isEmpty()) {
            arguments.add("--suppress-validators");
            arguments.addAll(validators(request.suppressValidators));
        }
        return arguments;
    }

    /** The parts of {@code suppressValidators}. */
    static List<String> validators(String list) {
        return List.of(list.strip().split("[\\s,]+"));
    }

    /** Nothing is known of the call that was made: whether it has begun something shows in the stack. */
    private static Next look(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        Next begun = ofBegun(operation, context);
        if (begun != null) {
            return begun;
        }
        if (operation.cliCalls >= MOST_CALLS) {
            throw new OperationException("pcluster: it was called on the node and did not answer, and no stack of the"
                    + " cluster " + operation.request().name
                    + " shows that it has begun something. Run it there by hand to see why.");
        }
        return call(operation, context);
    }

    /** What is next when a call has begun its work; null when no stack shows that. */
    private static Next ofBegun(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        Optional<ClusterStack> stack =
                new ClusterStacks(context.aws(operation.request().aws)).find(operation.request().name);
        if (stack.isEmpty() || !hasBegun(operation, stack.get())) {
            return null;
        }
        context.log("the " + (operation.action() == ClusterAction.CREATE ? "creation" : "update") + " of the cluster "
                + stack.get().name() + " has begun: it is followed");
        return follow(operation, stack.get().arn());
    }

    /** Whether the stack shows that the call of the CLI has begun something. */
    static boolean hasBegun(ClusterOperation operation, ClusterStack stack) {
        if (operation.action() == ClusterAction.CREATE) {
            return FindCluster.isOf(operation, stack);
        }
        return !stack.status().isSettled() || stack.updated().isAfter(Instant.ofEpochMilli(operation.cliMillis));
    }

    private static Next judge(ClusterOperation operation, ClusterContext context, NodeAnswer said)
            throws IOException, OperationException {
        PclusterAnswer answer = PclusterAnswer.of(said);
        answer.validationMessages().forEach(one -> {
            operation.validationMessages.add(one);
            context.log(one.get("level") + " " + one.get("type") + ": " + one.get("message"));
        });
        if (!answer.stackArn().isEmpty()) {
            context.log("stack " + answer.stackArn());
            return follow(operation, answer.stackArn());
        }
        // what the CLI says of a failure is not all: it may have been killed, or have lost the answer of AWS
        Next begun = ofBegun(operation, context);
        if (begun != null) {
            return begun;
        }
        if (said.exitCode() > KILLED && answer.saysNothing() && operation.cliCalls < MOST_CALLS) {
            context.log("WARNING: pcluster was killed on the node (exit code " + said.exitCode()
                    + ") before it had begun anything: it is called again");
            return call(operation, context);
        }
        operation.cliIntended = false;
        if (operation.action() == ClusterAction.CREATE && answer.saysItExists()) {
            // another build was faster
            return operation.goOn(ClusterPhase.FIND_CLUSTER);
        }
        if (operation.action() == ClusterAction.UPDATE && answer.saysNothingChanged()) {
            context.log("pcluster finds no change in the configuration: nothing is to be updated");
            operation.reused = true;
            return operation.goOnUpdated();
        }
        String log = "hummingbird/" + operation.id() + "/pcluster-cli.log";
        Path file = context.folder().resolve("pcluster-cli.log");
        Files.writeString(file, said.log().isEmpty() ? said.err() : said.log());
        context.archive(Map.of(log, file));
        throw new OperationException(answer.problem() + " The log of the CLI is among the artifacts: " + log + '.');
    }

    private static Next follow(ClusterOperation operation, String stack) {
        operation.stackArn = stack;
        return operation.goOn(operation.waits() ? ClusterPhase.FOLLOW_STACK : ClusterPhase.ANSWER);
    }
}
