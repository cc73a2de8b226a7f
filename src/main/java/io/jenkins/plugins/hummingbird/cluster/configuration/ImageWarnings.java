package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Warnings about images that do not fit their configuration. ParallelCluster checks the same when it creates the cluster
 * (CustomAmiTagValidator and AmiOsCompatibleValidator in its ec2_validators.py).
 */
public final class ImageWarnings {
    private final AwsClients aws;

    public ImageWarnings(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param version of ParallelCluster that is to create the cluster
     * @return a line each, with the place in the configuration
     */
    public List<String> of(ClusterConfiguration configuration, String version) throws IOException, OperationException {
        String os = YamlText.text(YamlText.mapping(configuration.root(), "Image"), "Os");
        List<String> warnings = new ArrayList<>();
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (Map.Entry<String, MappingNode> one :
                new NodeImages(configuration).sections().entrySet()) {
            String ami = YamlText.text(one.getValue(), "CustomAmi");
            if (ami.isEmpty()) {
                continue;
            }
            if (!known.containsKey(ami)) {
                known.put(ami, check(ami, os, version));
            }
            String place = configuration.source() + ", line " + YamlText.line(one.getValue()) + ", " + one.getKey()
                    + "/CustomAmi: ";
            known.get(ami).forEach(what -> warnings.add(place + what));
        }
        return warnings;
    }

    private List<String> check(String ami, String os, String version) throws IOException, OperationException {
        Optional<Image> found = aws.ec2("looking for the image " + ami, ec2 -> Ec2Queries.image(ec2, ami));
        if (found.isEmpty()) {
            return List.of("there is no image " + ami + " in " + aws.region()
                    + " that this account may use. An image has another id in each region.");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : found.get().tags()) {
            tags.put(tag.key(), tag.value());
        }
        return check(ami, tags, os, version);
    }

    private static List<String> check(String ami, Map<String, String> tags, String os, String version) {
        List<String> warnings = new ArrayList<>();
        String imageVersion = tags.get(ClusterTags.VERSION);
        String imageOs = tags.get(ClusterTags.OS);
        if (imageVersion == null) {
            warnings.add("the image " + ami + " lacks the tag " + ClusterTags.VERSION
                    + ": it is unknown whether it was built for ParallelCluster " + version + '.');
        } else if (!imageVersion.equals(version)) {
            warnings.add(
                    "the image " + ami + " was built for ParallelCluster " + imageVersion + ", and ParallelCluster "
                            + version + " will refuse to create a cluster with it. Bake one for " + version + '.');
        }
        if (imageVersion != null && !tags.containsKey(ClusterTags.BUILD_STATUS)) {
            warnings.add("the image " + ami + " has the tag " + ClusterTags.VERSION + " and lacks "
                    + ClusterTags.BUILD_STATUS + ": ParallelCluster will refuse it. Tag it with "
                    + ClusterTags.BUILD_STATUS + "=available once it is complete.");
        }
        if (imageOs != null && !os.isEmpty() && !imageOs.equals(os)) {
            warnings.add("the image " + ami + " has the operating system " + imageOs + ", and Image/Os says " + os
                    + ": ParallelCluster will refuse it.");
        } else if (imageOs == null) {
            warnings.add("the image " + ami + " lacks the tag " + ClusterTags.OS
                    + ": it is unknown whether it fits Image/Os: " + os + '.');
        }
        return warnings;
    }
}
