package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;

/** Undoes a submission: takes its tasks out of Slurm's hands. What completed groups have published stays. */
final class CancelArrays {
    private CancelArrays() {}

    /** Makes one move; true when nothing is left. */
    static boolean move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        if (!submission.folderMade || submission.allEnded()) {
            return true;
        }
        Shell headNode = submission.headNode(around);
        if (!submission.arrays.isEmpty()) {
            int left = new Slurm(headNode).cancel(submission.remoteFolder(), submission.arrayNames());
            if (left > 0) {
                return false;
            }
            around.log("cancelled: nothing of it is left in Slurm; "
                    + submission.states.count(GroupState.COMPLETED) + " of " + submission.states.size()
                    + " groups were completed, and stay");
        }
        // where no task has begun there is nothing to look up later
        Command remove = Command.script("[ -e \"$1/tasks\" ] || rm -rf -- \"$1\"", submission.remoteFolder());
        RemoteScripts.run(headNode, remove.named("removing " + submission.remoteFolder()));
        return true;
    }
}
