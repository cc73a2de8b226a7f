package io.jenkins.plugins.hummingbird.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array task as squeue or sacct shows it.
 *
 * @param job the id of its array
 * @param index its index in the array
 * @param state reduced from that of Slurm
 * @param status its raw wait status (exit code 7 is 1792, signal 9 is 9); 0 before its end
 * @param reason why it waits, as Slurm says it, see {@link PendingReason}; empty if it does not wait
 */
public record QueuedTask(long job, int index, JobState state, int status, String reason) {
    /** The columns for sacct's {@code -o}. */
    static final String ACCOUNTED = "JobID,State,ExitCode";

    /** {@code 12_3}, or {@code 12_[4-9]} for tasks that were cancelled before they started. */
    private static final Pattern TASKS = Pattern.compile("(\\d+)_\\[?(\\d[^\\]]*)\\]?");

    /** The state of a task that waits, to which array_queue appends the reason. */
    private static final Pattern WAITING = Pattern.compile("[A-Z_]+\\+(.*)");

    private static final Pattern EXIT = Pattern.compile("(\\d+):(\\d+)");

    /** A task of which Slurm does not say that it waits. */
    public QueuedTask(long job, int index, JobState state, int status) {
        this(job, index, state, status, "");
    }

    /**
     * Reads lines of an array's id, tasks, their state and their status. A line may stand for several tasks ({@code 4-19%4}, {@code 1,3-5},
     * {@code 1-9:2}). A job that is not an array is skipped.
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
                Matcher waiting = WAITING.matcher(words[2]);
                String reason = waiting.matches() ? waiting.group(1).replace('_', ' ') : "";
                forEachIndex(words[1], index -> tasks.add(new QueuedTask(job, index, state, status, reason)));
            }
        }
        return tasks;
    }

    /**
     * Reads what {@code sacct -n -X -P -o ACCOUNTED} prints. Tasks that have not ended are skipped: after a crash of the
     * controller the accounting shows lost tasks as running.
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

    /** @return whether Slurm holds it until somebody releases it */
    public boolean isHeld() {
        return PendingReason.isOfHeld(reason);
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
