package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fills what the parameters say into the configuration, and says what is worth a thought in it. */
final class FillConfiguration implements ClusterPart {
    private static final String FILE = "filled-config.yaml";

    @Override
    public Next move(ClusterOperation operation, ClusterContext context) throws IOException, OperationException {
        ClusterRequest request = operation.request();
        AwsClients aws = context.aws(request.aws);
        ClusterConfiguration configuration = ReadConfiguration.configuration(operation, context);
        List<String> said = new ArrayList<>();
        // before anything is filled in: they name lines of what people wrote
        List<String> warnings = new ArrayList<>(ConfigurationWarnings.of(configuration));
        if (operation.action() == ClusterAction.CREATE && request.expiresAfterHours > 0) {
            warnings.addAll(ConfigurationWarnings.ofExpiring(configuration));
        }
        if (!request.directoryId.isEmpty()) {
            Directory directory = new DirectoryLookup(aws).get(request.directoryId);
            said.add(directory.asLine());
            warnings.addAll(
                    configuration.setDirectory(directory, request.passwordSecretArn, request.domainReadOnlyUser));
        }
        Files.writeString(context.folder().resolve(FILE), configuration.text());
        if (!request.customAmi.isEmpty()) {
            List<String> places = new NodeImages(configuration).setForNewCluster(request.customAmi);
            if (operation.action() == ClusterAction.CREATE) {
                said.add(request.customAmi + " is the image of " + String.join(", ", places));
            }
        }
        warnings.addAll(new ImageWarnings(aws).of(configuration, operation.cliVersion));
        said.forEach(context::log);
        warnings.forEach(warning -> context.log("WARNING: " + warning));
        // of what is asked for: an update that leaves images as they are is an update to this configuration all the
        // same
        operation.digest = configuration.digest();
        return operation.goOn(ClusterPhase.FIND_CLUSTER);
    }

    /** The configuration for a new cluster, which says whose it is. */
    static String forCreation(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        ClusterConfiguration configuration = filled(operation, context);
        String ami = operation.request().customAmi;
        if (!ami.isEmpty()) {
            new NodeImages(configuration).setForNewCluster(ami);
        }
        configuration.setTag(ClusterTags.CONFIGURATION, operation.digest);
        configuration.setTag(ClusterTags.OPERATION, OwnerTags.value(operation.id()));
        configuration.setTag(OwnerTags.CONTROLLER, OwnerTags.value(context.controller()));
        configuration.setTag(OwnerTags.JOB, OwnerTags.value(context.job()));
        int hours = operation.request().expiresAfterHours;
        configuration.setTag(
                OwnerTags.EXPIRES,
                hours == 0
                        ? "never"
                        : operation.started().plus(Duration.ofHours(hours)).toString());
        return configuration.text();
    }

    /** The configuration for an update: whose the cluster is stays, and one that is somebody else's stays so. */
    static String forUpdate(ClusterOperation operation, ClusterContext context, ClusterStack stack)
            throws IOException, OperationException {
        ClusterConfiguration configuration = filled(operation, context);
        NodeImages images = new NodeImages(configuration);
        ImagesOfUpdate updated = ImagesOfUpdate.read(
                context.aws(operation.request().aws), stack.name(), images, operation.request().customAmi);
        images.set(updated.places());
        if (operation.cliCalls == 0) {
            updated.places().forEach((place, ami) -> context.log(place + "/CustomAmi is " + ami));
            updated.kept().forEach(context::log);
        }
        for (String key : List.of(ClusterTags.OPERATION, OwnerTags.CONTROLLER, OwnerTags.JOB, OwnerTags.EXPIRES)) {
            if (stack.tags().containsKey(key)) {
                configuration.setTag(key, stack.tags().get(key));
            }
        }
        if (!stack.configurationDigest().isEmpty()) {
            configuration.setTag(ClusterTags.CONFIGURATION, operation.digest);
        }
        return configuration.text();
    }

    /** As it was given, with a directory, and without the images. */
    private static ClusterConfiguration filled(ClusterOperation operation, ClusterContext context)
            throws IOException, OperationException {
        return ClusterConfiguration.parse(
                "the configuration", Files.readString(context.folder().resolve(FILE)));
    }
}
