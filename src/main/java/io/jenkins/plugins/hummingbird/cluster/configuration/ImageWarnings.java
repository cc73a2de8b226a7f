package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import java.util.Optional;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Whether the images of a configuration fit it. ParallelCluster says the same when it is asked to make the cluster
 * (CustomAmiTagValidator and AmiOsCompatibleValidator in its ec2_validators.py).
 */
public final class ImageWarnings {
    private final AwsClients aws;

    public ImageWarnings(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param version of ParallelCluster that is to make the cluster
     * @return a line each, with the place that it is about
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
                known.put(ami, judge(ami, os, version));
            }
            String place = configuration.source() + ", line " + YamlText.line(one.getValue()) + ", " + one.getKey()
                    + "/CustomAmi: ";
            known.get(ami).forEach(what -> warnings.add(place + what));
        }
        return warnings;
    }

    private List<String> judge(String ami, String os, String version) throws IOException, OperationException {
        Optional<Image> found = aws.ec2("looking for the image " + ami, ec2 -> Ec2Queries.image(ec2, ami));
        if (found.isEmpty()) {
            return List.of("there is no image " + ami + " in " + aws.region()
                    + " that this account may use. An image has another id in each region.");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : found.get().tags()) {
            tags.put(tag.key(), tag.value());
        }
        return judge(ami, tags, os, version);
    }

    private static List<String> judge(String ami, Map<String, String> tags, String os, String version) {
        List<String> warnings = new ArrayList<>();
        String itsVersion = tags.get(ClusterTags.VERSION);
        String itsOs = tags.get(ClusterTags.OS);
        if (itsVersion == null) {
            warnings.add("the image " + ami + " lacks the tag " + ClusterTags.VERSION
                    + ": nobody can tell whether it was made for ParallelCluster " + version + '.');
        } else if (!itsVersion.equals(version)) {
            warnings.add("the image " + ami + " was made for ParallelCluster " + itsVersion + ", and " + version
                    + " is to make the cluster: it will refuse the image. Bake one for " + version + '.');
        }
        if (itsVersion != null && !tags.containsKey(ClusterTags.BUILD_STATUS)) {
            warnings.add("the image " + ami + " has the tag " + ClusterTags.VERSION + " and lacks "
                    + ClusterTags.BUILD_STATUS + ": ParallelCluster will refuse it. Tag it with "
                    + ClusterTags.BUILD_STATUS + "=available once it is whole.");
        }
        if (itsOs != null && !os.isEmpty() && !itsOs.equals(os)) {
            warnings.add("the image " + ami + " has the operating system " + itsOs + ", and Image/Os says " + os
                    + ": ParallelCluster will refuse it.");
        } else if (itsOs == null) {
            warnings.add("the image " + ami + " lacks the tag " + ClusterTags.OS
                    + ": nobody can tell whether it fits Image/Os: " + os + '.');
        }
        return warnings;
    }
}
