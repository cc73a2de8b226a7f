package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks the CLI of ParallelCluster for its version, then Node.js, which it needs to make a template. Both are harmless, and
 * asked again after a restart.
 */
final class CheckCli implements ClusterPart {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The first start of Python on a slow disk takes some seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        NodeCommand command = context.nodeCommand();
        String tool = operation.request().pcluster;
        if (!command.isUnderWay()) {
            command.start(
                    operation.cliVersion == null
                            ? new NodeCall(tool, "pcluster", List.of("version"), Map.of(), "")
                            : new NodeCall(tool, "node", List.of("--version"), Map.of(), ""));
            operation.cliMillis = context.now().toEpochMilli();
            return Next.in(PAUSE);
        }
        NodeAnswer answer = command.poll();
        if (answer == null) {
            if (context.now().isAfter(Instant.ofEpochMilli(operation.cliMillis).plus(LONGEST))) {
                command.kill();
                throw new OperationException("pcluster: the command on the node has not answered for "
                        + LONGEST.toMinutes() + " minutes and was ended. Run it there by hand to see why.");
            }
            return Next.in(PAUSE);
        }
        if (operation.cliVersion == null) {
            operation.cliVersion = version(answer);
            return Next.now();
        }
        if (answer.exitCode() != 0) {
            throw new OperationException("pcluster: Node.js does not run on the node (exit code " + answer.exitCode()
                    + "): " + firstLine(answer.err()) + ". The CLI of ParallelCluster needs it to make a cluster.");
        }
        context.log("the CLI of ParallelCluster " + operation.cliVersion + ", Node.js " + firstLine(answer.out()));
        boolean create = operation.action() == ClusterAction.CREATE;
        ReleaseWarnings.of(operation.cliVersion, create).forEach(warning -> context.log("WARNING: " + warning));
        operation.cliMillis = 0;
        return operation.goOn(create ? ClusterPhase.DELETE_EXPIRED : ClusterPhase.FILL_CONFIGURATION);
    }

    private static String version(NodeAnswer answer) throws OperationException {
        String version = PclusterAnswer.of(answer).version();
        if (version.isEmpty()) {
            throw new OperationException("pcluster: the command on the node does not tell its version (exit code "
                    + answer.exitCode() + "): " + firstLine(answer.out() + answer.err())
                    + ". It must be the CLI of ParallelCluster 3, best " + ParallelCluster.VERSION + '.');
        }
        return version;
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("it says nothing");
    }
}
