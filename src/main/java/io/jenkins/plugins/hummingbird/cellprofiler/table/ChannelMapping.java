package io.jenkins.plugins.hummingbird.cellprofiler.table;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps the channels of an image table to the pipeline's names: {@code DNA=w1,Actin=w2} renames the column {@code
 * FileName_w1} to {@code FileName_DNA}, and so on for all columns of that channel.
 */
public final class ChannelMapping {
    private static final Pattern COLUMN =
            Pattern.compile("((?:Image_)?(?:Objects)?(?:FileName|PathName|URL|Series|Frame)_)(.+)", Pattern.DOTALL);

    /** The pipeline's names by those of the table. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final String text;

    private ChannelMapping(String text) {
        this.text = text;
    }

    /**
     * @param text pairs of a name in the pipeline, an equals sign and the channel in the table, separated by commas;
     *     empty for none
     * @throws OperationException if the text is not valid; the message says why
     */
    public static ChannelMapping parse(String text) throws OperationException {
        ChannelMapping mapping = new ChannelMapping(text);
        if (text.isBlank()) {
            return mapping;
        }
        Set<String> seen = new HashSet<>();
        for (String pair : text.split(",", -1)) {
            String[] sides = pair.split("=", 2);
            String name = sides[0].strip();
            String channel = sides.length < 2 ? "" : sides[1].strip();
            if (name.isEmpty() || channel.isEmpty()) {
                throw new OperationException("channels: '" + pair.strip()
                        + "' is not a pair of a name in the pipeline and a channel of the table, such as DNA=w1");
            }
            if (pair.chars().anyMatch(Character::isISOControl)) {
                throw new OperationException("channels contains a control character");
            }
            if (!seen.add(name)) {
                throw new OperationException("channels gives two channels the name " + name);
            }
            if (mapping.names.put(channel, name) != null) {
                throw new OperationException("channels gives the channel " + channel + " two names");
            }
        }
        return mapping;
    }

    /** @return whether nothing is renamed */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * @param columns the columns of the table
     * @return the columns with the pipeline's names, in the same order
     * @throws OperationException if the table lacks a channel, or two would have the same name; the message lists the
     *     channels of the table
     */
    public List<String> rename(List<String> columns) throws OperationException {
        List<String> images = ImageColumns.names(columns);
        List<String> renamed = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (String column : columns) {
            Matcher match = COLUMN.matcher(column);
            String name = match.matches() ? names.get(match.group(2)) : null;
            if (name != null) {
                found.add(match.group(2));
            }
            renamed.add(name == null ? column : match.group(1) + name);
        }
        List<String> missing = names.keySet().stream()
                .filter(channel -> !found.contains(channel))
                .toList();
        if (!missing.isEmpty()) {
            throw new OperationException("channels (" + text + ") names " + String.join(", ", missing)
                    + ", which the image table does not have. Its channels are: " + listed(images) + ".");
        }
        for (String column : renamed) {
            if (renamed.indexOf(column) != renamed.lastIndexOf(column)) {
                throw new OperationException("channels (" + text + ") makes two columns " + column
                        + " of the image table, whose channels are: " + listed(images)
                        + ". Give the other one a name, too.");
            }
        }
        return renamed;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
