package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is concluded of a group from its status record and from what Slurm says of its task. The record counts first:
 * Slurm forgets a task minutes after its end, and after a crash it may take one that has ended for one that runs. A task
 * that Slurm does not know and that left no record of its end is lost, never completed.
 *
 * @param state what has become of it
 * @param reason why it failed or was lost: a sentence without its full stop; empty otherwise
 */
public record Verdict(GroupState state, String reason) {
    /**
     * How long a record may take to be seen on the head node. It is looked for by opening its folder, which NFS then has
     * anew (close-to-open consistency, nfs(5)); and a group that is tried again too early finds what was published.
     */
    private static final Duration RECORD_LAG = Duration.ofSeconds(10);

    /** After a kill there is no record to wait for, but the order of events may still settle. */
    private static final Duration KILL_LAG = Duration.ofSeconds(2);

    private static final Duration LOST_LAG = Duration.ofSeconds(15);

    private static final int KILL = 9;

    private static final String INCOMPLETE = "CellProfiler ended with exit code 0 without having completed";

    /** Exit codes of {@code task.sh} that say that there will be no record. */
    private static final Set<Integer> WITHOUT_RECORD = Set.of(74, 76);

    /**
     * @param record the group's status record; null when there is none
     * @param task what Slurm says of its task; null when Slurm does not know it
     * @param gone how long it has not been in Slurm's hands
     * @param request for the limits that it was given
     */
    public static Verdict of(GroupRecord record, QueuedTask task, Duration gone, SubmitRequest request) {
        // its results are published: whatever Slurm does with the task, they stay
        if (record != null && record.completed()) {
            return new Verdict(GroupState.COMPLETED, "");
        }
        if (task != null && task.state() == JobState.WAITING) {
            return new Verdict(GroupState.WAITING, "");
        }
        if (task != null && task.state().active()) {
            return new Verdict(GroupState.RUNNING, "");
        }
        if (record != null && record.failed()) {
            return new Verdict(GroupState.FAILED, recorded(record, request));
        }
        if (!givesUp(task, gone)) {
            return new Verdict(GroupState.RUNNING, "");
        }
        return task == null
                ? new Verdict(GroupState.LOST, lost(record))
                : new Verdict(GroupState.FAILED, bySlurm(task, request));
    }

    /** @return whether a task that is not in Slurm's hands and has no record of its end is given up after that time */
    static boolean givesUp(QueuedTask task, Duration gone) {
        return gone.compareTo(patience(task)) >= 0;
    }

    private static Duration patience(QueuedTask task) {
        if (task == null) {
            return LOST_LAG;
        }
        boolean endedByItself = task.state() == JobState.COMPLETED
                || task.state() == JobState.FAILED && task.signal() == 0 && !WITHOUT_RECORD.contains(task.exitCode());
        return endedByItself ? RECORD_LAG : KILL_LAG;
    }

    /** @return why the task failed that wrote a record: a sentence without its full stop */
    public static String recorded(GroupRecord record, SubmitRequest request) {
        return switch (record.reason()) {
            case "exit" -> ended(record.code());
            case "done-file" -> INCOMPLETE;
            case "image-sets" ->
                record.rows() == 0
                        ? "CellProfiler reports success, but looked at no image set"
                        : "CellProfiler reports success, but only " + record.imageSets() + " of " + record.rows()
                                + " image sets reached the last module without an error" + missing(record);
            case "disk-full" -> diskFull(record, request);
            case "memory" ->
                record.code() == 128 + KILL
                        ? ended(record.code())
                        : "CellProfiler ran out of memory, half of which Java may use: raise memory";
            case "home" ->
                record.detail().isEmpty()
                        ? "node " + record.node() + " has no folder " + request.home
                                + ", the tasks' home: is the shared file system mounted there?"
                        : (record.code() == 0 ? INCOMPLETE : ended(record.code()))
                                + ", and found no file ~/" + record.detail()
                                + ", which may be why: each task has an empty home of its own. Give the folder that"
                                + " holds that file as home, or set home: 'user'";
            case "expected-files" ->
                "a file of expectedFiles (" + request.expectedFiles + ") is missing or has fewer than "
                        + request.minFileSize + " bytes";
            case "time-limit" -> "its time limit of " + request.timeLimit + " was reached: raise timeLimit";
            case "not-begun" ->
                "its task reached the time limit of " + request.timeLimit + " before the group could begin: raise"
                        + " timeLimit, or lower groupsPerTask";
            case "cancelled" -> "its task was cancelled by scancel";
            case "scratch", "slice" ->
                "node " + record.node() + " has no room, or no permission, in its temporary folder";
            case "log" -> "its log below output could not be written on node " + record.node();
            case "plan" ->
                "node " + record.node() + " could not read what the submission wrote below output: is the shared file"
                        + " system mounted there?";
            case "results" -> "its result folder below output could not be made on node " + record.node();
            case "occupied" ->
                "its folder below output exists and is not a link made by Hummingbird: move that folder away";
            default -> "its task failed: " + record.reason();
        };
    }

    private static String missing(GroupRecord record) {
        if (record.detail().isEmpty()) {
            return "";
        }
        List<String> numbers = List.of(record.detail().split(","));
        int more = record.rows() - record.imageSets() - numbers.size();
        return ": missing of the group are " + String.join(", ", numbers) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String diskFull(GroupRecord record, SubmitRequest request) {
        String output = "the file system of output (" + request.output + ")";
        String node = "the temporary folder of node " + record.node();
        return switch (record.detail()) {
            case "output" -> output + " is full, or the quota there is used up: make room, then submit again";
            case "node" -> node + " is full: make room there, or use nodes with a larger disk";
            default -> "no space was left, either on " + output + " or in " + node + ": make room, then submit again";
        };
    }

    /** A shell reports a signal as 128 and its number; there are 64. CellProfiler itself ends with 255 at most. */
    private static String ended(int code) {
        int signal = code - 128;
        return signal > 0 && signal <= 64
                ? "CellProfiler was ended by signal " + signal + hint(signal)
                : "CellProfiler ended with exit code " + code;
    }

    private static String hint(int signal) {
        return signal == KILL ? ", as happens when memory runs out: raise memory" : "";
    }

    private static String bySlurm(QueuedTask task, SubmitRequest request) {
        return switch (task.state()) {
            case TIMED_OUT -> "its time limit of " + request.timeLimit + " was reached: raise timeLimit";
            case OUT_OF_MEMORY -> "it took more than its memory of " + request.memory + ": raise memory";
            case NODE_FAILED -> "its node failed";
            case CANCELLED -> "its task was cancelled by scancel or an administrator";
            case COMPLETED -> "Slurm says that its task completed, but there is no record of what it did";
            default ->
                task.signal() != 0
                        ? "its task was ended by signal " + task.signal() + hint(task.signal())
                        : "its task ended with exit code " + task.exitCode() + exitHint(task.exitCode());
        };
    }

    private static String exitHint(int code) {
        return switch (code) {
            case 74 -> ": its status could not be written; is the shared file system full?";
            case 76 ->
                ": its node does not see what the submission wrote below output; is the shared file system mounted"
                        + " there?";
            default -> " and left no record";
        };
    }

    private static String lost(GroupRecord record) {
        return record == null
                ? "Slurm does not know its task, and it left no record: it may never have begun"
                : "Slurm does not know its task any more; it began on node " + record.node()
                        + " and left no record of its end";
    }
}
