package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.RemoteFiles;
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
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the listings: the files that completed groups have published, and what became of each group. */
final class ListOutputs implements Part {
    /** Every published file, a row each. */
    static final String OUTPUTS = "outputs.csv";

    /** Every group, a row each. */
    static final String GROUPS = "groups.csv";

    /** Every group as a test case. */
    static final String JUNIT = "junit.xml";

    /** The listing's name, and its input's, in the submission's folder on the head node. */
    private static final String LISTING = "listing";

    private static final String PUBLISHED = "published";

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Plan plan = submission.plan(around.folder());
        Shell headNode = around.headNode(submission.request());
        if (!submission.listingAsked) {
            byte[] published = published(submission, plan, allRecords(submission, headNode));
            new RemoteFiles(headNode).upload(published, submission.remoteFolder() + "/" + PUBLISHED);
            submission.listingAsked = true;
        }
        if (!listed(submission, headNode)) {
            return Next.in(PAUSE);
        }
        Map<Integer, TaskRecord> records = allRecords(submission, headNode);
        String leftOut = writeOutputs(submission, plan, headNode, around.folder());
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

    /** Whether the head node has made the listing, which may take it minutes for a million files. */
    private static boolean listed(Submission submission, Shell headNode) throws IOException, OperationException {
        String folder = submission.remoteFolder();
        DetachedCommand listing = new DetachedCommand(
                folder,
                LISTING,
                List.of(
                        "bash",
                        "-c",
                        RemoteScripts.LIST_OUTPUTS.text(),
                        LISTING,
                        submission.outputFolder(),
                        submission.id(),
                        folder + "/" + PUBLISHED));
        OptionalInt exit = listing.poll(headNode);
        if (exit.isPresent() && exit.getAsInt() != 0) {
            listing.forget(headNode);
            throw new IOException(headNode + ": the listing of the output failed with exit code " + exit.getAsInt()
                    + "; " + folder + "/" + LISTING + ".err says why");
        }
        return exit.isPresent();
    }

    private static void findSlowest(Submission submission, Map<Integer, TaskRecord> records) {
        submission.slowestGroup = 0;
        submission.slowestSeconds = 0;
        records.forEach((group, record) -> {
            long seconds = record.ended() - record.started();
            if (submission.states.get(group).ended() && seconds > submission.slowestSeconds) {
                submission.slowestGroup = group;
                submission.slowestSeconds = seconds;
            }
        });
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

    /** A line for each completed group: its folder and the attempt that counts. */
    private static byte[] published(Submission submission, Plan plan, Map<Integer, TaskRecord> records) {
        StringBuilder lines = new StringBuilder();
        for (int group = 1; group <= submission.states.size(); group++) {
            TaskRecord record = records.get(group);
            if (submission.states.get(group) == GroupState.COMPLETED && record != null) {
                lines.append(plan.group(group).folder())
                        .append(' ')
                        .append(record.attempt())
                        .append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return what does not become an artifact, for the log; may be empty */
    private static String writeOutputs(Submission submission, Plan plan, Shell headNode, Path folder)
            throws IOException, OperationException {
        Map<String, String> names = new HashMap<>();
        for (int group = 1; group <= submission.states.size(); group++) {
            names.put(plan.group(group).folder(), plan.name(group));
        }
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(OUTPUTS));
                ArtifactChoice artifacts =
                        new ArtifactChoice(submission.request().archivePatterns(), folder)) {
            OutputsTable table = new OutputsTable(names, csv, artifacts);
            new RemoteFiles(headNode)
                    .stream(submission.remoteFolder() + "/" + LISTING + ".out", new NulSplitter(table));
            submission.outputFiles = table.files();
            submission.outputBytes = table.bytes();
            return artifacts.leftOut();
        }
    }
}
