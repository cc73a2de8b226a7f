package io.jenkins.plugins.hummingbird.cluster.yaml;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Rejects YAML that no cluster configuration needs, and YAML that ParallelCluster and its author may read differently. */
public final class YamlCheck {
    private static final Set<Tag> PLAIN = Set.of(
            Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.YAML);

    private final String what;

    /**
     * The number of nodes below each checked node, itself and those of aliases included. A node with aliases is checked once,
     * so that the time is linear in the length of the text.
     */
    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param what the name of the text, for messages */
    public YamlCheck(String what) {
        this.what = what;
    }

    /** @throws OperationException whose message has the line and the key */
    public void check(Node root) throws OperationException {
        check(root, "");
    }

    /** @return the number of nodes, see {@link #sizes} */
    private long check(Node node, String path) throws OperationException {
        if (above.contains(node)) {
            throw refused(node, path, "is an alias of a node that contains it");
        }
        Long known = sizes.get(node);
        if (known != null) {
            return known;
        }
        long size = 1;
        if (!PLAIN.contains(node.getTag())) {
            throw refused(node, path, "has the tag " + node.getTag() + "; a cluster configuration has none");
        }
        above.add(node);
        if (node instanceof MappingNode mapping) {
            checkKeys(mapping, path);
            for (NodeTuple tuple : mapping.getValue()) {
                size += 1 + check(tuple.getValueNode(), under(path, ((ScalarNode) tuple.getKeyNode()).getValue()));
            }
        } else if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node one : sequence.getValue()) {
                size += check(one, path + '[' + index++ + ']');
            }
        }
        above.remove(node);
        if (size > Limits.YAML_NODES) {
            throw YamlText.tooMany(what, YamlText.line(node));
        }
        sizes.put(node, size);
        return size;
    }

    private void checkKeys(MappingNode mapping, String path) throws OperationException {
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !PLAIN.contains(key.getTag())) {
                throw refused(tuple.getKeyNode(), path, "has a key that is not plain text");
            }
            // SnakeYAML would silently use the second one
            if (!keys.add(key.getValue())) {
                throw refused(key, under(path, key.getValue()), "occurs twice");
            }
        }
    }

    private static String under(String path, String key) {
        return path.isEmpty() ? key : path + '/' + key;
    }

    private OperationException refused(Node node, String path, String why) {
        return new OperationException(what + ", line " + YamlText.line(node) + ", "
                + (path.isEmpty() ? "at the top" : path) + ": " + why + '.');
    }
}
