package io.jenkins.plugins.hummingbird.jenkins.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OperationDescriptionTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void tasksThatMergeTablesWaitAsThoseOfGroupsDo() throws Exception {
        Submission submission = SavedSubmission.plates(temporary.getRoot().toPath(), 1, 96)
                .states("w")
                .waiting(96, "Resources")
                .submission();
        assertThat(OperationDescription.glance(submission).waiting(), startsWith("96 tasks wait: "));
        submission.state().tableTasks.states = new GroupStates(2);
        List<QueuedTask> tables = List.of(new QueuedTask(8, 1, JobState.WAITING, 0, "Priority"));
        submission.state().tableTasks.progress.waiting(tables, false, Instant.EPOCH);
        assertThat(OperationDescription.glance(submission).waiting(), startsWith("1 task waits: "));
    }
}
