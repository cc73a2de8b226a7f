package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
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
 * Which images a configuration gets for the update of a cluster that exists. ParallelCluster replaces those of queues
 * (update policy QUEUE_UPDATE_STRATEGY of its cluster_schema.py), those of login nodes only while none of the pool runs
 * (LOGIN_NODES_POOL_STOP), and that of the head node never (UNSUPPORTED): what cannot be replaced is written as it is.
 */
public final class UpdatedImages {
    private final NodeImages images;
    private final List<ClusterInstance> nodes;

    /** Whether an image, by its id, is one that somebody baked. */
    private final Predicate<String> custom;

    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();

    /**
     * @param images of the configuration as it was given
     * @param ami for all nodes that can have it; empty for what the configuration says
     * @param nodes of the cluster
     * @param custom whether an image, by its id, is none of the official ones
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

    /** Reads what the cluster's nodes run. */
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

    /** @return by place, for {@link NodeImages#set} */
    public Map<String, String> places() {
        return places;
    }

    /** @return what does not get the new image, and how it could: a line each */
    public List<String> kept() {
        return kept;
    }

    /** An image stands in one of two places or in both; what the head node runs is in that which counts for it. */
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
                + ": an update cannot replace it. A new one needs a new cluster");
    }

    /** What a place is to get; without an image of its own also that of all nodes, where this is put back. */
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
