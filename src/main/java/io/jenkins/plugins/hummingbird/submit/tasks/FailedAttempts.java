package io.jenkins.plugins.hummingbird.submit.tasks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is kept of the attempts that failed, in a file of the operation's folder to which lines are added: the state has
 * only the last reason of each group, and forgets it when the group is tried again. A line is {@code GROUP ROUND REASON
 * LOG TAIL}, parted by tabs, with Java's escapes. A move that is made again after the process ended may write a line
 * twice: the last one counts; a line that was written by halves counts for nothing.
 */
public final class FailedAttempts {
    public static final String FILE = "failed-attempts";
    private static final int FIELDS = 5;

    /** In characters of a log. The log of at most 50 attempts is read, so the file is small. */
    private static final int LONGEST_TAIL = 4000;

    private FailedAttempts() {}

    public static void append(Path folder, Collection<FailedAttempt> attempts) throws IOException {
        if (attempts.isEmpty()) {
            return;
        }
        try (BufferedWriter lines =
                Files.newBufferedWriter(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            lines.write('\n'); // the last line may have been written by halves
            for (FailedAttempt attempt : attempts) {
                lines.write(attempt.group() + "\t" + attempt.round() + '\t' + escaped(attempt.reason()) + '\t'
                        + escaped(attempt.log()) + '\t' + escaped(attempt.tail()) + '\n');
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Those of a group, the first one first. */
    public static List<FailedAttempt> read(Path folder, int group) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        TreeMap<Integer, FailedAttempt> attempts = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.startsWith(group + "\t")).forEach(line -> {
                FailedAttempt attempt = parse(line);
                if (attempt != null) {
                    attempts.put(attempt.round(), attempt);
                }
            });
        }
        return new ArrayList<>(attempts.values());
    }

    private static FailedAttempt parse(String line) {
        String[] fields = line.split("\t", -1);
        try {
            return fields.length != FIELDS
                    ? null
                    : new FailedAttempt(
                            Integer.parseInt(fields[0]),
                            Integer.parseInt(fields[1]),
                            fields[2].translateEscapes(),
                            fields[3].translateEscapes(),
                            fields[4].translateEscapes());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * @param end the last part of a log; may begin within a line
     * @return its last whole lines, without what no page can show
     */
    static String tail(String end) {
        String tail = end;
        if (end.length() > LONGEST_TAIL) {
            tail = end.substring(end.length() - LONGEST_TAIL);
            tail = tail.substring(tail.indexOf('\n') + 1);
        }
        return tail.replaceAll("\r\n?", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD")
                .stripTrailing();
    }
}
