package io.jenkins.plugins.hummingbird.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array task as squeue, or the accounting, knows it.
 *
 * @param job the id of its array
 * @param index its index in the array
 * @param state what Slurm says of it
 * @param status its raw wait status (exit code 7 is 1792, signal 9 is 9); 0 while it has none
 * @param held why Slurm holds it, so that it does not run before somebody releases it; empty when it does not
 */
public record QueuedTask(long job, int index, JobState state, int status, String held) {
    /** The columns for sacct's {@code -o}. */
    static final String ACCOUNTED = "JobID,State,ExitCode";

    /** {@code 12_3}, or {@code 12_[4-9]} for tasks that were cancelled before they began. */
    private static final Pattern TASKS = Pattern.compile("(\\d+)_\\[?(\\d[^\\]]*)\\]?");

    /** What array_queue writes behind the state of a task that is held. */
    private static final Pattern HELD = Pattern.compile("[A-Z_]+\\+(.*)");

    private static final Pattern EXIT = Pattern.compile("(\\d+):(\\d+)");

    /** A task that is not held. */
    public QueuedTask(long job, int index, JobState state, int status) {
        this(job, index, state, status, "");
    }

    /**
     * Reads lines of an array's id, tasks, their state and their status. A line may stand for several tasks ({@code 4-19%4}, {@code 1,3-5},
     * {@code 1-9:2}). A job that is no array is left out.
     *
     * @throws NumberFormatException when a line is not of that form
     */
    static List<QueuedTask> parse(String output) {
        List<QueuedTask> tasks = new ArrayList<>();
        for (String line : output.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 4 && words[1].matches("\\d.*")) {
                long job = Long.parseLong(words[0]);
                JobState state = JobState.of(words[2]);
                int status = Integer.parseInt(words[words.length - 1]);
                Matcher reason = HELD.matcher(words[2]);
                String held = reason.matches() ? reason.group(1).replace('_', ' ') : "";
                forEachIndex(words[1], index -> tasks.add(new QueuedTask(job, index, state, status, held)));
            }
        }
        return tasks;
    }

    /**
     * Reads what {@code sacct -n -X -P -o ACCOUNTED} prints. Tasks that have not ended are left out: after a crash of the
     * controller the accounting takes tasks that are lost for running ones.
     *
     * @throws NumberFormatException when a line that names a task is not of that form
     */
    static List<QueuedTask> parseAccounted(String output) {
        List<QueuedTask> tasks = new ArrayList<>();
        for (String line : output.split("\n")) {
            String[] fields = line.strip().split("\\|");
            Matcher task = TASKS.matcher(fields[0]);
            if (fields.length < 3 || !task.matches()) {
                continue;
            }
            Matcher exit = EXIT.matcher(fields[2]);
            JobState state = JobState.of(fields[1]);
            if (!state.active() && exit.matches()) {
                long job = Long.parseLong(task.group(1));
                int status = Integer.parseInt(exit.group(1)) << 8 | Integer.parseInt(exit.group(2));
                forEachIndex(task.group(2), index -> tasks.add(new QueuedTask(job, index, state, status)));
            }
        }
        return tasks;
    }

    private static void forEachIndex(String ranges, IntConsumer add) {
        for (String range : ranges.split("%", 2)[0].split(",")) {
            addRange(range, add);
        }
    }

    private static void addRange(String range, IntConsumer add) {
        String[] parts = range.split("[-:]");
        int last = Integer.parseInt(parts[Math.min(1, parts.length - 1)]);
        int step = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        for (int index = Integer.parseInt(parts[0]); index <= last; index += step) {
            add.accept(index);
        }
    }

    /** @return the signal that ended it, or 0 */
    public int signal() {
        return status & 0x7f;
    }

    /** @return its exit code, or 0 */
    public int exitCode() {
        return status >> 8 & 0xff;
    }
}
