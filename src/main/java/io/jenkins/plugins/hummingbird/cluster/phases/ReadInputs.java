package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterFiles;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequestCheck;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the parameters and copies the configuration into the operation's folder, where later phases read it. */
public final class ReadInputs implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    private static final long MAX_CONFIGURATION_BYTES = 1L << 20;

    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        ClusterRequest request = state.request();
        ClusterRequestCheck.check(request);
        ClusterAction action = state.action();
        context.log("cluster " + state.id() + ": " + action.word() + (action.hasName() ? " " + request.name : ""));
        if (action.needsCli()) {
            readConfiguration(request, context);
        }
        return PhaseResult.done();
    }

    private static void readConfiguration(ClusterRequest request, ClusterContext context)
            throws IOException, OperationException {
        Path file = new ClusterFiles(context.folder()).givenConfiguration();
        if (request.configuration.isEmpty()) {
            Files.writeString(file, request.configurationText);
        } else {
            context.copyFromWorkspace(request.configuration, file, MAX_CONFIGURATION_BYTES);
        }
    }
}
