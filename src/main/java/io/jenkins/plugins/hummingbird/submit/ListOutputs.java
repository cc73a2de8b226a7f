package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the listings: the files that completed groups have published, and what became of each group. */
final class ListOutputs implements Part {
    /** Every published file, a row each. */
    static final String OUTPUTS = "outputs.csv";

    /** Every group, a row each. */
    static final String GROUPS = "groups.csv";

    /** Every group as a test case. */
    static final String JUNIT = "junit.xml";

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Plan plan = submission.plan(around.folder());
        Listing listing = Listing.of(submission, around, "outputs");
        if (!listing.isWhole(around)) {
            return listing.move(
                    submission,
                    around,
                    "the listing of the output",
                    RemoteScripts.LIST_OUTPUTS,
                    List.of(submission.outputFolder()),
                    () -> published(submission, plan, around.folder()));
        }
        listing.end(submission.headNode(around));
        Map<Integer, TaskRecord> records = ReadRecords.read(around.folder());
        String leftOut = writeOutputs(submission, plan, listing.file(around), around.folder());
        try (CsvWriter csv = CsvWriter.builder().build(around.folder().resolve(GROUPS))) {
            new GroupsTable(submission, plan, records).write(csv);
        }
        try (OutputStream file =
                new BufferedOutputStream(Files.newOutputStream(around.folder().resolve(JUNIT)))) {
            new JUnitReport(submission.id(), plan, submission.states, submission.failures, records).write(file);
        }
        findSlowest(submission, records);
        if (!leftOut.isEmpty()) {
            around.log(leftOut);
        }
        Files.delete(listing.file(around));
        submission.listing = null;
        submission.filesFetched = 0;
        return submission.goOn(Phase.FETCH_FILES);
    }

    private static void findSlowest(Submission submission, Map<Integer, TaskRecord> records) {
        submission.slowestGroup = 0;
        submission.slowestSeconds = 0;
        records.forEach((group, record) -> {
            long seconds = record.seconds();
            if (submission.states.get(group).ended() && seconds > submission.slowestSeconds) {
                submission.slowestGroup = group;
                submission.slowestSeconds = seconds;
            }
        });
    }

    /** A line for each group with results: its folder and the attempt that counts. */
    private static byte[] published(Submission submission, Plan plan, Path folder) throws IOException {
        Map<Integer, TaskRecord> records = ReadRecords.read(folder);
        Map<Integer, String> skipped = SkipDone.read(folder);
        StringBuilder lines = new StringBuilder();
        for (int group = 1; group <= submission.states.size(); group++) {
            TaskRecord record = records.get(group);
            String attempt = skipped.get(group);
            if (submission.states.get(group) == GroupState.COMPLETED && record != null) {
                attempt = submission.id() + "." + record.attempt();
            }
            if (attempt != null) {
                lines.append(plan.group(group).folder())
                        .append('/')
                        .append(attempt)
                        .append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return what does not become an artifact, for the log; may be empty */
    private static String writeOutputs(Submission submission, Plan plan, Path listing, Path folder) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (int group = 1; group <= submission.states.size(); group++) {
            names.put(plan.group(group).folder(), plan.name(group));
        }
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(OUTPUTS));
                ArtifactChoice artifacts =
                        new ArtifactChoice(submission.request().archivePatterns(), folder)) {
            OutputsTable table = new OutputsTable(names, csv, artifacts);
            Files.copy(listing, new NulSplitter(table));
            submission.outputFiles = table.files();
            submission.outputBytes = table.bytes();
            return artifacts.leftOut();
        }
    }
}
