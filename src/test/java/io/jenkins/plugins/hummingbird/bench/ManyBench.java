package io.jenkins.plugins.hummingbird.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.hummingbird.operation.MovePool;
import io.jenkins.plugins.hummingbird.ssh.Connections;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What 200 submissions cost the JVM that follows them all, each of five tasks that do not end. */
final class ManyBench {
    private static final int SUBMISSIONS = 200;
    private static final int TASKS = 5;
    private static final int SECONDS = 60;
    private static final int LONGEST_START_SECONDS = 300;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Drive> drives = new ArrayList<>();

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
                ShortTasks tasks = new ShortTasks(folder.resolve(Integer.toString(i)), TASKS, "3600");
                drives.add(new Drive(folder.resolve("build").resolve("many-" + i), shell, tasks.request(headNode)));
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
        drives.forEach(Drive::requireWell);
        System.out.printf("in %d s:%n", SECONDS);
        System.out.printf("%-32s %8.1f%n", "CPU s of the JVM", cpu / 1e9);
        System.out.printf("%-32s %8d%n", "threads at most", threads);
        System.out.printf("%-32s %8.1f%n", "s between looks at a submission", SECONDS * SUBMISSIONS / (double) moves);
        System.out.printf("%-32s %8d%n", "commands over ssh", shell.commands.get() - commands);
        System.out.printf("%-32s %8d%n", "bytes that they printed", shell.bytes.get() - bytes);
        System.out.printf(
                "%-32s %8d%n",
                "requests to slurmctld",
                requests.values().stream().mapToInt(Integer::intValue).sum());
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
