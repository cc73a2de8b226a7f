package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.cluster.cli.PclusterResponse;
import io.jenkins.plugins.hummingbird.cluster.cli.ReleaseWarnings;
import io.jenkins.plugins.hummingbird.cluster.state.CliCalls;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs {@code pcluster version}, then {@code node --version}, since the CLI needs Node.js to make a template. Neither
 * changes anything, and both are run again after a restart.
 */
public final class CheckCli implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final Duration DELAY = Duration.ofMillis(500);

    /** The first start of Python on a slow disk takes some seconds. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        NodeCommandRunner runner = context.nodeCommandRunner();
        CliCalls cli = state.cli();
        if (!runner.isRunning()) {
            runner.start(command(state));
            cli.startRead(context.now());
            return PhaseResult.stay(DELAY);
        }
        CommandResult result = runner.poll();
        if (result == null) {
            if (context.now().isAfter(cli.started().plus(TIMEOUT))) {
                runner.kill();
                throw new OperationException("pcluster: the command on the node did not end within "
                        + TIMEOUT.toMinutes() + " minutes and was killed. Run it there by hand to see why.");
            }
            return PhaseResult.stay(DELAY);
        }
        if (cli.version().isEmpty()) {
            cli.setVersion(version(result));
            return PhaseResult.again();
        }
        checkNodeJs(result);
        context.log("the CLI of ParallelCluster " + cli.version() + ", Node.js " + firstLine(result.out()));
        ReleaseWarnings.of(cli.version(), state.action() == ClusterAction.CREATE)
                .forEach(warning -> context.log("WARNING: " + warning));
        return PhaseResult.done();
    }

    private static CliCommand command(ClusterState state) {
        String tool = state.request().pcluster;
        return state.cli().version().isEmpty()
                ? new CliCommand(tool, "pcluster", List.of("version"), Map.of(), "")
                : new CliCommand(tool, "node", List.of("--version"), Map.of(), "");
    }

    private static String version(CommandResult result) throws OperationException {
        String version = PclusterResponse.of(result).version();
        if (version.isEmpty()) {
            throw new OperationException("pcluster: the command on the node does not print its version (exit code "
                    + result.exitCode() + "): " + firstLine(result.out() + result.err())
                    + ". It must be the CLI of ParallelCluster 3, preferably " + ParallelCluster.VERSION + '.');
        }
        return version;
    }

    private static void checkNodeJs(CommandResult result) throws OperationException {
        if (result.exitCode() != 0) {
            throw new OperationException("pcluster: Node.js does not run on the node (exit code " + result.exitCode()
                    + "): " + firstLine(result.err()) + ". The CLI of ParallelCluster needs it to make a cluster.");
        }
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("it printed nothing");
    }
}
