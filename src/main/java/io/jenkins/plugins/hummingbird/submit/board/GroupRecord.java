package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The status record that a task keeps on the shared file system: what is known of it when Slurm has forgotten it. See
 * {@code task.sh}, which writes it.
 *
 * @param group its group, from 1
 * @param attempt which execution of the group: the round, how often Slurm says that it began the task anew, and a word
 *     that no other execution has, with dots between them
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param code the exit code of CellProfiler
 * @param imageSets how many image sets were seen through to the last module without an error
 * @param rows how many there are; where that was not known beforehand, how many were begun
 * @param node where it ran
 * @param started seconds since 1970
 * @param ended seconds since 1970; while it runs, when the record was written
 * @param reason why it failed; null otherwise
 * @param peakKiB the most memory that the processes of CellProfiler were seen to use together, in KiB; 0 when unknown
 * @param fetchedBytes how many bytes were fetched from S3 for it
 * @param uploadedBytes how many bytes its results in S3 have; 0 when they were not copied there
 * @param detail for {@code image-sets} the first ten that are missing, numbered from 1 within the group and separated by
 *     commas; for {@code disk-full} which disk, {@code output} or {@code node}, empty when unknown; for {@code home} the file that
 *     CellProfiler looked for there; for {@code merge} a sentence; for what failed in S3 the URL and what S3 said of it; else empty
 */
public record GroupRecord(
        int group,
        String attempt,
        String state,
        int code,
        int imageSets,
        int rows,
        String node,
        long started,
        long ended,
        FailureReason reason,
        long peakKiB,
        long fetchedBytes,
        long uploadedBytes,
        String detail) {
    private static final String FAILED = "failed";

    private static final int FIELDS = 14;

    /** Records of earlier versions say nothing of S3: the scripts of a running submission, and the files of past builds. */
    private static final int FIELDS_BEFORE_S3 = 12;

    /** It becomes part of paths. */
    private static final Pattern ATTEMPT = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}(?:\\.[A-Za-z0-9]{1,64})?");

    /** Reads records, a line each; a line that is no whole record is left out, as if it were not there yet. */
    public static Map<Integer, GroupRecord> parse(String lines) {
        Map<Integer, GroupRecord> records = new HashMap<>();
        for (String line : lines.split("\n")) {
            GroupRecord record = parseLine(line);
            if (record != null) {
                records.put(record.group, record);
            }
        }
        return records;
    }

    public static GroupRecord parseLine(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS && fields.length != FIELDS_BEFORE_S3
                || line.length() > Limits.RECORD
                || !ATTEMPT.matcher(fields[1]).matches()) {
            return null;
        }
        boolean knowsS3 = fields.length == FIELDS;
        try {
            return new GroupRecord(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    fields[2],
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[5]),
                    fields[6],
                    Long.parseLong(fields[7]),
                    Long.parseLong(fields[8]),
                    fields[2].equals(FAILED) ? FailureReason.of(fields[9]) : null,
                    Long.parseLong(fields[10]),
                    knowsS3 ? Long.parseLong(fields[11]) : 0,
                    knowsS3 ? Long.parseLong(fields[12]) : 0,
                    fields[fields.length - 1]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** @return how long it ran, in seconds; -1 while it runs, and for one that ended without saying so */
    public long seconds() {
        return state.equals("running") ? -1 : ended - started;
    }

    /** @return how often Slurm had begun the task again before this execution */
    public int restarts() {
        return Integer.parseInt(attempt.split("\\.")[1]);
    }

    /** @return whether the group's task of a round wrote it, and not one of an earlier round */
    public boolean ofRound(int round) {
        return attempt.startsWith(round + ".");
    }

    public boolean completed() {
        return state.equals("completed");
    }

    public boolean failed() {
        return state.equals(FAILED);
    }

    /** @return whether CellProfiler was ended by a signal, as a shell shows it: by SIGKILL or SIGTERM */
    public boolean killed() {
        return failed() && (code == 128 + 9 || code == 128 + 15);
    }

    /** @return the path of a group's record below the folder of records, and of its log below that of logs */
    public static String path(int group) {
        return group / 1000 + "/" + group;
    }
}
