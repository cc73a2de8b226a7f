package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.util.List;
import java.util.Map;

/**
 * What one look says of the tasks of one submission.
 *
 * @param tasks of its arrays, those that have ended included as long as Slurm knows them; empty when Slurm did not answer
 * @param silence why Slurm did not answer; null when it did
 * @param records the status records that tell of an end, by group, of those groups whose end was not known
 * @param whole whether all such records were read
 */
public record PollAnswer(List<QueuedTask> tasks, String silence, Map<Integer, GroupRecord> records, boolean whole) {
    /** @return whether it lets anything be concluded of a group: without Slurm's word only that it is completed */
    public boolean tellsOf(int group) {
        GroupRecord record = records.get(group);
        return silence == null ? whole || record != null : record != null && record.completed();
    }
}
