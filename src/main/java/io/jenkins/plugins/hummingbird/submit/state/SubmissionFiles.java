package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files beside a submission's state that more than one phase knows, each written once by a phase and read by later
 * ones. The {@link Plan} and each {@link Round} have files of their own.
 */
public final class SubmissionFiles {
    /** The pipeline, in the operation's folder and in the submission's on the head node. */
    public static final String PIPELINE = "pipeline.cppipe";

    /** The image table as it was given or made. */
    public static final String TABLE = "images.csv";

    /** The image files, as the head node listed them. */
    public static final String IMAGES = "image-files";

    /** The folders of S3 in which the objects lie that the image table names: their URLs, a line each. */
    public static final String OBJECT_FOLDERS = "objects.folders";

    /** The digest of each group's inputs, a line each. */
    public static final String DIGESTS = "digests";

    /** The numbers of the groups of whose inputs not all could be looked at, a line each. */
    public static final String UNCHECKED = "unchecked";

    /**
     * Which attempt's results stand for each group that is left out: a line with its number, the attempt, and how many image
     * sets it has, 0 where that is not known.
     */
    public static final String SKIPPED = "skipped";

    /** The numbers of the groups among these whose results a task only copies to S3, a line each. */
    public static final String COPIED_AGAIN = "copied-again";

    /** The status record of each group that has one, a line each. */
    public static final String RECORDS = "records";

    /** Every published file, a row each. */
    public static final String OUTPUTS = "outputs.csv";

    /** The folder of merged tables below the output folder; of what their tasks read, in that of the submission. */
    public static final String TABLES = "tables";

    private SubmissionFiles() {}

    /** @return the digests of the groups in their order; each 64 hexadecimal digits */
    public static List<String> digests(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(DIGESTS));
    }

    /** @return the numbers of the groups whose digests do not tell of a change of all of their inputs */
    public static Set<Integer> unchecked(Path folder) throws IOException {
        return numbers(folder.resolve(UNCHECKED));
    }

    /** @return the numbers of the groups whose results are there already, and a task copies them to S3 */
    public static Set<Integer> copiedAgain(Path folder) throws IOException {
        return numbers(folder.resolve(COPIED_AGAIN));
    }

    private static Set<Integer> numbers(Path file) throws IOException {
        Set<Integer> groups = new HashSet<>();
        // not there where an earlier version wrote the others
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> groups.add(Integer.valueOf(line)));
        }
        return groups;
    }

    /**
     * @return by group, which attempt's results stand for it: {@code SUBMISSION.ROUND.RESTARTS.RANDOM}; none before that
     *     was looked for
     */
    public static Map<Integer, String> skipped(Path folder) throws IOException {
        Map<Integer, String> attempts = new HashMap<>();
        for (String[] words : skippedLines(folder)) {
            attempts.put(Integer.valueOf(words[0]), words[1]);
        }
        return attempts;
    }

    /** @return how many image sets the groups have that are left out, where that is known */
    public static Map<Integer, Integer> skippedSets(Path folder) throws IOException {
        Map<Integer, Integer> sets = new HashMap<>();
        for (String[] words : skippedLines(folder)) {
            // not there where an earlier version wrote it
            if (words.length > 2) {
                sets.put(Integer.valueOf(words[0]), Integer.valueOf(words[2]));
            }
        }
        return sets;
    }

    private static List<String[]> skippedLines(Path folder) throws IOException {
        Path file = folder.resolve(SKIPPED);
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(line -> line.split(" ")).toList()
                : List.of();
    }

    /** @return the status records that were copied, by group; none before that */
    public static Map<Integer, GroupRecord> records(Path folder) throws IOException {
        Map<Integer, GroupRecord> records = new HashMap<>();
        Path file = folder.resolve(RECORDS);
        if (!Files.exists(file)) {
            return records;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                GroupRecord record = GroupRecord.parseLine(line);
                if (record != null) {
                    records.put(record.group(), record);
                }
            }
        }
        return records;
    }
}
