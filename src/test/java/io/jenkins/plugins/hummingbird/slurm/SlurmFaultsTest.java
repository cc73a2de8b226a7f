package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Test;

/** A Slurm that forgets soon, is down, or comes back with an old memory. */
public class SlurmFaultsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE =
            HeadNodeRule.with().minJobAge(2).build();

    @ClassRule(order = 1)
    public static final SlurmOnRig RIG = new SlurmOnRig(HEAD_NODE);

    @Test
    public void arraysThatSlurmHasForgottenHaveNoTasks() throws Exception {
        Path folder = RIG.folder("forgotten", "true");
        String one = RIG.newName();
        String two = RIG.newName();
        String idOne = RIG.slurm().submit(folder.toString(), one, SlurmOnRig.words(folder, "1-2"));
        String idTwo = RIG.slurm().submit(folder.toString(), two, SlurmOnRig.words(folder, "1-2"));
        RIG.await(idOne, one, List::isEmpty);
        RIG.await(idTwo, two, List::isEmpty);
        assertEquals(List.of(), RIG.slurm().tasks(List.of(idOne, idTwo), List.of(one, two)));
        // and it is not submitted again
        assertEquals(idOne, RIG.slurm().submit(folder.toString(), one, SlurmOnRig.words(folder, "1-2")));
        assertEquals("", RIG.squeue(one, "%F"));
    }

    @Test
    public void whileTheControllerIsDownNothingIsConcluded() throws Exception {
        Path folder = RIG.folder("down", "true");
        Path other = RIG.folder("down too", "true");
        String name = RIG.newName();
        String later = RIG.newName();
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        // Slurm's commands, which read this anew each time, then take seconds to give up, and not 9 to 18
        Path configuration = HEAD_NODE.shared().resolveSibling("slurm/slurm.conf");
        Files.writeString(configuration, "MessageTimeout=2\n", StandardOpenOption.APPEND);
        HEAD_NODE.part("slurmctld", "kill");
        try {
            List<String> words = SlurmOnRig.words(other, "1-3", "--hold");
            assertAllFail(
                    () -> RIG.slurm().tasks(List.of(id), List.of(name)),
                    () -> RIG.slurm().submit(other.toString(), later, words),
                    () -> RIG.slurm().cancel(folder.toString(), List.of(name)),
                    () -> RIG.slurm().config());
        } finally {
            HEAD_NODE.part("slurmctld", "start");
        }
        String laterId = RIG.slurm().submit(other.toString(), later, SlurmOnRig.words(other, "1-3", "--hold"));
        assertEquals(3, RIG.slurm().tasks(List.of(laterId), List.of(later)).size());
        SlurmOnRig.await(() -> RIG.slurm().cancel(folder.toString(), List.of(name)) == 0);
    }

    private static void assertAllFail(Callable<?>... calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.length);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (Callable<?> call : calls) {
                results.add(threads.submit(call));
            }
            for (Future<?> result : results) {
                Throwable cause = assertThrows(Exception.class, result::get).getCause();
                assertEquals(cause.toString(), IOException.class, cause.getClass());
                assertThat(cause.getMessage(), containsString("Unable to contact slurm controller"));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void anArrayThatWasLostIsNotTakenForTheJobThatGotItsId() throws Exception {
        Path state = HEAD_NODE.shared().resolveSibling("state");
        Path before = HEAD_NODE.shared().resolve("state before");
        Path folder = RIG.folder("lost", "true");
        String name = RIG.newName();
        HEAD_NODE.part("slurmctld", "stop");
        copy(state, before);
        HEAD_NODE.part("slurmctld", "start");
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        assertEquals(2, RIG.slurm().tasks(List.of(id), List.of(name)).size());
        HEAD_NODE.part("slurmctld", "kill");
        copy(before, state);
        HEAD_NODE.part("slurmctld", "start");

        Path otherFolder = RIG.folder("somebody else's", "true");
        String other = RIG.newName();
        String otherId =
                RIG.slurm().submit(otherFolder.toString(), other, SlurmOnRig.words(otherFolder, "1-3", "--hold"));
        assertEquals("the trick with the state's folder failed", id, otherId);
        assertEquals(List.of(), RIG.slurm().tasks(List.of(id), List.of(name)));
        assertEquals(0, RIG.slurm().cancel(folder.toString(), List.of(name)));
        assertEquals(3, RIG.slurm().tasks(List.of(otherId), List.of(other)).size());
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process cp = new ProcessBuilder(
                        "sh", "-c", "rm -rf -- \"$2\" && cp -a -- \"$1\" \"$2\"", "sh", "" + from, "" + to)
                .inheritIO()
                .start();
        assertEquals(0, cp.waitFor());
    }
}
