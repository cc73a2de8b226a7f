package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.slurm.NodeFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The type of each node that tasks run on: its instance type, or its partition where Slurm knows no instance type. A file of the
 * operation's folder, {@code NODE TYPE} a line.
 */
public final class NodeTypes {
    /** The type of nodes of which Slurm knows nothing. */
    static final String OTHER = "other";

    private static final String FILE = "node-types";

    private final Map<String, String> types = new HashMap<>();

    private NodeTypes() {}

    /**
     * @param nodes those to know; others are left out
     * @param partition the names of those that tasks are submitted to, separated by commas, by which a node is called that is in
     *     several; may be empty
     */
    public static NodeTypes of(List<NodeFeatures> known, Set<String> nodes, String partition) {
        List<String> partitions = List.of(partition.split(","));
        NodeTypes types = new NodeTypes();
        for (NodeFeatures node : known) {
            if (nodes.contains(node.name())) {
                String type = node.instanceType();
                if (!type.isEmpty() || partitions.contains(node.partition())) {
                    types.types.put(node.name(), type.isEmpty() ? node.partition() : type);
                } else {
                    types.types.putIfAbsent(node.name(), node.partition());
                }
            }
        }
        return types;
    }

    /** @return none before they were written */
    static NodeTypes read(Path folder) throws IOException {
        NodeTypes types = new NodeTypes();
        if (Files.exists(folder.resolve(FILE))) {
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                String[] words = line.split(" ");
                types.types.put(words[0], words[1]);
            }
        }
        return types;
    }

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        types.forEach((node, type) -> lines.add(node + " " + type));
        Files.write(folder.resolve(FILE), lines);
    }

    /** @return the type of a node; {@link #OTHER} where nothing is known of it */
    public String of(String node) {
        return types.getOrDefault(node, OTHER);
    }
}
