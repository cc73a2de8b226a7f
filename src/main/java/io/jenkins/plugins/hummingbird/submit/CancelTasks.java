package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.headnode.ActiveEntry;
import io.jenkins.plugins.hummingbird.submit.headnode.EndTasks;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.tables.TableTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Undoes a submission: ends what it is listing, and takes its tasks out of Slurm's hands; then {@link BreakOff} reads what
 * they have left. What completed groups have published stays, and a fleet that it started goes on running.
 */
final class CancelTasks {
    private static final TaskKind TABLES = new TableTasks();

    private CancelTasks() {}

    /**
     * Takes its tasks out of Slurm's hands by one move.
     *
     * @param tried how long it has been tried to undo it
     * @return whether they are, so that nothing of it will run any more
     */
    static boolean move(SubmissionState submission, Duration tried, SubmitContext context)
            throws IOException, OperationException {
        boolean begun = false;
        // nothing runs on a head node that is gone, and nobody answers there
        if (submission.headNode == null || !submission.headNode.isGone()) {
            endListing(submission, context);
            if (submission.folderMade && !cancelTasks(submission, context)) {
                return false;
            }
            begun = submission.folderMade && !submission.ending.archived && hasBegun(submission, context);
        }
        submission.ending.cancel(begun, tried);
        if (submission.fleetStarted) {
            context.log(fleetRuns(submission));
        }
        return true;
    }

    /** Ends what the submission is listing. */
    static void endListing(SubmissionState submission, SubmitContext context) throws IOException, OperationException {
        if (submission.listing != null && !(submission.headNode != null && submission.headNode.isGone())) {
            Listing.end(submission.listing, context.headNode(submission));
            submission.listing = null;
        }
    }

    /** Where no task has begun there is nothing to look up later, and the submission's folder goes. */
    private static boolean hasBegun(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        if (submission.allEnded()) {
            return true;
        }
        Command remove = Command.script(
                "if [ -e \"$1/tasks\" ]; then echo begun; else rm -rf -- \"$1\"; fi", submission.remoteFolder());
        String answer = context.headNode(submission).output(remove.named("removing " + submission.remoteFolder()));
        return answer.strip().equals("begun");
    }

    private static boolean cancelTasks(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Shell headNode = context.headNode(submission);
        if (submission.allEnded()) {
            EndTasks.of(submission.remoteFolder(), submission.groupTasks, headNode);
        } else if (!submission.groupTasks.arrays.isEmpty()
                && new Slurm(headNode).cancel(submission.remoteFolder(), submission.groupTasks.arrayNames()) > 0) {
            return false;
        }
        if (!submission.tableTasks.arrays.isEmpty()
                && new Slurm(headNode).cancel(TABLES.remoteFolder(submission), submission.tableTasks.arrayNames())
                        > 0) {
            return false;
        }
        ActiveEntry.remove(submission, headNode);
        return true;
    }

    /** What may be left: sentences; empty for nothing. */
    static String remains(SubmissionState submission) {
        String fleet = submission.fleetStarted ? " Also, " + fleetRuns(submission) + "." : "";
        return (remainsOnHeadNode(submission) + fleet).strip();
    }

    private static String fleetRuns(SubmissionState submission) {
        return "the compute fleet of " + submission.request().cluster + ", which was stopped, goes on running";
    }

    private static String remainsOnHeadNode(SubmissionState submission) {
        String host = submission.host();
        if (submission.listing != null) {
            return submission.listing.remains(host);
        }
        if (submission.ending.isCancelled()) {
            return "";
        }
        List<String> names = new ArrayList<>(submission.groupTasks.arrayNames());
        names.addAll(submission.tableTasks.arrayNames());
        if (names.isEmpty()) {
            return submission.folderMade
                    ? "The folder " + submission.remoteFolder() + " may remain on " + host + "."
                    : "";
        }
        return "Its tasks may still run on " + host + ": cancel them there by 'scancel --name="
                + String.join(",", names) + "'.";
    }
}
