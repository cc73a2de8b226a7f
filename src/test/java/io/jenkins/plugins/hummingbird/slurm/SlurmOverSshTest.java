package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;

/** Slurm's commands against a real Slurm. */
public class SlurmOverSshTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule(order = 1)
    public static final SlurmOnRig RIG = new SlurmOnRig(HEAD_NODE);

    @Test
    public void readsTheSettingsOfTheController() throws Exception {
        SlurmConfig config = RIG.slurm().config();
        assertEquals("hummingbird", config.clusterName());
        assertTrue(config.version(), config.version().matches("\\d+\\.\\d+\\.\\d+.*"));
        assertEquals(1001, config.maxArraySize());
        assertEquals(10_000, config.maxJobCount());
        assertEquals(List.of("queue1"), RIG.slurm().partitions());
    }

    @Test
    public void reportsAHostWithoutSlurm() throws Exception {
        Path bin = Files.createDirectories(RIG.folder("no slurm").resolve("bin"));
        Files.createSymbolicLink(bin.resolve("bash"), Path.of("/bin/bash"));
        Shell bare = command -> RIG.shell().run(command.with("PATH", bin.toString()));
        OperationException e = assertThrows(OperationException.class, () -> new Slurm(bare).config());
        assertThat(e.getMessage(), containsString("has no command scontrol on its PATH or in /opt/slurm/bin"));
    }

    @Test
    public void submittingAgainReturnsTheSameArray() throws Exception {
        Path folder = RIG.folder("O'Hara $(touch x)", "true");
        String name = RIG.newName();
        List<String> words = SlurmOnRig.words(folder, "1-3", "--hold");
        String id = RIG.slurm().submit(folder.toString(), name, words);
        assertEquals(id, RIG.slurm().submit(folder.toString(), name, words));

        // a crash after sbatch and before the id was written down
        Files.delete(folder.resolve("job-" + name));
        assertEquals(id, RIG.slurm().submit(folder.toString(), name, words));

        assertEquals(id + "\n" + id + "\n" + id, RIG.squeue(name, "%F"));
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().equals("x")));
        }
    }

    @Test
    public void submittingTwiceAtOnceSubmitsOneArray() throws Exception {
        Path folder = RIG.folder("twice", "true");
        String name = RIG.newName();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<String> words = SlurmOnRig.words(folder, "1-2", "--hold");
            List<Future<String>> ids =
                    threads.invokeAll(Collections.nCopies(4, () -> RIG.slurm().submit(folder.toString(), name, words)));
            for (Future<String> id : ids) {
                assertEquals(ids.get(0).get(), id.get());
            }
            assertEquals(2, RIG.squeue(name, "%F").lines().count());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void submitsTwoArraysOfOneFolder() throws Exception {
        Path folder = RIG.folder("two", "true");
        String one = RIG.newName();
        String two = RIG.newName();
        String idOne = RIG.slurm().submit(folder.toString(), one, SlurmOnRig.words(folder, "1-2", "--hold"));
        String idTwo = RIG.slurm().submit(folder.toString(), two, SlurmOnRig.words(folder, "1-3", "--hold"));
        assertFalse(idOne.equals(idTwo));
        assertEquals(5, RIG.tasks(List.of(idOne, idTwo), List.of(one, two)).size());
    }

    @Test
    public void countsPendingTasksInEveryNotation() throws Exception {
        Path folder = RIG.folder("active", "true");
        String name = RIG.newName();
        // so irregular that squeue would cut the list of its tasks
        String indexes = IntStream.rangeClosed(1, 200)
                .filter(i -> i % 3 != 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, indexes + "%7", "--hold"));
        List<QueuedTask> active = RIG.active(List.of(id), List.of(name));
        assertEquals(indexes, active.stream().map(task -> "" + task.index()).collect(Collectors.joining(",")));
        assertTrue(active.stream().allMatch(task -> task.state() == JobState.WAITING));
        assertEquals(List.of(), RIG.active(List.of(id), List.of(name + "x")));
        SlurmOnRig.await(() -> RIG.slurm().cancel(folder.toString(), List.of(name)) == 0);
        assertEquals(List.of(), RIG.active(List.of(id), List.of(name)));
    }

    @Test
    public void reportsARejectionInTheWordsOfSlurm() throws Exception {
        Path folder = RIG.folder("refused", "true");
        String name = RIG.newName();
        OperationException e = assertThrows(OperationException.class, () -> RIG.slurm()
                .submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--partition=nope")));
        assertThat(e.getMessage(), containsString("Slurm takes no job"));
        assertThat(e.getMessage(), containsString("Invalid partition name specified"));
        e = assertThrows(OperationException.class, () -> RIG.slurm()
                .submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--no-such-option")));
        assertThat(e.getMessage(), containsString("unrecognized option '--no-such-option'"));
        e = assertThrows(OperationException.class, () -> RIG.slurm()
                .submit(folder + "/none", name, SlurmOnRig.words(folder, "1-2")));
        assertThat(e.getMessage(), containsString("No such file or directory"));
        assertEquals("", RIG.squeue(name, "%F"));

        // a mistake that was mended does not stand in the way
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
    }

    @Test
    public void readsEveryFinalStateOfATask() throws Exception {
        Path folder = RIG.folder(
                "ends",
                "case $SLURM_ARRAY_TASK_ID in",
                "1) exit 0 ;; 2) exit 7 ;; 3) kill -KILL $$ ;; 4) kill -TERM $$ ;; esac",
                "exec sleep 300");
        String name = RIG.newName();
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-4,8,9%2"));
        // with two places one task runs on, and one waits when the others have ended
        RIG.await(id, name, tasks -> state(tasks, 4) == JobState.FAILED && state(tasks, 8) == JobState.RUNNING);
        assertTrue(RIG.shell().run(Command.of("scancel", id + "_8")).succeeded());
        List<QueuedTask> tasks =
                RIG.await(id, name, all -> state(all, 8) == JobState.CANCELLED && state(all, 9) == JobState.RUNNING);
        assertEquals(6, tasks.size());
        assertTrue(tasks.stream().allMatch(task -> Long.toString(task.job()).equals(id)));
        assertEquals(new QueuedTask(Long.parseLong(id), 1, JobState.COMPLETED, 0), tasks.get(0));
        assertEquals(new QueuedTask(Long.parseLong(id), 2, JobState.FAILED, 7 << 8), tasks.get(1));
        assertEquals(9, tasks.get(2).signal());
        assertEquals(JobState.FAILED, tasks.get(2).state());
        assertEquals(15, tasks.get(3).signal());
        assertEquals(JobState.FAILED, tasks.get(3).state());
    }

    private static JobState state(List<QueuedTask> tasks, int index) {
        tasks.sort(Comparator.comparingInt(QueuedTask::index));
        return tasks.stream()
                .filter(task -> task.index() == index)
                .map(QueuedTask::state)
                .findFirst()
                .orElse(null);
    }

    @Test
    public void readsOnlyTasksOfTheIdAndTheName() throws Exception {
        Path folder = RIG.folder("seen", "true");
        String name = RIG.newName();
        String other = RIG.newName();
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        String otherId = RIG.slurm().submit(folder.toString(), other, SlurmOnRig.words(folder, "1-2", "--hold"));
        assertEquals(List.of(), RIG.tasks(List.of(otherId), List.of(name)));
        assertEquals(List.of(), RIG.tasks(List.of(id), List.of(other)));
        assertEquals(2, RIG.tasks(List.of(id), List.of(name)).size());
    }

    @Test
    public void cancellingEndsAllTasksAndPreventsFurtherSubmissions() throws Exception {
        Path folder = RIG.folder("cancelled", "sleep 300");
        String name = RIG.newName();
        String later = RIG.newName();
        String id = RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-20"));
        RIG.await(id, name, tasks -> tasks.stream().anyMatch(task -> task.state() == JobState.RUNNING));
        SlurmOnRig.await(() -> RIG.slurm().cancel(folder.toString(), List.of(name, later)) == 0);
        assertEquals(0, RIG.slurm().cancel(folder.toString(), List.of(name, later)));
        assertTrue(RIG.tasks(List.of(id), List.of(name)).stream()
                .noneMatch(task -> task.state().active()));
        OperationException e = assertThrows(OperationException.class, () -> RIG.slurm()
                .submit(folder.toString(), later, SlurmOnRig.words(folder, "1-2")));
        assertThat(e.getMessage(), containsString("the submission was cancelled"));
        assertEquals("", RIG.squeue(later, "%F"));
    }

    @Test
    public void cancellingKeepsOtherArrays() throws Exception {
        Path folder = RIG.folder("mine", "true");
        Path otherFolder = RIG.folder("theirs", "true");
        String name = RIG.newName();
        String other = RIG.newName();
        RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-2", "--hold"));
        String id = RIG.slurm().submit(otherFolder.toString(), other, SlurmOnRig.words(otherFolder, "1-2", "--hold"));
        SlurmOnRig.await(() -> RIG.slurm().cancel(folder.toString(), List.of(name)) == 0);
        assertTrue(RIG.tasks(List.of(id), List.of(other)).stream().allMatch(task -> task.state() == JobState.WAITING));
    }

    @Test
    public void cancellingWithoutAFolderSucceeds() throws Exception {
        Path folder = RIG.folder("none");
        assertEquals(0, RIG.slurm().cancel(folder + "/never made", List.of(RIG.newName())));
    }

    @Test
    public void cancellingWaitsForASubmissionInProgressAndCancelsIt() throws Exception {
        Path folder = RIG.folder("during", "sleep 300");
        String name = RIG.newName();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        ProcessHandle controller = controller();
        List<ProcessHandle> shells = new ArrayList<>();
        try {
            signal("STOP", List.of(controller));
            Future<String> submitting =
                    threads.submit(() -> RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-5")));
            // it has the lock and asks its first question; now it stops between the answer and sbatch
            SlurmOnRig.await(() -> !SlurmOnRig.processes("-n " + name).isEmpty());
            SlurmOnRig.processes(name).stream()
                    .filter(one -> one.info().command().orElse("").endsWith("/bash"))
                    .forEach(shells::add);
            signal("STOP", shells);
            signal("CONT", List.of(controller));
            Future<Integer> cancelling = threads.submit(() -> RIG.slurm().cancel(folder.toString(), List.of(name)));
            SlurmOnRig.await(() -> !Files.exists(folder.resolve("open")));
            Thread.sleep(1500);
            assertFalse("cancelled before what was to be cancelled", cancelling.isDone());

            signal("CONT", shells);
            String id = submitting.get(Patience.SECONDS, TimeUnit.SECONDS);
            cancelling.get(Patience.SECONDS, TimeUnit.SECONDS);
            SlurmOnRig.await(() -> RIG.slurm().cancel(folder.toString(), List.of(name)) == 0);
            assertTrue(RIG.tasks(List.of(id), List.of(name)).stream()
                    .noneMatch(task -> task.state().active()));
        } finally {
            signal("CONT", List.of(controller));
            signal("CONT", shells.stream().filter(ProcessHandle::isAlive).toList());
            threads.shutdownNow();
        }
    }

    @Test
    public void aSubmissionWhoseShellIsKilledIsRetried() throws Exception {
        Path folder = RIG.folder("killed", "true");
        String name = RIG.newName();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ProcessHandle controller = controller();
        try {
            signal("STOP", List.of(controller));
            Future<IOException> submitting = threads.submit(() -> assertThrows(IOException.class, () -> RIG.slurm()
                    .submit(folder.toString(), name, SlurmOnRig.words(folder, "1-5", "--hold"))));
            SlurmOnRig.await(() -> !SlurmOnRig.processes("-n " + name).isEmpty());
            // the shell and what it runs
            SlurmOnRig.processes(name).forEach(ProcessHandle::destroyForcibly);
            assertThat(submitting.get(Patience.SECONDS, TimeUnit.SECONDS).getMessage(), containsString("KILL"));
            signal("CONT", List.of(controller));
            RIG.slurm().submit(folder.toString(), name, SlurmOnRig.words(folder, "1-5", "--hold"));
            assertEquals(5, RIG.squeue(name, "%F").lines().count());
        } finally {
            signal("CONT", List.of(controller));
            threads.shutdownNow();
        }
    }

    private static ProcessHandle controller() {
        String configuration =
                HEAD_NODE.shared().resolveSibling("slurm/slurm.conf").toString();
        return SlurmOnRig.processes(configuration).stream()
                .filter(one -> one.info().command().orElse("").contains("/slurmctld"))
                .findFirst()
                .orElseThrow();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertEquals(0, kill.waitFor());
        }
    }
}
