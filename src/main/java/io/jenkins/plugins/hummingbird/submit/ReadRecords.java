package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Lets no task begin any more, for all groups have their verdicts. Then copies the status records of all groups into the
 * operation's folder: what the listings say of each is in them.
 */
final class ReadRecords implements Part {
    static final String RECORDS = "records";

    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        if (submission.listing == null) {
            endTasks(submission, submission.headNode(context));
        }
        Listing listing = Listing.of(submission, context, RECORDS);
        if (!listing.isWhole(context)) {
            return listing.move(
                    submission,
                    context,
                    "the reading of all status records",
                    RemoteScripts.RECORDS,
                    List.of(submission.remoteFolder()),
                    () -> RemoteScripts.recordPaths(
                            IntStream.rangeClosed(1, submission.states.size()).boxed()),
                    RemoteScripts.recordBytes(submission.states.size()));
        }
        listing.end(submission.headNode(context));
        Path records = context.folder().resolve(RECORDS);
        Path part = context.folder().resolve(RECORDS + ".new");
        keep(listing.file(context), part, submission.states.size());
        Files.move(part, records, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(listing.file(context));
        submission.listing = null;
        return submission.goOn(Phase.LIST_OUTPUTS);
    }

    /** Leaves out what is no record of a group that there is. */
    private static void keep(Path listing, Path kept, int groups) throws IOException, OperationException {
        try (AnswerLines lines = AnswerLines.of(listing, "the reading of all status records");
                BufferedWriter out = Files.newBufferedWriter(kept)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                GroupRecord record = GroupRecord.parseLine(line);
                if (record != null && record.group() >= 1 && record.group() <= groups) {
                    out.write(line);
                    out.write('\n');
                }
            }
        }
    }

    /** Lets no task begin any more. */
    static void endTasks(Submission submission, Shell headNode) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(submission.remoteFolder()));
        arguments.addAll(submission.arrayNames());
        RemoteScripts.run(headNode, RemoteScripts.END_TASKS.command(arguments).named("the end of the tasks"));
    }

    /** The records that were copied, by group; none before. */
    static Map<Integer, GroupRecord> read(Path folder) throws IOException {
        Map<Integer, GroupRecord> records = new HashMap<>();
        if (!Files.exists(folder.resolve(RECORDS))) {
            return records;
        }
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(RECORDS))) {
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
