package io.jenkins.plugins.hummingbird.submit.poll;

import static io.jenkins.plugins.hummingbird.submit.poll.PolledArrays.indexes;
import static io.jenkins.plugins.hummingbird.submit.poll.PolledArrays.line;
import static io.jenkins.plugins.hummingbird.submit.poll.PolledArrays.recorded;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What a look at Slurm and at the status records says. */
public class PollTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule(order = 1)
    public final PolledArrays arrays = new PolledArrays(cluster);

    @Test
    public void anArrayIsFoundByItsIdAndItsNameTogether() throws Exception {
        String one = arrays.array("one", 2);
        String other = arrays.array("other", 3);
        String mixed = one.substring(0, one.indexOf(':')) + other.substring(other.indexOf(':'));
        assertThat(indexes(arrays.ask(arrays.request("plan", mixed + "," + other, "1-3"))), is(List.of(1, 2, 3)));
    }

    @Test
    public void recordsOfAnEndAreToldWhateverSlurmSaysOfTheTask() throws Exception {
        PollRequest request = arrays.request("plan", arrays.array("all", 6), "1-3,5,1004");
        arrays.record("plan", 1, "0.0.1a", "completed");
        arrays.record("plan", 2, "0.0.1a", "failed");
        arrays.record("plan", 3, "0.0.1a", "running");
        arrays.record("plan", 4, "0.0.1a", "completed");
        arrays.record("plan", 5, "1.0.1a", "failed");
        arrays.record("plan", 1004, "0.0.1a", "completed");
        Files.writeString(cluster.folder().resolve("plan/tasks/0/3.0.0.1a.end"), line(3, "0.0.1a", "completed"));
        Files.writeString(cluster.folder().resolve("plan/tasks/0/3.published"), line(3, "0.0.1a", "completed"));
        PollAnswer answer = arrays.ask(request);
        assertThat(indexes(answer).size(), is(6));
        assertThat("4 is known, 5 is of another round", recorded(answer), is(Set.of(1, 2, 1004)));
    }

    @Test
    public void aRecordThatSaysNothingNewIsNotReadAgainUntilItIsReplaced() throws Exception {
        PollRequest request = arrays.request("plan", arrays.array("known", 2), "1-2");
        Path running = arrays.record("plan", 1, "0.0.1a", "running");
        assertThat(recorded(arrays.ask(request)), is(Set.of()));
        FileTime time = Files.getLastModifiedTime(running);
        Files.writeString(running, line(1, "0.0.1a", "completed"));
        Files.setLastModifiedTime(running, time);
        arrays.pass();
        assertThat("the same file, of the same time", recorded(arrays.ask(request)), is(Set.of()));
        arrays.record("plan", 1, "0.0.1a", "completed");
        arrays.record("plan", 2, "0.0.1a", "completed");
        arrays.pass();
        assertThat(recorded(arrays.ask(request)), is(Set.of(1, 2)));
    }

    @Test
    public void aRecordThatIsTooLongIsNone() throws Exception {
        PollRequest request = arrays.request("plan", arrays.array("long", 2), "1-2");
        Path tooLong = arrays.record("plan", 1, "0.0.1a", "completed");
        Files.writeString(tooLong, line(1, "0.0." + "a".repeat(2000), "completed"));
        arrays.record("plan", 2, "0.0.1a", "completed");
        assertThat(recorded(arrays.ask(request)), is(Set.of(2)));
    }

    @Test
    public void recordsAreToldWhileTheControllerIsDown() throws Exception {
        PollRequest request = arrays.request("plan", arrays.array("down", 3), "1-3");
        arrays.record("plan", 1, "0.0.1a", "completed");
        arrays.record("plan", 2, "0.0.1a", "failed");
        HEAD_NODE.part("slurmctld", "stop");
        try {
            PollAnswer answer = arrays.ask(request);
            assertThat(answer.silence(), containsString("squeue"));
            assertThat(recorded(answer), is(Set.of(1, 2)));
            assertThat("completed", answer.tellsOf(1), is(true));
            assertThat("Slurm may begin it anew", answer.tellsOf(2), is(false));
            assertThat("no record", answer.tellsOf(3), is(false));
        } finally {
            HEAD_NODE.part("slurmctld", "start");
        }
    }

    @Test
    public void ofGroupsWhoseRecordsWereTooManyToReadNothingIsConcluded() {
        GroupRecord failed = GroupRecord.parseLine(line(1, "0.0.1a", "failed").replace("\n", ""));
        PollAnswer answer = new PollAnswer(List.of(), null, Map.of(1, failed), false);
        assertThat(answer.tellsOf(1), is(true));
        assertThat(answer.tellsOf(2), is(false));
    }
}
