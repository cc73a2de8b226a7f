package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ExecutionsTest {
    private static final Execution FAILED = new Execution(1, "0.0.aa", "node1", 100, 160, 2048, "exit");
    private static final Execution KILLED = new Execution(2, "0.0.bb", "node2", 100, 190, 0, Execution.KILLED);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private static GroupRecord record(String line) {
        return GroupRecord.parseLine(line);
    }

    @Test
    public void keepsTheExecutionsOfAGroupThatWasTriedAgain() throws Exception {
        Executions.append(folder(), List.of(FAILED, KILLED));
        GroupRecord again = record("1\t1.0.cc\tcompleted\t0\t2\t2\tnode1\t200\t260\t\t4096\t0\t0\t");
        assertThat(
                Executions.read(folder(), List.of(again), 500),
                contains(FAILED, KILLED, new Execution(1, "1.0.cc", "node1", 200, 260, 4096, "completed")));
    }

    @Test
    public void countsAnExecutionOnceThatWasWrittenTwiceAndNothingThatWasWrittenByHalves() throws Exception {
        Executions.append(folder(), List.of(FAILED));
        Files.writeString(folder().resolve("executions"), "2\t0.0.bb\tnode2\t100\t19", StandardOpenOption.APPEND);
        Executions.append(folder(), List.of(FAILED));
        assertThat(Executions.read(folder(), List.of(), 500), contains(FAILED));
    }

    @Test
    public void anExecutionWithoutAnEndOfItsOwnEndsWhenThatBecameKnown() throws Exception {
        GroupRecord running = record("2\t0.0.bb\trunning\t0\t0\t2\tnode2\t100\t100\t\t0\t0\t0\t");
        assertThat(Execution.of(running, 190), is(KILLED));
        Executions.append(folder(), List.of(KILLED));
        assertThat("not at the end of all", Executions.read(folder(), List.of(running), 5000), contains(KILLED));
    }

    @Test
    public void aTaskThatWasGivenUpAndCompletesIsNotKilled() throws Exception {
        Executions.append(folder(), List.of(KILLED));
        GroupRecord completed = record("2\t0.0.bb\tcompleted\t0\t2\t2\tnode2\t100\t300\t\t0\t0\t0\t");
        Execution one = Executions.read(folder(), List.of(completed), 500).get(0);
        assertThat(one.end(), is(Execution.COMPLETED));
        assertThat(one.seconds(), is(200L));
    }

    @Test
    public void thereAreNoneBeforeATaskHasEnded() throws Exception {
        Executions.append(folder(), List.of());
        assertThat(Executions.read(folder(), List.of(), 500), is(empty()));
    }

    @Test
    public void aClockThatWasSetBackMakesNoNegativeTime() {
        assertThat(new Execution(1, "0.0.aa", "node1", 100, 40, 0, "exit").seconds(), is(0L));
    }
}
