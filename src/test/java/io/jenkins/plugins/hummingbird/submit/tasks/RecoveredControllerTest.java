package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/**
 * slurmctld is killed, recovers a state some seconds old, and runs tasks again that have ended: as new ones, with a restart
 * count of 0, those that it takes for waiting; those that it takes for running, when it finds that their node does not know
 * them.
 */
public class RecoveredControllerTest {
    private static final int KILLS = 10;

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(8).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    private void begin(String what, int tasks) throws Exception {
        String[] all = new String[tasks];
        Arrays.fill(all, what);
        jenkins = TestSubmitContext.of(cluster, cluster.request(all));
    }

    private Path state() {
        return HEAD_NODE.shared().resolveSibling("state");
    }

    /**
     * Waits until Slurm has nothing left. What it takes for running without reason it would requeue by itself after
     * minutes, and let wait two more.
     */
    private void awaitEmptyQueue() throws Exception {
        String names = String.join(",", jenkins.submission().state().groupTasks.arrayNames());
        for (int i = 0; i < 600; i++) {
            List<String> tasks = cluster.slurm("squeue", "-h", "-r", "-n", names, "-o", "%i %T")
                    .lines()
                    .toList();
            if (tasks.isEmpty()) {
                return;
            }
            for (String task : tasks) {
                String id = task.substring(0, task.indexOf(' '));
                try {
                    if (task.endsWith(" RUNNING") && i % 10 == 9) {
                        cluster.slurm("scontrol", "requeue", id);
                    } else {
                        cluster.slurm("scontrol", "update", "jobid=" + id, "starttime=now");
                    }
                } catch (AssertionError e) {
                    // it has just begun, or ended
                    continue;
                }
            }
            Thread.sleep(500);
        }
        throw new AssertionError("still in Slurm's hands: " + cluster.queue(jenkins.submission()));
    }

    private void assertThatAllIsAsItWasPublished(int tasks) throws Exception {
        for (int group = 1; group <= tasks; group++) {
            String name = "W" + (1000 + group);
            Path link = cluster.output().resolve(name);
            assertThat(Files.readString(link.resolve("result.csv")), is(name + ",image.tif\n"));
            Path done = link.toRealPath().resolveSibling(link.toRealPath().getFileName() + ".done");
            assertThat(Files.readAllLines(done).get(0).split(" ", 2)[1], is("1 16 1"));
            Path record = Path.of(jenkins.submission().state().remoteFolder(), "tasks/0/" + group);
            assertThat(GroupRecord.parse(Files.readString(record)).get(group).state(), is("completed"));
        }
        assertThat(
                "run again after it was completed",
                Files.exists(cluster.folder().resolve("again")),
                is(false));
    }

    private void assertThatAllAreCompleted(int tasks) throws Exception {
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is((long) tasks));
    }

    @Test
    public void whatHasEndedBeforeTheBuildDidIsNotTouchedAfterIt() throws Exception {
        begin("spoil", 10);
        jenkins.runUntil(s -> s.groupTasks.states != null && s.groupTasks.states.count(GroupState.RUNNING) == 8);
        HEAD_NODE.part("slurmctld", "stop");
        Path before = HEAD_NODE.shared().resolve("state before");
        TaskRun.command("cp", "-a", state().toString(), before.toString());
        HEAD_NODE.part("slurmctld", "start");
        cluster.go();
        jenkins.runToEnd();
        assertThatAllAreCompleted(10);
        assertThatAllIsAsItWasPublished(10);

        HEAD_NODE.part("slurmctld", "kill");
        TaskRun.command("rm", "-rf", state().toString());
        TaskRun.command("mv", before.toString(), state().toString());
        HEAD_NODE.part("slurmctld", "start");
        awaitEmptyQueue();
        assertThatAllIsAsItWasPublished(10);
    }

    @Test
    public void tasksOfASecondSurviveAControllerThatIsKilledWhileTheyEnd() throws Exception {
        killWhileTasksEnd("spoil-1", 40, 3);
    }

    @Test
    public void tasksOfASecondSurviveTenOfThem() throws Exception {
        TestSet.takesMinutes();
        killWhileTasksEnd("spoil-1", 160, KILLS);
    }

    @Test
    public void tasksOfAMinuteSurviveTenOfThem() throws Exception {
        TestSet.takesMinutes();
        killWhileTasksEnd("spoil-60", 24, KILLS);
    }

    /** Each kill comes just when another part of the tasks has ended. */
    private void killWhileTasksEnd(String what, int tasks, int kills) throws Exception {
        begin(what, tasks);
        jenkins.submission().state().request().retries = 0;
        for (int kill = 1; kill <= kills; kill++) {
            int enough = kill * tasks / (kills + 1);
            jenkins.runUntil(s -> ended() >= enough, Duration.ofMinutes(15));
            HEAD_NODE.part("slurmctld", "kill");
            HEAD_NODE.part("slurmctld", "start");
        }
        jenkins.runUntil(s -> false, Duration.ofMinutes(15));
        assertThatAllAreCompleted(tasks);
        awaitEmptyQueue();
        assertThatAllIsAsItWasPublished(tasks);
    }

    private long ended() {
        String[] names = cluster.folder().toFile().list();
        return names == null
                ? 0
                : List.of(names).stream()
                        .filter(name -> name.startsWith("did-"))
                        .count();
    }
}
