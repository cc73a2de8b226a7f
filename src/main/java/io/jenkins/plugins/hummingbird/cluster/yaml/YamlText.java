package io.jenkins.plugins.hummingbird.cluster.yaml;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into a graph of nodes without constructing values: {@code 0123}, {@code 1e3} and {@code yes} stay as written,
 * and a tag that names a Java class creates no object.
 */
public final class YamlText {
    private YamlText() {}

    /**
     * @param what the name of the text, for messages
     * @throws OperationException when it is not YAML with a mapping at the top level, or exceeds the limits of {@link Limits}
     */
    public static MappingNode root(String what, String text) throws OperationException {
        if (text.length() > Limits.YAML_CHARACTERS) {
            throw new OperationException(what + ": is larger than " + Limits.YAML_CHARACTERS + " characters.");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Limits.YAML_CHARACTERS + 1);
        options.setNestingDepthLimit(Limits.YAML_DEPTH + 1);
        try {
            count(what, new Yaml(options).parse(new StringReader(text)));
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
        throw new OperationException(what + ": has no keys at the top level.");
    }

    /** Checks the limits for the text itself; {@link YamlCheck} counts the nodes of aliases later. */
    private static void count(String what, Iterable<Event> events) throws OperationException {
        int nodes = 0;
        int depth = 0;
        for (Event event : events) {
            int line = event.getStartMark().getLine() + 1;
            nodes += event instanceof NodeEvent ? 1 : 0;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (nodes > Limits.YAML_NODES) {
                throw tooMany(what, line);
            }
            if (depth > Limits.YAML_DEPTH) {
                throw new OperationException(
                        what + ", line " + line + ": is nested deeper than " + Limits.YAML_DEPTH + " levels.");
            }
        }
    }

    /** @param line counted from 1 */
    static OperationException tooMany(String what, int line) {
        return new OperationException(what + ", line " + line + ": has more than " + Limits.YAML_NODES
                + " keys and values up to here, those that aliases and merge keys stand for included.");
    }

    /** @return counted from 1 */
    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** @return the value of a key, merge keys included; null for none */
    public static Node find(MappingNode mapping, String key) {
        return mapping == null ? null : find(mapping, key, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen mappings without the key, which are not searched again */
    private static Node find(MappingNode mapping, String key, Set<Node> seen) {
        Node own = own(mapping, key);
        if (own != null) {
            return own;
        }
        for (NodeTuple tuple : seen.add(mapping) ? mapping.getValue() : List.<NodeTuple>of()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                for (MappingNode merged : merged(tuple.getValueNode())) {
                    Node found = find(merged, key, seen);
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

    /** @return the value of a key of the mapping itself, without merge keys; null for none */
    public static Node own(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    /** @return null if the key is missing or its value is not a mapping */
    public static MappingNode mapping(MappingNode parent, String key) {
        return find(parent, key) instanceof MappingNode mapping ? mapping : null;
    }

    /** @return the mappings in the sequence that is the value of a key; empty for none */
    public static List<MappingNode> mappings(MappingNode parent, String key) {
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

    /** @return the text of the scalar that is the value of a key; empty for none */
    public static String text(MappingNode parent, String key) {
        return find(parent, key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** @return whether a value is missing or null */
    public static boolean isEmpty(Node value) {
        return value == null || value.getTag().equals(Tag.NULL);
    }
}
