package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.configuration.ClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.configuration.ConfigurationWarnings;
import io.jenkins.plugins.hummingbird.cluster.configuration.ImageWarnings;
import io.jenkins.plugins.hummingbird.cluster.configuration.NodeImages;
import io.jenkins.plugins.hummingbird.cluster.reads.Directory;
import io.jenkins.plugins.hummingbird.cluster.reads.DirectoryLookup;
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
import java.util.ArrayList;
import java.util.List;

/** Writes the values of the parameters into the configuration, and logs warnings about it. */
public final class FillConfiguration implements PhaseHandler<ClusterPhase, ClusterState, ClusterContext> {
    @Override
    public PhaseResult<ClusterPhase> move(ClusterState state, ClusterContext context)
            throws IOException, OperationException {
        ClusterRequest request = state.request();
        AwsClients aws = context.aws(request.aws);
        ClusterFiles files = new ClusterFiles(context.folder());
        ClusterConfiguration configuration = ClusterConfiguration.parse(
                request.configuration.isEmpty() ? "configurationText" : request.configuration,
                Files.readString(files.givenConfiguration()));
        List<String> lines = new ArrayList<>();
        // before anything is filled in: the warnings name lines of the user's text
        List<String> warnings = new ArrayList<>(ConfigurationWarnings.of(configuration));
        if (state.action() == ClusterAction.CREATE && request.expiresAfterHours > 0) {
            warnings.addAll(ConfigurationWarnings.ofExpiring(configuration));
        }
        if (!request.directoryId.isEmpty()) {
            Directory directory = new DirectoryLookup(aws).get(request.directoryId);
            lines.add(directory.asLine());
            warnings.addAll(
                    configuration.setDirectory(directory, request.passwordSecretArn, request.domainReadOnlyUser));
        }
        Files.writeString(files.filledConfiguration(), configuration.text());
        if (!request.customAmi.isEmpty()) {
            List<String> places = new NodeImages(configuration).setForNewCluster(request.customAmi);
            if (state.action() == ClusterAction.CREATE) {
                lines.add(request.customAmi + " is the image of " + String.join(", ", places));
            }
        }
        warnings.addAll(new ImageWarnings(aws).of(configuration, state.cli().version()));
        lines.forEach(context::log);
        warnings.forEach(warning -> context.log("WARNING: " + warning));
        // with the requested images, also where an update cannot replace those of some nodes
        state.setConfigurationDigest(configuration.digest());
        return PhaseResult.done();
    }
}
