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
 * Edits YAML in its text, at the places that its nodes name: no other character changes, and so no comment, no quote and
 * no number. (Written anew, SnakeYAML's 010 is {@code !!int '010'}.) After an edit the nodes are those of the text before.
 */
public final class YamlEdit {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./=@+-]*");

    private final String text;

    /** @param text of which the nodes are */
    public YamlEdit(String text) {
        this.text = text;
    }

    /** @return a text as YAML, in quotes where it would be read as something else */
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
     * @return the text in which a key of this very mapping has that value; null where an anchor shares the value that it
     *     has, whose node is the same, with the same marks, wherever an alias stands
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

    /** @return the text in which the sequence has one more element, its first; null where that cannot be done */
    public String prepend(SequenceNode sequence, String value) {
        if (sequence.getValue().isEmpty()) {
            return inEmpty(sequence, value);
        }
        if (isFlow(sequence)) {
            return before(sequence, sequence.getValue().get(0).getStartMark(), value, "");
        }
        // An anchor stands before it where this is not its first hyphen.
        return text.charAt(index(sequence.getStartMark())) == '-'
                ? before(sequence, sequence.getStartMark(), value, "- ")
                : null;
    }

    private String before(CollectionNode<?> collection, Mark first, String value, String bullet) {
        int at = index(first);
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        return spliced(at, at, bullet + value + (isFlow(collection) ? ", " : lineEnd + " ".repeat(first.getColumn())));
    }

    /** What is empty is in brackets. */
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

    /** A mark counts characters of Unicode. */
    private int index(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
