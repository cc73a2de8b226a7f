package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the parameters and copies the configuration into the operation's folder: it is read there from then on. */
final class ReadConfiguration implements ClusterPart {
    private static final String FILE = "cluster-config.yaml";
    private static final long LARGEST = 1L << 20;

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        ClusterRequest request = operation.request();
        ClusterCheck.check(request);
        ClusterAction action = ClusterAction.parse(request.action);
        context.log("cluster " + operation.id() + ": " + action.word() + (action.hasName() ? " " + request.name : ""));
        if (action.needsCli()) {
            readConfiguration(request, context);
        }
        return operation.goOn(
                switch (action) {
                    case CREATE, UPDATE -> ClusterPhase.CHECK_CLI;
                    case START -> ClusterPhase.START_HEAD_NODE;
                    case STOP -> ClusterPhase.ASK_FLEET;
                    case DELETE -> ClusterPhase.BEGIN_DELETION;
                    case DESCRIBE, LIST, IMAGES -> ClusterPhase.ANSWER;
                });
    }

    private static void readConfiguration(ClusterRequest request, ClusterContext context)
            throws IOException, OperationException {
        Path file = context.folder().resolve(FILE);
        if (request.configuration.isEmpty()) {
            Files.writeString(file, request.configurationText);
        } else {
            context.copyFromWorkspace(request.configuration, file, LARGEST);
        }
    }

    /** The configuration as it was given. */
    static ClusterConfiguration configuration(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        String given = operation.request().configuration;
        return ClusterConfiguration.parse(
                given.isEmpty() ? "configurationText" : given,
                Files.readString(context.folder().resolve(FILE)));
    }
}
