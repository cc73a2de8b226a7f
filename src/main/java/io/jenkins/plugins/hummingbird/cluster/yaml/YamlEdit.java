package io.jenkins.plugins.hummingbird.cluster.yaml;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Edits a YAML text at the positions of its nodes: no other character changes, and so no comment, quote or number does.
 * (Dumped by SnakeYAML, 010 becomes {@code !!int '010'}.) The nodes are those of the text before the edit.
 */
public final class YamlEdit {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./=@+-]*");

    private final String text;

    /** @param text that the nodes were read from */
    public YamlEdit(String text) {
        this.text = text;
    }

    /** @return a text as YAML, quoted where it would be read as another type */
    public static String scalar(String value) {
        boolean plain = PLAIN.matcher(value).matches()
                && new Resolver().resolve(NodeId.scalar, value, true).equals(Tag.STR);
        return plain ? value : '\'' + value.replace("'", "''") + '\'';
    }

    /** @return keys and texts as YAML, on one line */
    public static String mapping(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> one.getKey() + ": " + scalar(one.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /**
     * @param value as YAML on one line
     * @return the text in which the key has that value in this mapping itself; null where aliases share the present value,
     *     since their nodes are the same object with the same marks
     */
    public String set(MappingNode mapping, String key, String value) {
        Node old = YamlText.own(mapping, key);
        if (old != null && old.getAnchor() != null && text.contains('*' + old.getAnchor())) {
            return null;
        }
        if (old != null) {
            int start = index(old.getStartMark());
            boolean touches = start > 0 && text.charAt(start - 1) == ':';
            return spliced(start, index(old.getEndMark()), touches ? ' ' + value : value);
        }
        String line = key + ": " + value;
        if (mapping.getValue().isEmpty()) {
            return inEmpty(mapping, line);
        }
        return before(mapping, mapping.getValue().get(0).getKeyNode().getStartMark(), line, "");
    }

    /** @return the text in which the sequence has one more element, its first; null if it cannot be inserted */
    public String prepend(SequenceNode sequence, String value) {
        if (sequence.getValue().isEmpty()) {
            return inEmpty(sequence, value);
        }
        if (isFlow(sequence)) {
            return before(sequence, sequence.getValue().get(0).getStartMark(), value, "");
        }
        // with an anchor the mark is at the anchor, and not at the first hyphen
        return text.charAt(index(sequence.getStartMark())) == '-'
                ? before(sequence, sequence.getStartMark(), value, "- ")
                : null;
    }

    private String before(CollectionNode<?> collection, Mark first, String value, String bullet) {
        int at = index(first);
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        return spliced(at, at, bullet + value + (isFlow(collection) ? ", " : lineEnd + " ".repeat(first.getColumn())));
    }

    /** An empty collection is written in brackets. */
    private String inEmpty(CollectionNode<?> collection, String value) {
        int at = index(collection.getEndMark()) - 1;
        return spliced(at, at, value);
    }

    private static boolean isFlow(CollectionNode<?> collection) {
        return collection.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
    }

    private String spliced(int start, int end, String with) {
        return text.substring(0, start) + with + text.substring(end);
    }

    /** A mark counts Unicode code points. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
