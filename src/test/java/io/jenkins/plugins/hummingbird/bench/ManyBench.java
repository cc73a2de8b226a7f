package io.jenkins.plugins.hummingbird.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What 500 submissions cost the JVM that follows them all and the head node, and how soon each hears of its tasks' ends. */
final class ManyBench {
    private static final int SUBMISSIONS = 500;

    /** So many that no submission comes to its end: what its listings ask for is not what is measured. */
    private static final int TASKS = 50;

    private static final String TASK_SECONDS = "15";
    private static final int SECONDS = 60;
    private static final int LONGEST_START_SECONDS = 1800;

    /** More than the longest lag. */
    private static final int REST_SECONDS = 10;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Drive> drives = new ArrayList<>();
    private final List<ShortTasks> tasks = new ArrayList<>();
    private final TaskPolls polls = new TaskPolls();

    private ManyBench() {}

    static void run(HeadNode headNode) throws Exception {
        new ManyBench().measure(headNode);
    }

    private void measure(HeadNode headNode) throws Exception {
        int threadsBefore = THREADS.getThreadCount();
        long heapBefore = heapAfterGc();
        Path folder = headNode.shared().resolve("many");
        try (Connections connections = headNode.connections();
                MovePool pool = Pool.open()) {
            CountingShell shell = new CountingShell(headNode.shell(connections));
            for (int i = 1; i <= SUBMISSIONS; i++) {
                ShortTasks own = new ShortTasks(folder.resolve(Integer.toString(i)), TASKS, TASK_SECONDS);
                tasks.add(own);
                SubmitRequest request = own.request(headNode);
                // one after the other, so that the tasks that run are of as many submissions as can be
                request.maxConcurrent = 1;
                drives.add(new Drive(folder.resolve("build").resolve("many-" + i), shell, polls, request));
            }
            long start = System.nanoTime();
            drives.forEach(drive -> drive.start(pool));
            awaitAllFollowed();
            System.out.printf(
                    "%d submissions of %d tasks, all submitted after %.0f s%n",
                    SUBMISSIONS, TASKS, (System.nanoTime() - start) / 1e9);
            follow(headNode, shell);
            System.out.printf(
                    "heap after a collection: %.1f MB, without submissions %.1f MB; threads without: %d%n",
                    heapAfterGc() / 1048576.0, heapBefore / 1048576.0, threadsBefore);
        }
    }

    private void awaitAllFollowed() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START_SECONDS * 1_000_000_000L;
        while (!drives.stream().allMatch(drive -> drive.phase().equals("FOLLOW"))) {
            drives.forEach(Drive::requireWell);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all submitted after " + LONGEST_START_SECONDS + " s");
            }
            Thread.sleep(200);
        }
    }

    private void follow(HeadNode headNode, CountingShell shell) throws Exception {
        long from = System.currentTimeMillis();
        headNode.resetRequests();
        long commands = shell.commands.get();
        long bytes = shell.bytes.get();
        long moves = moves();
        long cpu = PROCESS.getProcessCpuTime();
        int threads = 0;
        for (int second = 0; second < SECONDS; second++) {
            Thread.sleep(1000);
            threads = Math.max(threads, THREADS.getThreadCount());
        }
        cpu = PROCESS.getProcessCpuTime() - cpu;
        moves = moves() - moves;
        Map<String, Integer> requests = headNode.requests();
        commands = shell.commands.get() - commands;
        bytes = shell.bytes.get() - bytes;
        int count = requests.values().stream().mapToInt(Integer::intValue).sum();
        drives.forEach(Drive::requireWell);
        System.out.printf("in %d s:%n", SECONDS);
        System.out.printf("%-32s %8.1f%n", "CPU s of the JVM", cpu / 1e9);
        System.out.printf("%-32s %8d%n", "threads at most", threads);
        System.out.printf("%-32s %8.1f%n", "s between looks at a submission", SECONDS * SUBMISSIONS / (double) moves);
        System.out.printf("%-32s %8d, %.1f a second%n", "commands over ssh", commands, commands / (double) SECONDS);
        System.out.printf("%-32s %8d%n", "bytes that they printed", bytes);
        System.out.printf("%-32s %8d, %.1f a second%n", "requests to slurmctld", count, count / (double) SECONDS);
        Thread.sleep(REST_SECONDS * 1000L);
        printLags(from, from + SECONDS * 1000L);
    }

    private void printLags(long from, long to) throws IOException {
        Lags lags = new Lags();
        int submissions = 0;
        for (int i = 0; i < SUBMISSIONS; i++) {
            List<Long> ends =
                    tasks.get(i).recordedEnds().stream().filter(end -> end < to).toList();
            List<Long> known = drives.get(i).completions();
            if (known.size() < ends.size()) {
                throw new IllegalStateException(ends.size() - known.size() + " tasks ended more than " + REST_SECONDS
                        + " s ago and are not known to have");
            }
            lags.add(ends, known.subList(0, ends.size()), from);
            submissions += ends.stream().anyMatch(end -> end >= from) ? 1 : 0;
        }
        System.out.printf("of %d submissions tasks ended%n", submissions);
        lags.print();
    }

    private long moves() {
        return drives.stream().mapToLong(drive -> drive.moves.get()).sum();
    }

    private static long heapAfterGc() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
