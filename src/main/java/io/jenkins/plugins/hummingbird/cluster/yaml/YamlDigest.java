package io.jenkins.plugins.hummingbird.cluster.yaml;

import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A digest of the content of a YAML text: it does not depend on comments, the order of keys, indentation and quotes, except
 * quotes that turn a number into a text. The graph of nodes must be acyclic.
 */
public final class YamlDigest {
    /** The digests of nodes; one with aliases is computed once, so that the time is linear in the length of the text. */
    private final Map<Node, String> known = new IdentityHashMap<>();

    private YamlDigest() {}

    /** @return 64 hexadecimal digits */
    public static String of(Node root) {
        return new YamlDigest().digest(root);
    }

    private String digest(Node node) {
        String before = known.get(node);
        if (before != null) {
            return before;
        }
        List<String> parts = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                parts.add(digest(tuple.getKeyNode()) + digest(tuple.getValueNode()));
            }
            Collections.sort(parts);
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(one -> parts.add(digest(one)));
        } else {
            parts.add(((ScalarNode) node).getValue());
        }
        String digest = new Sha256()
                .add(node.getTag().getValue() + '\n' + String.join("\n", parts))
                .hex();
        known.put(node, digest);
        return digest;
    }
}
