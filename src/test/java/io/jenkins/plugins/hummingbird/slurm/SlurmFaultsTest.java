package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.both;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeThat;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
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
        assertEquals(List.of(), RIG.tasks(List.of(idOne, idTwo), List.of(one, two)));
        // and it is not submitted again
        assertEquals(idOne, RIG.slurm().submit(folder.toString(), one, SlurmOnRig.words(folder, "1-2")));
        assertEquals("", RIG.squeue(one, "%F"));
    }

    @Test
    public void reportsNoTasksWhileTheControllerIsDown() throws Exception {
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
                    () -> RIG.tasks(List.of(id), List.of(name)),
                    () -> RIG.slurm().submit(other.toString(), later, words),
                    () -> RIG.slurm().cancel(folder.toString(), List.of(name)),
                    () -> RIG.slurm().config());
        } finally {
            HEAD_NODE.part("slurmctld", "start");
        }
        String laterId = RIG.slurm().submit(other.toString(), later, SlurmOnRig.words(other, "1-3", "--hold"));
        assertEquals(3, RIG.tasks(List.of(laterId), List.of(later)).size());
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
    public void doesNotMistakeAnotherJobWithTheSameIdForALostArray() throws Exception {
        Path state = HEAD_NODE.shared().resolveSibling("state");
        Path before = HEAD_NODE.shared().resolve("state before");
        Path folder = RIG.folder("lost", "true");
        String name = RIG.newName();
        HEAD_NODE.part("slurmctld", "stop");
        copy(state, before);
        HEAD_NODE.part("slurmctld", "start");
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
        HEAD_NODE.part("slurmctld", "kill");
        copy(before, state);
        HEAD_NODE.part("slurmctld", "start");

        Path otherFolder = RIG.folder("somebody else's", "true");
        String other = RIG.newName();
        String otherId =
                RIG.slurm().submit(otherFolder.toString(), other, SlurmOnRig.words(otherFolder, "1-3", "--hold"));
        assertEquals("the trick with the state's folder failed", id, otherId);
        assertEquals(List.of(), RIG.tasks(List.of(id), List.of(name)));
        assertEquals(0, RIG.slurm().cancel(folder.toString(), List.of(name)));
        assertEquals(3, RIG.tasks(List.of(otherId), List.of(other)).size());
    }

    /** Slurm's commands with another sbatch, which notes each call in a file beside it before it does what is said. */
    private static Slurm withSbatch(Path tools, String body) throws IOException, OperationException {
        Path sbatch = Files.writeString(
                Files.createDirectories(tools).resolve("sbatch"),
                "#!/bin/bash\necho >>" + tools + "/calls\ncalls=$(wc -l <" + tools + "/calls)\n" + body
                        + "\nPATH=${PATH#*:} exec sbatch \"$@\"\n");
        sbatch.toFile().setExecutable(true);
        String path = tools + ":" + System.getenv("PATH") + ":" + HEAD_NODE.property("bin");
        return new Slurm(command -> RIG.shell().run(command.with("PATH", path)));
    }

    private static long calls(Path tools) throws IOException {
        Path calls = tools.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    public void retriesAnSbatchThatIsKilledBeforeItPrintsAnId() throws Exception {
        Path folder = RIG.folder("killed", "true");
        Path tools = folder.resolve("tools");
        Slurm slurm = withSbatch(tools, "[ $calls -gt 2 ] || kill -9 $$");
        String name = RIG.newName();
        List<String> words = SlurmOnRig.words(folder, "1-2", "--hold");
        for (int i = 0; i < 2; i++) {
            IOException e = assertThrows(IOException.class, () -> slurm.submit(folder.toString(), name, words));
            assertThat(e.getMessage(), containsString("sbatch ended with exit code 137, and said nothing"));
        }
        String id = slurm.submit(folder.toString(), name, words);
        assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
        assertEquals(3, calls(tools));
        slurm.cancel(folder.toString(), List.of(name));
    }

    @Test
    public void findsAnArrayWhoseSbatchWasKilledAfterTheSubmission() throws Exception {
        Path folder = RIG.folder("taken", "echo $SLURM_ARRAY_JOB_ID >" + "$(dirname \"$1\")/job-$SLURM_JOB_NAME");
        Path tools = folder.resolve("tools");
        Slurm slurm = withSbatch(tools, "PATH=${PATH#*:} sbatch \"$@\" >/dev/null; kill -9 -- -$(cat sbatch.pid)");
        String name = RIG.newName();
        List<String> words = new ArrayList<>(SlurmOnRig.words(folder, "1-2"));
        words.add(folder + "/task.sh");
        assertThrows(IOException.class, () -> slurm.submit(folder.toString(), name, words));
        SlurmOnRig.await(() -> Files.exists(folder.resolve("job-" + name))
                && RIG.squeue(name, "%F").isEmpty());
        String id = slurm.submit(folder.toString(), name, words);
        assertEquals(Files.readString(folder.resolve("job-" + name)).strip(), id);
        assertEquals(1, calls(tools));
    }

    @Test
    public void doesNotCallSbatchWhereItsOutputCannotBeWritten() throws Exception {
        Path folder = RIG.folder("read-only", "true");
        Path tools = RIG.folder("tools of read-only");
        Slurm slurm = withSbatch(tools, "");
        String name = RIG.newName();
        List<String> words = SlurmOnRig.words(folder, "1-2", "--hold");
        mount(folder, "size=1m");
        try {
            Files.writeString(folder.resolve("open"), "");
            mount(folder, "remount,ro");
            IOException e = assertThrows(IOException.class, () -> slurm.submit(folder.toString(), name, words));
            assertThat(e.getMessage(), containsString("cannot write to " + folder + ": Read-only file system"));
            assertEquals(0, calls(tools));
            mount(folder, "remount,rw");
            Files.writeString(folder.resolve("task.sh"), "#!/bin/bash\ntrue\n");
            String id = slurm.submit(folder.toString(), name, words);
            assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
            slurm.cancel(folder.toString(), List.of(name));
        } finally {
            new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
        }
    }

    private static void mount(Path folder, String options) throws Exception {
        int exit = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
                .start()
                .waitFor();
        assumeThat("the right to mount a file system", exit, is(0));
    }

    @Test
    public void readsTheIdFromTheOutputOfAWrapperOfSbatch() throws Exception {
        Path folder = RIG.folder("wrapped", "true");
        Slurm slurm = withSbatch(
                folder.resolve("tools"),
                "echo 'note: 3 jobs of 10'; PATH=${PATH#*:} sbatch \"$@\"; echo '17 hours are left' >&2; exit");
        String name = RIG.newName();
        String id = slurm.submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
        slurm.cancel(folder.toString(), List.of(name));
    }

    @Test
    public void findsTheIdThoughAWrapperOfSbatchHidesIt() throws Exception {
        List<String> wrappers = List.of(
                // without --parsable
                "PATH=${PATH#*:} sbatch \"${@:2}\"; exit",
                // in silence, or with nothing but a note
                "PATH=${PATH#*:} sbatch \"$@\" >/dev/null; exit",
                "PATH=${PATH#*:} sbatch \"$@\" >/dev/null; echo 'Thank you.'; exit");
        for (int i = 0; i < wrappers.size(); i++) {
            Path folder = RIG.folder("rewritten " + i, "true");
            Path tools = RIG.folder("tools-" + i);
            Slurm slurm = withSbatch(tools, wrappers.get(i));
            String name = RIG.newName();
            String id = slurm.submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
            assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
            assertEquals(1, calls(tools));
            SlurmOnRig.await(() -> slurm.cancel(folder.toString(), List.of(name)) == 0);
        }
    }

    @Test
    public void givesUpOnAnSbatchThatNeverPrintsAnId() throws Exception {
        for (String said : List.of("", "echo 'ask the help desk';", "echo \"ask the help desk: $(date +%N)\";")) {
            Path folder = RIG.folder("never" + said.length(), "true");
            Path tools = RIG.folder("never-tools" + said.length());
            Slurm slurm = withSbatch(tools, said + " exit 0");
            String name = RIG.newName();
            List<String> words = SlurmOnRig.words(folder, "1-2");
            for (int i = 0; i < 4; i++) {
                assertThrows(IOException.class, () -> slurm.submit(folder.toString(), name, words));
            }
            OperationException e =
                    assertThrows(OperationException.class, () -> slurm.submit(folder.toString(), name, words));
            assertThat(
                    e.getMessage(),
                    both(containsString(said.isEmpty() ? "and said nothing" : "but: ask the help desk"))
                            .and(containsString(" (5 times in a row")));
            assertEquals(5, calls(tools));
        }
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process cp = new ProcessBuilder(
                        "sh", "-c", "rm -rf -- \"$2\" && cp -a -- \"$1\" \"$2\"", "sh", "" + from, "" + to)
                .inheritIO()
                .start();
        assertEquals(0, cp.waitFor());
    }
}
