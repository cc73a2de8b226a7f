package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one look at Slurm and at the status records says of all groups. It changes nothing until it is applied, so that
 * a look that breaks off half-way is as if it had not been.
 */
final class Judgement {
    private final GroupState[] states;
    private final List<GroupFailure> failures = new ArrayList<>();
    private final Map<Integer, Long> goneSince = new LinkedHashMap<>();

    /**
     * @param now milliseconds since 1970
     * @param queue what Slurm knows, by group
     * @param records the status records of the groups that are in Slurm's hands no more
     */
    Judgement(Submission submission, long now, Map<Integer, QueuedTask> queue, Map<Integer, TaskRecord> records) {
        states = submission.states.all();
        for (int group = 1; group <= states.length; group++) {
            if (!states[group - 1].ended()) {
                long since = submission.goneSince.getOrDefault(group, now);
                judge(submission.request(), group, now, since, queue.get(group), records.get(group));
            }
        }
    }

    private void judge(SubmitRequest request, int group, long now, long since, QueuedTask task, TaskRecord record) {
        Verdict verdict = Verdict.of(record, task, Duration.ofMillis(now - since), request);
        states[group - 1] = verdict.state();
        if (!verdict.reason().isEmpty()) {
            failures.add(new GroupFailure(group, verdict.reason()));
        }
        boolean active = task != null && task.state().active();
        if (!verdict.state().ended() && !active) {
            goneSince.put(group, since);
        }
    }

    /** The groups that failed or were lost since the last look. */
    List<GroupFailure> failures() {
        return failures;
    }

    GroupState state(int group) {
        return states[group - 1];
    }

    void apply(Submission submission) {
        submission.states.set(states);
        submission.goneSince.clear();
        submission.goneSince.putAll(goneSince);
    }
}
