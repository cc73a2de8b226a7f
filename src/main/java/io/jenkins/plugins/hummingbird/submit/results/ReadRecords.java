package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.headnode.AnswerLines;
import io.jenkins.plugins.hummingbird.submit.headnode.EndTasks;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets no task begin any more, for all groups have their verdicts. Then copies the status records of all groups into the
 * operation's folder: what the listings say of each is in them.
 */
public final class ReadRecords extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        if (submission.listing == null) {
            EndTasks.of(submission.remoteFolder(), submission.groupTasks, context.headNode(submission));
        }
        int groups = submission.groupTasks.states.size();
        return new Listing(
                SubmissionFiles.RECORDS,
                "the reading of all status records",
                RemoteScripts.RECORDS,
                List.of(submission.remoteFolder()),
                () -> RemoteScripts.recordPaths(IntStream.rangeClosed(1, groups).boxed()),
                RemoteScripts.recordBytes(groups));
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        ReplacedFile.write(
                context.folder().resolve(SubmissionFiles.RECORDS),
                part -> keep(file, part, submission.groupTasks.states.size()));
        return PhaseResult.done();
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
}
