package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An array of short tasks by the operation, by sbatch --wait and by submitit, on the same Slurm. */
final class ArrayBench {
    private static final int TASKS = 200;
    private static final String SECONDS = "0.2";

    private final HeadNode headNode;
    private final Path python;

    /**
     * What one way took, in milliseconds.
     *
     * @param wall from the order until everything is done
     * @param lastEnd from the order until the last task ended
     * @param known from the order until that was known
     */
    private record Took(String way, long wall, long lastEnd, long known, Map<String, Integer> requests) {
        void print() {
            int count = requests.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf(
                    "%-16s %8.1f %16.1f %8.1f %10d%n", way, wall / 1e3, lastEnd / 1e3, (known - lastEnd) / 1e3, count);
        }
    }

    /** @param python one that has submitit */
    ArrayBench(HeadNode headNode, Path python) {
        this.headNode = headNode;
        this.python = python;
    }

    void run() throws Exception {
        // Jenkins has been running for long when a build begins: classes are loaded before the time is taken
        byOperation(new ShortTasks(headNode.shared().resolve("warm-up"), 1, "0"), "warm-up", new Lags());
        System.out.printf("%d tasks that sleep %s s%n", TASKS, SECONDS);
        System.out.printf("%-16s %8s %16s %8s %10s%n", "way", "wall s", "last task ends s", "lag s", "requests");
        Lags lags = new Lags();
        Took operation = byOperation(tasks("operation"), "operation", lags);
        operation.print();
        Took sbatch = bySbatch(tasks("sbatch"));
        sbatch.print();
        Took submitit = bySubmitit(tasks("submitit"));
        submitit.print();
        lags.print();
        System.out.printf("to submitit %.2f%n", (double) operation.wall / submitit.wall);
        System.out.printf("ratio %.2f%n", (double) operation.wall / sbatch.wall);
    }

    private ShortTasks tasks(String name) throws IOException {
        return new ShortTasks(headNode.shared().resolve(name), TASKS, SECONDS);
    }

    /** @param lags takes those of the tasks */
    private Took byOperation(ShortTasks tasks, String way, Lags lags) throws Exception {
        try (Connections connections = headNode.connections();
                MovePool pool = Pool.open()) {
            Drive drive = new Drive(
                    tasks.folder().resolve("build").resolve(way),
                    headNode.shell(connections),
                    new TaskPolls(),
                    tasks.request(headNode));
            headNode.resetRequests();
            long start = System.currentTimeMillis();
            drive.start(pool);
            drive.await(10);
            lags.add(tasks.recordedEnds(), drive.completions(), start);
            return new Took(
                    way,
                    drive.endOf("ARCHIVE") - start,
                    tasks.lastEnd() - start,
                    drive.endOf("FOLLOW") - start,
                    headNode.requests());
        }
    }

    private Took bySbatch(ShortTasks tasks) throws Exception {
        tasks.writeTables();
        List<String> words = List.of(
                headNode.bin().resolve("sbatch").toString(),
                "--wait",
                "--array=1-" + TASKS,
                "--output=/dev/null",
                "--time=10",
                Path.of("src/local/bench.d/array.sh").toAbsolutePath().toString(),
                ShortTasks.standIn().toString(),
                tasks.folder().toString());
        String line = String.join(
                " ",
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
        headNode.resetRequests();
        long start = System.currentTimeMillis();
        Tool.run(headNode.ssh(line), Map.of());
        long wall = System.currentTimeMillis() - start;
        return new Took("sbatch --wait", wall, tasks.lastEnd() - start, wall, headNode.requests());
    }

    /** Its time begins when Python has loaded it, and ends when the last result was read. */
    private Took bySubmitit(ShortTasks tasks) throws Exception {
        tasks.writeTables();
        Files.createDirectories(tasks.folder().resolve("submitit"));
        List<String> words = List.of(
                python.toString(),
                "src/local/bench.d/with-submitit.py",
                ShortTasks.standIn().toString(),
                tasks.folder().toString(),
                Integer.toString(TASKS));
        headNode.resetRequests();
        String times = Tool.run(words, Map.of("PATH", headNode.bin() + ":" + System.getenv("PATH")));
        String[] fromTo = times.strip().split(" ");
        long start = Long.parseLong(fromTo[0]);
        long wall = Long.parseLong(fromTo[1]) - start;
        return new Took("submitit", wall, tasks.lastEnd() - start, wall, headNode.requests());
    }
}
