package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.AnswerLines;
import io.jenkins.plugins.hummingbird.submit.headnode.PlainPath;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an earlier submission has done, or this one before its tables: results that are published and made of the same inputs,
 * as {@code done.sh} prints them.
 *
 * @param attempt whose results they are, {@code SUBMISSION.ROUND.RESTARTS.RANDOM}
 * @param imageSets how many image sets the group has; 0 where that is not known
 * @param measured whether there is a record of what was measured
 * @param uploaded whether all files are in S3, where they were asked for
 */
public record DoneBefore(String attempt, int imageSets, boolean measured, boolean uploaded) {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) ([0-9]{1,9})( measured)?( uploaded)?");

    /**
     * @param folder that of the results below the output folder
     * @param url where in S3 they are wanted, too; empty for nowhere
     * @return the line by which {@code done.sh} is asked for them
     */
    public static String wanted(String folder, String digest, String url) {
        return folder + " " + digest + (url.isEmpty() ? "" : " " + url) + "\n";
    }

    /**
     * @param numbers of what was asked for, by folder
     * @return by number
     */
    public static Map<Integer, DoneBefore> read(Path listing, Map<String, Integer> numbers)
            throws IOException, OperationException {
        Map<Integer, DoneBefore> done = new TreeMap<>();
        try (AnswerLines lines = AnswerLines.of(listing, "the look for groups that are done")) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher words = LINE.matcher(line);
                if (words.matches() && numbers.containsKey(words.group(1)) && PlainPath.isName(words.group(2))) {
                    done.put(
                            numbers.get(words.group(1)),
                            new DoneBefore(
                                    words.group(2),
                                    Integer.parseInt(words.group(3)),
                                    words.group(4) != null,
                                    words.group(5) != null));
                }
            }
        }
        return done;
    }

    /**
     * Keeps them, for {@link SubmissionFiles#skipped}.
     *
     * @param folder that of the tasks, in the operation's
     */
    public static void write(Map<Integer, DoneBefore> done, Path folder) throws IOException {
        Files.write(
                folder.resolve(SubmissionFiles.SKIPPED),
                done.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue().attempt() + " "
                                + one.getValue().imageSets())
                        .toList());
    }
}
