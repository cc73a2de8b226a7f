package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as the graph of nodes that its text is, without making values of them: {@code 0123}, {@code 1e3} and {@code yes}
 * stay what people wrote, and a tag that names a Java class makes nothing.
 */
final class YamlText {
    /** Characters. A configuration has a few thousand, and CloudFormation takes a template of a million. */
    static final int LIMIT = 1_000_000;

    /** A merge key may merge what itself merges; one that merges itself ends here. */
    private static final int MERGES = 10;

    private YamlText() {}

    /**
     * @param what is read, for a message
     * @throws OperationException when it is no YAML with a mapping at its top, or too large
     */
    static MappingNode root(String what, String text) throws OperationException {
        if (text.length() > LIMIT) {
            throw new OperationException(what + ": is larger than " + LIMIT + " characters.");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LIMIT + 1);
        try {
            if (new Yaml(options).compose(new StringReader(text)) instanceof MappingNode mapping) {
                return mapping;
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new OperationException(
                    what + ", line " + line + ": cannot be read as YAML: " + e.getProblem() + '.', e);
        } catch (YAMLException e) {
            throw new OperationException(what + ": cannot be read as YAML: " + e.getMessage() + '.', e);
        }
        throw new OperationException(what + ": there are no keys at its top.");
    }

    /** @return counted from 1 */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** @return the value of a key, also one that is merged in; null where there is none */
    static Node find(MappingNode mapping, String key) {
        return mapping == null ? null : find(mapping, key, MERGES);
    }

    private static Node find(MappingNode mapping, String key, int merges) {
        Node own = own(mapping, key);
        if (own != null) {
            return own;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (merges > 0 && tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                for (MappingNode merged : merged(tuple.getValueNode())) {
                    Node found = find(merged, key, merges - 1);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private static List<MappingNode> merged(Node value) {
        return value instanceof MappingNode one ? List.of(one) : mappings(value);
    }

    /** @return the value of a key that stands in this very mapping; null where there is none */
    static Node own(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    /** @return null where the key is missing or its value is no mapping */
    static MappingNode mapping(MappingNode parent, String key) {
        return find(parent, key) instanceof MappingNode mapping ? mapping : null;
    }

    /** @return the mappings in the sequence that a key has; empty where there is none */
    static List<MappingNode> mappings(MappingNode parent, String key) {
        return mappings(find(parent, key));
    }

    private static List<MappingNode> mappings(Node value) {
        List<MappingNode> found = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node one : sequence.getValue()) {
                if (one instanceof MappingNode mapping) {
                    found.add(mapping);
                }
            }
        }
        return found;
    }

    /** @return the text of a scalar; empty where there is none */
    static String text(MappingNode parent, String key) {
        return find(parent, key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** @return whether a key has no value: it is missing, or nothing or null stands behind it */
    static boolean isEmpty(Node value) {
        return value == null || value.getTag().equals(Tag.NULL);
    }
}
