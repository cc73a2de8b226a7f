package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.io.Serializable;

/** What the groups of a round that failed have in common, as far as it lies in them and not in their nodes. */
public final class CommonCause implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How {@code task.sh} says that its node does not see the submission's folder. */
    private static final int NOTHING_SEEN = 76;

    /** Null while none has failed, and empty when they have nothing in common. */
    private String word;

    /**
     * @param record of a group that failed; null when there is none
     * @param task what Slurm says of its task; null when Slurm does not know it
     * @return a word for why it failed, the same one for all that failed alike; empty for what is not known, or the node's
     */
    public static String of(GroupRecord record, QueuedTask task) {
        if (record != null && record.failed()) {
            return record.reason().isOfNode() ? "" : record.reason().word() + " " + record.code();
        }
        if (task == null || task.state() == JobState.NODE_FAILED || task.exitCode() == NOTHING_SEEN) {
            return "";
        }
        return task.state() + " " + task.exitCode() + " " + task.signal();
    }

    /** Takes in another group that failed. */
    public void add(String other) {
        word = word == null || word.equals(other) ? other : "";
    }

    /** Begins anew, for another round. */
    void forget() {
        word = null;
    }

    /** @return whether all that have failed since have done so for one reason, which is not a node's */
    public boolean isKnown() {
        return word != null && !word.isEmpty();
    }
}
