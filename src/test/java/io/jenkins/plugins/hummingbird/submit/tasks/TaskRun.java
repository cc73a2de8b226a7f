package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.MeasuredRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Runs task.sh as Slurm would, on the only group of a submission, with a stand-in for CellProfiler. */
public final class TaskRun {
    static final String SUBMISSION = "submit-1";

    private static final String STAND_IN =
            """
            #!/bin/bash
            while [ $# -gt 0 ]; do
                case $1 in
                    -o) output=$2 ;;
                    -d) done_file=$2 ;;
                    -t) temp=$2 ;;
                esac
                shift
            done
            progress() { # IMAGE MODULE NUMBER
                echo "Mon Nov 23 10:00:00 2026: Image # $1, module $2 # $3: CPU_time = 0.01 secs, Wall_time = 0.01 secs" >&2
            }
            error() {
                printf 'Error detected during run of module %s\\nTraceback (most recent call last):\\n' "$1" >&2
            }
            sets() {
                for i; do progress "$i" LoadData 1; progress "$i" ExportToSpreadsheet 2; done
            }
            complete() {
                echo Complete >"$done_file"
            }
            """;

    public final Path output;
    final String submission;
    public final Path plan;
    final Path temporary;
    final SubmitRequest request = new SubmitRequest();
    String attempt = "0";

    /** Whether the group is the only one of a task that may have several. */
    boolean amongSeveral;

    public String path = System.getenv("PATH");

    private final Path standIn;
    private final int rows;

    /**
     * @param folder for what is not on the shared file system
     * @param output the submission's
     * @param rows how many image sets the group has
     */
    public TaskRun(Path folder, Path output, int rows) throws IOException {
        this(folder, output, rows, SUBMISSION);
    }

    /** One of another submission. */
    public TaskRun(Path folder, Path output, int rows, String submission) throws IOException {
        this.output = output;
        this.rows = rows;
        this.submission = submission;
        plan = Files.createDirectories(output.resolve(".hummingbird/" + submission));
        Files.createDirectories(output.resolve(".hummingbird/active"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
        standIn = folder.resolve("cellprofiler");
        request.output = output.toString();
        String table = "image.tif,A01\n".repeat(rows);
        Files.writeString(plan.resolve("header.csv"), "FileName_DNA,Metadata_Well\n");
        Files.writeString(plan.resolve("table.csv"), table);
        Files.writeString(plan.resolve("index"), "0 " + table.length() + " " + rows + " 0a1b A01\n");
        for (int round = 0; round <= 2; round++) {
            Files.writeString(plan.resolve("round-" + round), "1 1\n");
        }
        Files.writeString(plan.resolve("command"), standIn + "\0-c\0");
        Files.writeString(plan.resolve("expected"), "");
        Files.writeString(plan.resolve("open"), "");
        Files.writeString(plan.resolve("execution.sh"), RemoteScripts.EXECUTION.text());
        Files.writeString(plan.resolve("publish.sh"), RemoteScripts.PUBLISH.text());
        Files.writeString(plan.resolve("task.sh"), RemoteScripts.TASK.text());
        Files.writeString(plan.resolve("tasks.sh"), RemoteScripts.TASKS.text());
        provingModule(2);
    }

    void provingModule(int number) throws IOException {
        Files.writeString(plan.resolve("settings"), number + " 100 1 1 " + request.keepAttempts + "\n");
    }

    /** Has the next executions belong to another round. */
    public void round(int number) {
        attempt = Integer.toString(number);
    }

    void keepAttempts(int count) throws IOException {
        request.keepAttempts = count;
        provingModule(2);
    }

    /** Has the group measured, as submissions do: what measure.sh needs is in the plan. */
    void measure() throws IOException {
        MeasuredRecord.copyProgram(plan);
    }

    /** Begins the task. */
    Process start(String body) throws IOException {
        return start(body, temporary);
    }

    /** Begins the task on a node with another temporary folder. */
    Process start(String body, Path nodeTemporary) throws IOException {
        Files.writeString(standIn, STAND_IN + body + "\n");
        standIn.toFile().setExecutable(true);
        List<String> words = amongSeveral
                ? List.of("bash", plan + "/tasks.sh", plan.toString(), "0", attempt, "2", "1")
                : List.of("bash", plan + "/task.sh", plan.toString(), "0", attempt);
        return start(words, path, nodeTemporary);
    }

    /** Begins a batch script as the first task of an array on a node. */
    static Process start(List<String> words, String path, Path nodeTemporary) throws IOException {
        ProcessBuilder bash =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        bash.environment()
                .putAll(new HashMap<>(Map.of(
                        "SLURM_ARRAY_TASK_ID",
                        "1",
                        "SLURMD_NODENAME",
                        "n1",
                        "PATH",
                        path,
                        "SLURM_TMPDIR",
                        nodeTemporary.toString())));
        return bash.start();
    }

    static int await(Process task) throws InterruptedException {
        if (!task.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            task.destroyForcibly();
            throw new AssertionError("the task did not end ");
        }
        return task.exitValue();
    }

    /** Runs the task to its end. */
    public GroupRecord run(String body) throws Exception {
        await(start(body));
        return record();
    }

    /** The status record; null when there is none that is whole. */
    GroupRecord record() throws IOException {
        return record(plan);
    }

    /** The status record of the first task of a plan; null when there is none that is whole. */
    static GroupRecord record(Path plan) throws IOException {
        Path record = plan.resolve("tasks/0/1");
        return Files.exists(record)
                ? GroupRecord.parse(Files.readString(record)).get(1)
                : null;
    }

    /** What is said of a task that ended with this record. */
    public String sentence(GroupRecord record) {
        return Verdict.of(record, null, Duration.ZERO, new FailureSentence(new GroupTasks(), request))
                .reason();
    }

    /** A body that sees all image sets through. */
    public String success() {
        return "sets $(seq " + rows + "); echo x >\"$output/result.csv\"; complete";
    }

    public Path results(String name) {
        return output.resolve(".hummingbird/results/A01").resolve(name);
    }

    /** What is in the folder of the group's attempts, without the word that each execution has for itself. */
    List<String> attempts() throws IOException {
        return attempts(results(""));
    }

    /** What is in a folder of attempts, likewise. */
    static List<String> attempts(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString().replaceFirst("[.][0-9a-f]{8}(?=[.]|$)", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The folder of the only execution whose name begins like this, once it has written a file there. */
    Path awaitAttempt(String name, String file) throws Exception {
        AtomicReference<Path> found = new AtomicReference<>();
        Patience.await(file + " of an attempt " + name + " is there", () -> {
            if (Files.isDirectory(results(""))) {
                try (Stream<Path> entries = Files.list(results(""))) {
                    entries.filter(entry -> entry.getFileName().toString().startsWith(name + "."))
                            .filter(entry -> Files.exists(entry.resolve(file)))
                            .findFirst()
                            .ifPresent(found::set);
                }
            }
            return found.get() != null;
        });
        return found.get();
    }

    /** The attempt that the group's folder is a link to. */
    public String published() throws IOException {
        return Files.readSymbolicLink(output.resolve("A01")).getFileName().toString();
    }

    /** Says that a submission is not over, and on which attempts of earlier ones it counts. */
    void active(String other, String... counted) throws IOException {
        long tomorrow = System.currentTimeMillis() / 1000 + 86400;
        Files.writeString(
                output.resolve(".hummingbird/active").resolve(other),
                tomorrow + "\n"
                        + String.join(
                                "",
                                List.of(counted).stream()
                                        .map(line -> line + "\n")
                                        .toList()));
    }

    /** Waits for a file that a task writes. */
    static void awaitFile(Path file) throws Exception {
        Patience.await(file + " is there", () -> Files.exists(file));
    }

    /** Waits until a process has a descendant with a command line. */
    static void awaitLine(Process process, String line) throws Exception {
        Patience.await("a process runs " + line, () -> process.descendants()
                .anyMatch(child -> child.info().commandLine().orElse("").endsWith(line)));
    }

    /** Sends a signal to the task's script only, as Slurm does before the time limit. */
    static void signal(Process task, String name) throws Exception {
        await(new ProcessBuilder("kill", "-" + name, Long.toString(task.pid())).start());
    }

    /** Runs a command that must succeed. */
    public static String command(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) != 0) {
            throw new IOException(String.join(" ", words) + ": " + out);
        }
        return out;
    }
}
