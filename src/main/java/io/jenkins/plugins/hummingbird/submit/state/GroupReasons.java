package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import java.util.Map;

/** Why groups did not complete, for tables, pictures and pages. */
public final class GroupReasons {
    private GroupReasons() {}

    /** @return a sentence without its full stop by the number of each group that failed, is lost or was cancelled */
    public static Map<Integer, String> of(SubmissionState submission) {
        Map<Integer, String> reasons = submission.groupTasks.failures.reasons();
        if (submission.groupTasks.states != null) {
            String cancelled = ofCancelled(submission);
            for (int group = 1; group <= submission.groupTasks.states.size(); group++) {
                if (submission.groupTasks.states.get(group) == GroupState.CANCELLED) {
                    reasons.put(group, cancelled);
                }
            }
        }
        return reasons;
    }

    private static String ofCancelled(SubmissionState submission) {
        String end = submission.ending.stopped ? "the build was stopped" : "the step failed";
        return submission.groupTasks.arrays.isEmpty() || submission.ending.isCancelled()
                ? end + " before it was done"
                : end + " before it was done; its task may still run";
    }
}
