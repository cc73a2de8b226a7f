package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the listings: the files that completed groups have published, and what became of each group. */
final class ListOutputs implements Part {
    /** Every published file, a row each. */
    static final String OUTPUTS = "outputs.csv";

    /** Every group, a row each. */
    static final String GROUPS = "groups.csv";

    /** A million files on a slow file system. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Plan plan = submission.plan(around.folder());
        Shell headNode = around.headNode(submission.request());
        Map<Integer, TaskRecord> records = allRecords(submission, headNode);
        writeOutputs(submission, plan, records, headNode, around.folder().resolve(OUTPUTS));
        try (CsvWriter csv = CsvWriter.builder().build(around.folder().resolve(GROUPS))) {
            new GroupsTable(submission, plan, records).write(csv);
        }
        return submission.goOn(Phase.ARCHIVE);
    }

    private static Map<Integer, TaskRecord> allRecords(Submission submission, Shell headNode)
            throws IOException, OperationException {
        String paths = IntStream.rangeClosed(1, submission.states.size())
                .mapToObj(group -> TaskRecord.path(group) + "\n")
                .collect(Collectors.joining());
        return TaskRecord.parse(RemoteScripts.run(
                headNode,
                RemoteScripts.RECORDS
                        .command(submission.remoteFolder())
                        .named("reading all status records")
                        .timeout(LONGEST)
                        .stdin(paths.getBytes(StandardCharsets.UTF_8))));
    }

    private static void writeOutputs(
            Submission submission, Plan plan, Map<Integer, TaskRecord> records, Shell headNode, Path file)
            throws IOException, OperationException {
        StringBuilder published = new StringBuilder();
        Map<String, String> names = new HashMap<>();
        for (int group = 1; group <= submission.states.size(); group++) {
            TaskRecord record = records.get(group);
            if (submission.states.get(group) == GroupState.COMPLETED && record != null) {
                String folder = plan.group(group).folder();
                published.append(folder).append(' ').append(record.attempt()).append('\n');
                names.put(folder, plan.name(group));
            }
        }
        submission.outputFiles = 0;
        submission.outputBytes = 0;
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("path", "bytes", "modified", "group");
            NulSplitter files = new NulSplitter(entry -> {
                List<String> row = row(entry, names);
                csv.writeRecord(row);
                submission.outputFiles++;
                submission.outputBytes += Long.parseLong(row.get(1));
            });
            RemoteScripts.run(
                    headNode,
                    RemoteScripts.LIST_OUTPUTS
                            .command(submission.outputFolder(), submission.id())
                            .named("the listing of the output")
                            .timeout(LONGEST)
                            .stdin(published.toString().getBytes(StandardCharsets.UTF_8))
                            .output(files));
        }
    }

    /** @param entry seconds, bytes, {@code folder/submission.attempt} and the path below it, parted by tabs */
    private static List<String> row(String entry, Map<String, String> names) {
        String[] parts = entry.split("\t", 4);
        String folder = parts[2].substring(0, parts[2].indexOf('/'));
        Instant modified = Instant.ofEpochSecond((long) Double.parseDouble(parts[0]));
        return List.of(folder + "/" + parts[3], parts[1], modified.toString(), names.getOrDefault(folder, ""));
    }
}
