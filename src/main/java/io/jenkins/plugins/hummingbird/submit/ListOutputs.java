package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes the listings: the files that completed groups have published, and what became of each group. */
final class ListOutputs implements Part {
    /** Every published file, a row each. */
    static final String OUTPUTS = "outputs.csv";

    /** Every group, a row each. */
    static final String GROUPS = "groups.csv";

    /** Every group as a test case. */
    static final String JUNIT = "junit.xml";

    /** A million files on a slow file system. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Plan plan = submission.plan(around.folder());
        Shell headNode = around.headNode(submission.request());
        Map<Integer, TaskRecord> records = allRecords(submission, headNode);
        String leftOut = writeOutputs(submission, plan, records, headNode, around.folder());
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

    private static Map<Integer, TaskRecord> allRecords(Submission submission, Shell headNode)
            throws IOException, OperationException {
        List<Integer> groups =
                IntStream.rangeClosed(1, submission.states.size()).boxed().toList();
        return TaskRecord.parse(RemoteScripts.run(
                headNode, RemoteScripts.records(submission, groups).timeout(LONGEST)));
    }

    /** @return what does not become an artifact, for the log; may be empty */
    private static String writeOutputs(
            Submission submission, Plan plan, Map<Integer, TaskRecord> records, Shell headNode, Path folder)
            throws IOException, OperationException {
        StringBuilder published = new StringBuilder();
        Map<String, String> names = new HashMap<>();
        Map<Integer, String> skipped = SkipDone.read(folder);
        for (int group = 1; group <= submission.states.size(); group++) {
            TaskRecord record = records.get(group);
            String attempt = skipped.get(group);
            if (submission.states.get(group) == GroupState.COMPLETED && record != null) {
                attempt = submission.id() + "." + record.attempt();
            }
            if (attempt != null) {
                String groupFolder = plan.group(group).folder();
                published.append(groupFolder).append('/').append(attempt).append('\n');
                names.put(groupFolder, plan.name(group));
            }
        }
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(OUTPUTS));
                ArtifactChoice artifacts =
                        new ArtifactChoice(submission.request().archivePatterns(), folder)) {
            OutputsTable table = new OutputsTable(names, csv, artifacts);
            RemoteScripts.run(
                    headNode,
                    RemoteScripts.LIST_OUTPUTS
                            .command(submission.outputFolder())
                            .named("the listing of the output")
                            .timeout(LONGEST)
                            .stdin(published.toString().getBytes(StandardCharsets.UTF_8))
                            .output(new NulSplitter(table)));
            submission.outputFiles = table.files();
            submission.outputBytes = table.bytes();
            return artifacts.leftOut();
        }
    }
}
