package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The images in a cluster configuration: of all nodes, the head node, each queue and each pool of login nodes. A place is the
 * path of an Image section, such as {@code Scheduling/SlurmQueues[0]/Image}.
 */
public final class NodeImages {
    /** The place of the image of each node that has no image of its own. */
    static final String ALL = "Image";

    static final String HEAD_NODE = "HeadNode/Image";

    private static final String SECTION = "Image";
    private static final String AMI = "CustomAmi";

    private final ClusterConfiguration configuration;

    public NodeImages(ClusterConfiguration configuration) {
        this.configuration = configuration;
    }

    /** @return the existing sections by place; a section that an alias shares is there once for each place */
    Map<String, MappingNode> sections() {
        Map<String, MappingNode> sections = new LinkedHashMap<>();
        owners().forEach((place, owner) -> {
            MappingNode image = YamlText.mapping(owner, SECTION);
            if (image != null) {
                sections.put(place, image);
            }
        });
        return sections;
    }

    /** @return the image of a place; empty where the configuration has none there */
    String at(String place) {
        return YamlText.text(sections().get(place), AMI);
    }

    /** @return a place for each queue, whether it has an image or not */
    List<String> queues() {
        return List.copyOf(queueOwners().keySet());
    }

    /** @return the places of all pools of login nodes, and the pools' names */
    Map<String, String> pools() {
        Map<String, String> pools = new LinkedHashMap<>();
        poolOwners().forEach((place, pool) -> pools.put(place, YamlText.text(pool, "Name")));
        return pools;
    }

    /**
     * Sets the image of a new cluster: of each queue and pool, and of all nodes and of the head node where the
     * configuration has one; of all nodes, too, where there are no queues of Slurm.
     *
     * @param ami such as {@code ami-0123456789abcdef0}
     * @return the places that got it
     */
    public List<String> setForNewCluster(String ami) throws OperationException {
        AmiId.check("customAmi", ami);
        Map<String, String> images = ofNewCluster(ami);
        set(images);
        return List.copyOf(images.keySet());
    }

    private Map<String, String> ofNewCluster(String ami) {
        Map<String, String> images = new LinkedHashMap<>();
        queues().forEach(place -> images.put(place, ami));
        for (String place : List.of(ALL, HEAD_NODE)) {
            if (!at(place).isEmpty() || place.equals(ALL) && images.isEmpty()) {
                images.put(place, ami);
            }
        }
        pools().keySet().forEach(place -> images.put(place, ami));
        return images;
    }

    /**
     * @param images by place
     * @throws OperationException when a place shares its section, by an anchor, with a place that gets another image
     */
    public void set(Map<String, String> images) throws OperationException {
        for (Map.Entry<String, String> one : images.entrySet()) {
            String place = one.getKey();
            if (!at(place).equals(one.getValue())) {
                configuration.set(() -> owners().get(place), SECTION, place, Map.of(AMI, one.getValue()));
            }
        }
        for (Map.Entry<String, String> one : images.entrySet()) {
            if (!at(one.getKey()).equals(one.getValue())) {
                throw configuration.wrong(
                        section(one.getKey()),
                        one.getKey(),
                        "is shared, by an anchor, with nodes that have another image; write it out for each of them");
            }
        }
    }

    private Node section(String place) {
        return YamlText.find(owners().get(place), SECTION);
    }

    /** The mapping that contains the Image section, by the section's place; null where the mapping is missing. */
    private Map<String, MappingNode> owners() {
        Map<String, MappingNode> owners = new LinkedHashMap<>();
        owners.put(ALL, configuration.root());
        owners.put(HEAD_NODE, YamlText.mapping(configuration.root(), "HeadNode"));
        owners.putAll(queueOwners());
        owners.putAll(poolOwners());
        return owners;
    }

    private Map<String, MappingNode> queueOwners() {
        return numbered("Scheduling", "SlurmQueues");
    }

    private Map<String, MappingNode> poolOwners() {
        return numbered("LoginNodes", "Pools");
    }

    private Map<String, MappingNode> numbered(String section, String list) {
        Map<String, MappingNode> owners = new LinkedHashMap<>();
        int index = 0;
        for (MappingNode one : YamlText.mappings(YamlText.mapping(configuration.root(), section), list)) {
            owners.put(section + '/' + list + '[' + index++ + "]/" + SECTION, one);
        }
        return owners;
    }
}
