package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Lets no task begin any more, for all groups have their verdicts. Then copies the status records of all groups into the
 * operation's folder: what the listings say of each is in them.
 */
final class ReadRecords implements Part {
    private static final String RECORDS = "records";

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        if (submission.listing == null) {
            List<String> arguments = new ArrayList<>(List.of(submission.remoteFolder()));
            arguments.addAll(submission.arrayNames());
            RemoteScripts.run(
                    submission.headNode(around),
                    RemoteScripts.END_TASKS.command(arguments).named("the end of the tasks"));
        }
        Listing listing = Listing.of(submission, around, RECORDS);
        if (!listing.isWhole(around)) {
            return listing.move(
                    submission,
                    around,
                    "the reading of all status records",
                    RemoteScripts.RECORDS,
                    List.of(submission.remoteFolder()),
                    () -> RemoteScripts.recordPaths(
                            IntStream.rangeClosed(1, submission.states.size()).boxed()));
        }
        listing.end(submission.headNode(around));
        Files.move(listing.file(around), around.folder().resolve(RECORDS), StandardCopyOption.REPLACE_EXISTING);
        submission.listing = null;
        return submission.goOn(Phase.LIST_OUTPUTS);
    }

    /** The records that were copied, by group. */
    static Map<Integer, TaskRecord> read(Path folder) throws IOException {
        return TaskRecord.parse(Files.readString(folder.resolve(RECORDS)));
    }
}
