package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstances;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The images that a configuration gets for the update of an existing cluster. ParallelCluster replaces those of queues
 * (update policy QUEUE_UPDATE_STRATEGY of its cluster_schema.py), those of login nodes only while none of the pool runs
 * (LOGIN_NODES_POOL_STOP), and that of the head node never (UNSUPPORTED): an image that cannot be replaced is written as it
 * is.
 */
public final class UpdatedImages {
    private final NodeImages images;
    private final List<ClusterInstance> nodes;

    /** Whether an image, by its id, is not an official one. */
    private final Predicate<String> custom;

    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();

    /**
     * @param images of the configuration of the user
     * @param ami for all nodes that can get it; empty for the images of the configuration
     * @param nodes of the cluster
     * @param custom whether an image, by its id, is not an official one
     */
    UpdatedImages(NodeImages images, String ami, List<ClusterInstance> nodes, Predicate<String> custom) {
        this.images = images;
        this.nodes = nodes;
        this.custom = custom;
        headNode();
        images.queues().forEach(place -> asked(place, ami).ifPresent(asked -> places.put(place, asked)));
        images.pools()
                .forEach((place, pool) ->
                        loginNodes(place, pool, asked(place, ami).orElse("")));
    }

    /** Reads the images of the cluster's nodes from EC2. */
    public static UpdatedImages read(AwsClients aws, String cluster, NodeImages images, String ami)
            throws IOException, OperationException {
        List<ClusterInstance> nodes = new ClusterInstances(aws).list(cluster);
        TreeSet<String> custom = new TreeSet<>();
        for (ClusterInstance node : nodes) {
            if (!node.nodeType().equals(ClusterInstance.COMPUTE_NODE)
                    && !custom.contains(node.imageId())
                    && !isOfficial(aws, node.imageId())) {
                custom.add(node.imageId());
            }
        }
        return new UpdatedImages(images, ami, nodes, custom::contains);
    }

    private static boolean isOfficial(AwsClients aws, String image) throws IOException, OperationException {
        return aws.ec2("looking for the image " + image, ec2 -> Ec2Queries.image(ec2, image, "amazon"))
                .isPresent();
    }

    /** @return image ids by place, for {@link NodeImages#set} */
    public Map<String, String> places() {
        return places;
    }

    /** @return which nodes do not get the new image, and how they could: a line each */
    public List<String> kept() {
        return kept;
    }

    /** The head node's image is in HeadNode/Image, or else in Image; both are set to the image that it runs. */
    private void headNode() {
        String image =
                running(nodes.stream().filter(ClusterInstance::isHeadNode).findFirst());
        String own = images.at(NodeImages.HEAD_NODE);
        String common = images.at(NodeImages.ALL);
        if (image.isEmpty() || own.isEmpty() && common.isEmpty() || image.equals(own.isEmpty() ? common : own)) {
            return;
        }
        List.of(NodeImages.HEAD_NODE, NodeImages.ALL).stream()
                .filter(place -> !images.at(place).isEmpty())
                .forEach(place -> places.put(place, image));
        kept.add("the head node keeps its image " + image
                + ": an update cannot replace it. To replace it, create a new cluster");
    }

    /** The image that a place is to get: also that of Image, where the place has none and Image is reset to the head node's. */
    private Optional<String> asked(String place, String ami) {
        if (!ami.isEmpty()) {
            return Optional.of(ami);
        }
        boolean inherits = images.at(place).isEmpty() && places.containsKey(NodeImages.ALL);
        return inherits ? Optional.of(images.at(NodeImages.ALL)) : Optional.empty();
    }

    private void loginNodes(String place, String pool, String ami) {
        Optional<ClusterInstance> node = nodes.stream()
                .filter(one -> !one.pool().isEmpty() && one.pool().equals(pool))
                .findFirst();
        if (node.isEmpty()) {
            if (!ami.isEmpty()) {
                places.put(place, ami);
            }
            return;
        }
        String image = running(node);
        if (!image.isEmpty() && !image.equals(images.at(place))) {
            places.put(place, image);
        }
        if (!ami.isEmpty() && !image.equals(ami)) {
            kept.add("the login nodes of the pool " + pool + " keep their image"
                    + (image.isEmpty() ? "" : ' ' + image)
                    + ": an update replaces it only while none of them runs. Set Count: 0 of the pool, update, set it"
                    + " back and update again");
        }
    }

    /** @return the image of a node; empty where there is no such node, or it runs an official image */
    private String running(Optional<ClusterInstance> node) {
        return node.map(ClusterInstance::imageId).filter(custom).orElse("");
    }
}
