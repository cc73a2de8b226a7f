package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.util.List;

/**
 * Undoes a submission: ends what it is listing, and takes its tasks out of Slurm's hands. What completed groups have
 * published stays, and a fleet that it started goes on running.
 */
final class UndoSubmission {
    private UndoSubmission() {}

    /** Makes one move; true when nothing is left. */
    static boolean move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        // nothing runs on a head node that is gone, and nobody answers there
        if (submission.headNode == null || !submission.headNode.isGone()) {
            if (submission.listing != null) {
                submission.listing.end(submission.headNode(around));
                submission.listing = null;
            }
            if (!cancel(submission, around)) {
                return false;
            }
        }
        if (submission.fleetStarted) {
            around.log(fleetRuns(submission));
        }
        return true;
    }

    private static boolean cancel(Submission submission, SubmitSurroundings around)
            throws IOException, OperationException {
        if (!submission.folderMade) {
            return true;
        }
        Shell headNode = submission.headNode(around);
        if (submission.allEnded()) {
            ReadRecords.endTasks(submission, headNode);
        } else {
            if (!cancelTasks(submission, headNode, around)) {
                return false;
            }
            // where no task has begun there is nothing to look up later
            Command remove = Command.script("[ -e \"$1/tasks\" ] || rm -rf -- \"$1\"", submission.remoteFolder());
            RemoteScripts.run(headNode, remove.named("removing " + submission.remoteFolder()));
        }
        ActiveEntry.remove(submission, headNode);
        return true;
    }

    private static boolean cancelTasks(Submission submission, Shell headNode, SubmitSurroundings around)
            throws IOException, OperationException {
        if (!submission.arrays.isEmpty()) {
            int left = new Slurm(headNode).cancel(submission.remoteFolder(), submission.arrayNames());
            if (left > 0) {
                return false;
            }
            around.log("cancelled: nothing of it is left in Slurm; "
                    + submission.states.count(GroupState.COMPLETED) + " of " + submission.states.size()
                    + " groups were completed, and stay");
        }
        return true;
    }

    /** What may be left: sentences; empty for nothing. */
    static String remains(Submission submission) {
        String fleet = submission.fleetStarted ? " Also, " + fleetRuns(submission) + "." : "";
        return (remainsOnHeadNode(submission) + fleet).strip();
    }

    private static String fleetRuns(Submission submission) {
        return "the compute fleet of " + submission.request().cluster + ", which was stopped, goes on running";
    }

    private static String remainsOnHeadNode(Submission submission) {
        String host = submission.host();
        if (submission.listing != null) {
            return submission.listing.remains(host);
        }
        if (submission.arrays.isEmpty()) {
            return submission.folderMade
                    ? "The folder " + submission.remoteFolder() + " may remain on " + host + "."
                    : "";
        }
        List<String> names = submission.arrayNames();
        return "Its tasks may still run on " + host + ": cancel them there by 'scancel --name=" + names.get(0) + "'"
                + (names.size() > 1 ? " and so on up to " + names.get(names.size() - 1) : "") + ".";
    }
}
