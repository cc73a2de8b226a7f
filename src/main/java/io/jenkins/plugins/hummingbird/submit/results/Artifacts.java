package io.jenkins.plugins.hummingbird.submit.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.board.GroupMarks;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.measurements.MeasurementFiles;
import io.jenkins.plugins.hummingbird.submit.measurements.WellsTable;
import io.jenkins.plugins.hummingbird.submit.plates.PlateFiles;
import io.jenkins.plugins.hummingbird.submit.state.GroupReasons;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what is known of a submission artifacts of its build, however it ended: the summary, the listings, the pictures
 * of its plates and the files of results that were fetched. Asks the head node for nothing.
 */
public final class Artifacts {
    private static final String SUMMARY = "summary.json";

    /** Every group, a row each. */
    private static final String GROUPS = "groups.csv";

    /** Every group as a test case. */
    private static final String JUNIT = "junit.xml";

    private Artifacts() {}

    /**
     * Writes them; the same ones when it is called again.
     *
     * @param summary plain values
     * @return which there are: a line of the log
     */
    public static String archive(SubmissionState submission, SubmitContext context, Map<String, Object> summary)
            throws IOException, OperationException {
        Path folder = context.folder();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve(SUMMARY).toFile(), summary);
        writeGroups(submission, folder);
        String below = "hummingbird/" + submission.id() + "/";
        Map<String, Path> artifacts = new LinkedHashMap<>();
        for (String file : List.of(SUMMARY, GROUPS, SubmissionFiles.OUTPUTS, MergedTables.FILE, JUNIT)) {
            if (Files.exists(folder.resolve(file))) {
                artifacts.put(below + file, folder.resolve(file));
            }
        }
        String line = "artifacts: " + String.join(", ", artifacts.keySet()).replace(", " + below, ", ");
        Map<String, Path> plates = PlateFiles.write(submission, context);
        plates.forEach((name, file) -> artifacts.put(below + name, file));
        Map<String, Path> measurements = MeasurementFiles.write(submission, context);
        measurements.forEach((name, file) -> artifacts.put(below + name, file));
        for (ArtifactFile file : ArtifactChoice.read(folder)) {
            Path copy = file.copy(folder);
            if (Files.exists(copy)) {
                artifacts.put(below + file.artifact(), copy);
            }
        }
        context.archive(artifacts);
        submission.ending.archived = true;
        return line
                + (measurements.isEmpty() ? "" : ", " + WellsTable.FILE)
                + (plates.isEmpty()
                        ? ""
                        : ", and a picture of each plate" + (measurements.size() < 2 ? "" : ", with heat maps"));
    }

    private static void writeGroups(SubmissionState submission, Path folder) throws IOException {
        Plan plan = submission.plan(folder);
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        int[] retries =
                GroupMarks.retries(folder, submission.groupTasks.states.size(), submission.groupTasks.roundNumber());
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(GROUPS))) {
            new GroupsTable(submission, plan, records, retries).write(csv);
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(folder.resolve(JUNIT)))) {
            Map<Integer, String> reasons = GroupReasons.of(submission);
            new JUnitReport(submission.id(), plan, submission.groupTasks.states, reasons, records).write(file);
        }
    }
}
