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

/** Refuses what no cluster configuration needs of YAML, and what ParallelCluster would read otherwise than people do. */
public final class YamlCheck {
    private static final Set<Tag> PLAIN = Set.of(
            Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.YAML);

    private final String what;

    /**
     * How many nodes each stands for that was looked at, itself and those of aliases within included. An alias leads to
     * a node that was: looking once keeps the work small, whatever the text is.
     */
    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param what is checked, for a message */
    public YamlCheck(String what) {
        this.what = what;
    }

    /** @throws OperationException that names line and key */
    public void check(Node root) throws OperationException {
        check(root, "");
    }

    /** @return how many nodes it stands for */
    private long check(Node node, String path) throws OperationException {
        if (above.contains(node)) {
            throw refused(node, path, "is an alias of something that it is a part of");
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
                throw refused(tuple.getKeyNode(), path, "has a key that is no plain text");
            }
            // A second one would silently win.
            if (!keys.add(key.getValue())) {
                throw refused(key, under(path, key.getValue()), "stands twice");
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
