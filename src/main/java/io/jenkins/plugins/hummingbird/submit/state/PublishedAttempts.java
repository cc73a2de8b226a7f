package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Which attempt's results stand for each group that has any: its own, or one of an earlier submission. */
public final class PublishedAttempts {
    private PublishedAttempts() {}

    /**
     * @param folder the operation's, with the status records that were read when all tasks had ended
     * @return by group, from 1: its folder, a slash, and the attempt {@code SUBMISSION.ROUND.RESTARTS.RANDOM}
     */
    public static Map<Integer, String> of(SubmissionState submission, Path folder) throws IOException {
        Plan plan = submission.plan(folder);
        GroupStates states = submission.groupTasks.states;
        Map<Integer, GroupRecord> records = SubmissionFiles.records(folder);
        Map<Integer, String> skipped = SubmissionFiles.skipped(folder);
        Map<Integer, String> published = new TreeMap<>();
        for (int group = 1; group <= states.size(); group++) {
            GroupRecord record = records.get(group);
            String attempt = states.get(group) == GroupState.SKIPPED ? skipped.get(group) : null;
            if (states.get(group) == GroupState.COMPLETED && record != null) {
                attempt = submission.id() + "." + record.attempt();
            }
            if (attempt != null) {
                published.put(group, plan.group(group).folder() + "/" + attempt);
            }
        }
        return published;
    }
}
