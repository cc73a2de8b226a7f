package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.cluster.configuration.ClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.configuration.NodeImages;
import io.jenkins.plugins.hummingbird.cluster.configuration.UpdatedImages;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterFiles;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The configuration that the CLI gets: the filled-in one with images and with the tags of the stack. */
final class CliConfiguration {
    private CliConfiguration() {}

    /** @return for a new cluster, with tags that say which operation, job and controller created it */
    static String forCreation(ClusterState state, ClusterContext context) throws IOException, OperationException {
        ClusterConfiguration configuration = filled(context);
        ClusterRequest request = state.request();
        if (!request.customAmi.isEmpty()) {
            new NodeImages(configuration).setForNewCluster(request.customAmi);
        }
        configuration.setTag(ClusterTags.CONFIGURATION, state.configurationDigest());
        configuration.setTag(ClusterTags.OPERATION, OwnerTags.value(state.id()));
        configuration.setTag(OwnerTags.CONTROLLER, OwnerTags.value(context.controller()));
        configuration.setTag(OwnerTags.JOB, OwnerTags.value(context.job()));
        int hours = request.expiresAfterHours;
        configuration.setTag(
                OwnerTags.EXPIRES,
                hours == 0
                        ? "never"
                        : state.started().plus(Duration.ofHours(hours)).toString());
        return configuration.text();
    }

    /** @return for an existing cluster, with the owner tags that it has; a cluster without them stays without them */
    static String forUpdate(ClusterState state, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        ClusterConfiguration configuration = filled(context);
        NodeImages images = new NodeImages(configuration);
        UpdatedImages updated =
                UpdatedImages.read(context.aws(state.request().aws), stack.name(), images, state.request().customAmi);
        images.set(updated.places());
        if (state.cli().changeCalls() == 0) {
            updated.places().forEach((place, ami) -> context.log(place + "/CustomAmi is " + ami));
            updated.kept().forEach(context::log);
        }
        for (String key : List.of(ClusterTags.OPERATION, OwnerTags.CONTROLLER, OwnerTags.JOB, OwnerTags.EXPIRES)) {
            if (stack.tags().containsKey(key)) {
                configuration.setTag(key, stack.tags().get(key));
            }
        }
        if (!stack.configurationDigest().isEmpty()) {
            configuration.setTag(ClusterTags.CONFIGURATION, state.configurationDigest());
        }
        return configuration.text();
    }

    private static ClusterConfiguration filled(ClusterContext context) throws IOException, OperationException {
        return ClusterConfiguration.parse(
                "the configuration", Files.readString(new ClusterFiles(context.folder()).filledConfiguration()));
    }
}
