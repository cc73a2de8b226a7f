package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fills what the parameters say into the configuration, and says what is worth a thought in it. */
final class FillConfiguration implements ClusterPart {
    private static final String FILE = "filled-config.yaml";

    @Override
    public Next move(ClusterOperation operation, ClusterSurroundings around) throws IOException, OperationException {
        ClusterRequest request = operation.request();
        AwsClients aws = around.aws(request.aws);
        ClusterConfiguration configuration = ReadConfiguration.configuration(operation, around);
        List<String> said = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (!request.customAmi.isEmpty()) {
            said.add(request.customAmi + " is " + String.join(", ", configuration.setCustomAmi(request.customAmi)));
        }
        if (!request.directoryId.isEmpty()) {
            Directory directory = new DirectoryLookup(aws).get(request.directoryId);
            said.add(directory.asLine());
            warnings.addAll(
                    configuration.setDirectory(directory, request.passwordSecretArn, request.domainReadOnlyUser));
        }
        warnings.addAll(ConfigurationWarnings.of(configuration));
        warnings.addAll(new ImageWarnings(aws).of(configuration, operation.cliVersion));
        said.forEach(around::log);
        warnings.forEach(warning -> around.log("WARNING: " + warning));
        operation.digest = configuration.digest();
        Files.writeString(around.folder().resolve(FILE), configuration.text());
        return operation.goOn(ClusterPhase.FIND_CLUSTER);
    }

    /** The configuration for a new cluster, which says whose it is. */
    static String forCreation(ClusterOperation operation, ClusterSurroundings around)
            throws IOException, OperationException {
        ClusterConfiguration configuration = filled(operation, around);
        configuration.setTag(ClusterTags.CONFIGURATION, operation.digest);
        configuration.setTag(ClusterTags.OPERATION, OwnerTags.value(operation.id()));
        configuration.setTag(OwnerTags.CONTROLLER, OwnerTags.value(around.controller()));
        configuration.setTag(OwnerTags.JOB, OwnerTags.value(around.job()));
        int hours = operation.request().expiresAfterHours;
        configuration.setTag(
                OwnerTags.EXPIRES,
                hours == 0
                        ? "never"
                        : operation.started().plus(Duration.ofHours(hours)).toString());
        return configuration.text();
    }

    /** The configuration for an update: whose the cluster is stays, and one that is somebody else's stays so. */
    static String forUpdate(ClusterOperation operation, ClusterSurroundings around, ClusterStack stack)
            throws IOException, OperationException {
        ClusterConfiguration configuration = filled(operation, around);
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

    private static ClusterConfiguration filled(ClusterOperation operation, ClusterSurroundings around)
            throws IOException, OperationException {
        return ClusterConfiguration.parse(
                "the configuration", Files.readString(around.folder().resolve(FILE)));
    }
}
