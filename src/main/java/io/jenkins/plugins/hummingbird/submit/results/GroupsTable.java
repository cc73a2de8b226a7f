package io.jenkins.plugins.hummingbird.submit.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.state.GroupReasons;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of what became of each group. */
final class GroupsTable {
    private static final List<String> COLUMNS = List.of(
            "folder",
            "state",
            "reason",
            "attempts",
            "node",
            "seconds",
            "imageSets",
            "firstImageNumber",
            "peakMemoryMiB",
            "fetchedBytes",
            "uploadedBytes");

    private final SubmissionState submission;
    private final Plan plan;
    private final Map<Integer, GroupRecord> records;
    private final Map<Integer, String> reasons;
    private final int[] retries;

    /**
     * @param records the last one of each group that left one
     * @param retries how often each group was tried again, by its place
     */
    GroupsTable(SubmissionState submission, Plan plan, Map<Integer, GroupRecord> records, int[] retries) {
        this.submission = submission;
        this.plan = plan;
        this.records = records;
        this.retries = retries;
        reasons = GroupReasons.of(submission);
    }

    void write(CsvWriter csv) {
        List<String> header = new ArrayList<>();
        plan.keys().forEach(key -> header.add("Metadata_" + key));
        header.addAll(COLUMNS);
        csv.writeRecord(header);
        for (int number = 1; number <= submission.groupTasks.states.size(); number++) {
            csv.writeRecord(row(number));
        }
    }

    private List<String> row(int number) {
        Group group = plan.group(number);
        GroupRecord record = records.get(number);
        List<String> row = new ArrayList<>(group.values());
        row.add(group.folder());
        row.add(submission.groupTasks.states.get(number).word());
        row.add(reasons.getOrDefault(number, ""));
        row.add(record == null ? "0" : Long.toString(attempts(record, retries[number - 1])));
        row.add(record == null ? "" : record.node());
        row.add(record == null || record.seconds() < 0 ? "" : Long.toString(record.seconds()));
        row.add(imageSets(group, record));
        row.add(group.firstImage() == 0 ? "" : Long.toString(group.firstImage()));
        row.add(record == null || record.peakKiB() == 0 ? "" : Long.toString((record.peakKiB() + 1023) / 1024));
        row.add(bytes(record == null ? 0 : record.fetchedBytes()));
        row.add(bytes(record == null ? 0 : record.uploadedBytes()));
        return row;
    }

    /** Nothing of it is said where the group has nothing to do with S3. */
    private static String bytes(long count) {
        return count == 0 ? "" : Long.toString(count);
    }

    /** Where the number was not known beforehand, it is that of the image sets which CellProfiler began. */
    private static String imageSets(Group group, GroupRecord record) {
        if (group.rows() > 0) {
            return Integer.toString(group.rows());
        }
        return record == null || record.rows() == 0 ? "" : Integer.toString(record.rows());
    }

    /** How often the group was tried: once, once more in each later round, and for each requeue in the last. */
    private static long attempts(GroupRecord record, int retries) {
        return 1 + retries + Long.parseLong(record.attempt().split("\\.")[1]);
    }
}
