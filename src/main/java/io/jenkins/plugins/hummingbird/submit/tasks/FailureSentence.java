package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.List;

/** Why a task of a kind failed or was lost, in words for people that say what to do. */
public final class FailureSentence {
    private static final int KILL = 9;

    private static final String INCOMPLETE = "CellProfiler ended with exit code 0 without having completed";

    private static final String KEPT = "They are complete below output, and another attempt only copies them";

    private final TaskLimits limits;
    private final SubmitRequest request;

    /** @param kind of the tasks that fail */
    public FailureSentence(TaskKind kind, SubmitRequest request) {
        limits = kind.limits(request);
        this.request = request;
    }

    /** @return why the task failed that wrote a record: a sentence without its full stop */
    public String recorded(GroupRecord record) {
        return switch (record.reason()) {
            case EXIT -> ended(record.code());
            case DONE_FILE -> INCOMPLETE;
            case IMAGE_SETS ->
                record.rows() == 0
                        ? "CellProfiler reports success, but looked at no image set"
                        : "CellProfiler reports success, but only " + record.imageSets() + " of " + record.rows()
                                + " image sets reached the last module without an error" + missing(record);
            case DISK_FULL -> diskFull(record);
            case MEMORY ->
                record.code() == 128 + KILL
                        ? ended(record.code())
                        : limits.program() + " ran out of memory"
                                + (limits.memoryNote().isEmpty() ? "" : ", " + limits.memoryNote()) + ": raise "
                                + limits.memoryParameter();
            case NO_HOME ->
                "node " + record.node() + " has no folder " + request.home
                        + ", the tasks' home: is the shared file system mounted there?";
            case HOME ->
                (record.code() == 0 ? INCOMPLETE : ended(record.code()))
                        + ", and found no file ~/" + record.detail()
                        + ", which may be why: each task has an empty home of its own. Give the folder that"
                        + " holds that file as home, or set home: 'user'";
            case EXPECTED_FILES ->
                "a file of expectedFiles (" + request.expectedFiles + ") is missing or has fewer than "
                        + request.minFileSize + " bytes";
            case TIME_LIMIT -> timeLimitReached();
            case NOT_BEGUN ->
                "its task reached the time limit of " + request.timeLimit + " before the group could begin: raise"
                        + " timeLimit, or lower groupsPerTask";
            case CANCELLED -> "its task was cancelled by scancel";
            case SCRATCH, SLICE -> "node " + record.node() + " has no room, or no permission, in its temporary folder";
            case LOG -> "its log below output could not be written on node " + record.node();
            case PLAN ->
                "node " + record.node() + " could not read what the submission wrote below output: is the shared file"
                        + " system mounted there?";
            case RESULTS -> "its result folder below output could not be made on node " + record.node();
            case OCCUPIED ->
                "its folder below output exists and is not a link made by Hummingbird: move that folder away";
            case MERGE -> record.detail().isEmpty() ? "the tables of its groups could not be merged" : record.detail();
            case OBJECT_MISSING ->
                "an object was removed from S3 after it was listed" + said(record)
                        + ": put it back, or submit again without it";
            case OBJECT_CHANGED ->
                "an object in S3 was replaced after it was listed" + said(record)
                        + ": submit again, which lists it again";
            case OBJECT_DENIED ->
                "node " + record.node() + " may not read an object in S3" + said(record)
                        + ": allow s3:GetObject to the role of the nodes, and kms:Decrypt where a key of your own encrypts"
                        + " the bucket";
            case NO_S3_CLIENT ->
                "node " + record.node()
                        + " has neither a Python with boto3 nor the AWS CLI, which copy files from and to"
                        + " S3: use an image of hummingbirdBakeAmi, or install the AWS CLI on the nodes";
            case FETCH -> "its files could not be fetched from S3 on node " + record.node() + said(record);
            case RECORDED_PATHS ->
                "the URLs of its images could not be written into its results on node " + record.node() + said(record)
                        + ": its log says why";
            case UPLOAD_DENIED ->
                "node " + record.node() + " may not write results to S3" + said(record)
                        + ": allow s3:PutObject, s3:GetObject, s3:DeleteObject and s3:AbortMultipartUpload below resultsUrl,"
                        + " and s3:ListBucket, to the role of the nodes. " + KEPT;
            case UPLOAD ->
                "its results could not be copied to S3 from node " + record.node() + said(record) + ". " + KEPT;
            case UNKNOWN -> "its task failed, and its record does not say why";
        };
    }

    /** What S3 said of which URL. */
    private static String said(GroupRecord record) {
        return record.detail().isEmpty() ? "" : " (" + record.detail() + ")";
    }

    private String timeLimitReached() {
        return "its time limit of " + limits.time() + " was reached: raise " + limits.timeParameter();
    }

    private static String missing(GroupRecord record) {
        if (record.detail().isEmpty()) {
            return "";
        }
        List<String> numbers = List.of(record.detail().split(","));
        int more = record.rows() - record.imageSets() - numbers.size();
        return ": missing of the group are " + String.join(", ", numbers) + (more > 0 ? " and " + more + " more" : "");
    }

    private String diskFull(GroupRecord record) {
        String output = "the file system of output (" + request.output + ")";
        String node = "the temporary folder of node " + record.node();
        return switch (record.detail()) {
            case "output" -> output + " is full, or the quota there is used up: make room, then submit again";
            case "node" -> node + " is full: make room there, or use nodes with a larger disk";
            default -> "no space was left, either on " + output + " or in " + node + ": make room, then submit again";
        };
    }

    /** A shell reports a signal as 128 and its number; there are 64. CellProfiler itself ends with 255 at most. */
    private String ended(int code) {
        int signal = code - 128;
        return signal > 0 && signal <= 64
                ? limits.program() + " was ended by signal " + signal + hint(signal)
                : limits.program() + " ended with exit code " + code;
    }

    private String hint(int signal) {
        return signal == KILL ? ", as happens when memory runs out: raise " + limits.memoryParameter() : "";
    }

    /** @return why the task failed that left no record of its end: a sentence without its full stop */
    String bySlurm(QueuedTask task) {
        return switch (task.state()) {
            case TIMED_OUT -> timeLimitReached();
            case OUT_OF_MEMORY ->
                "it took more than its memory of " + limits.memory() + ": raise " + limits.memoryParameter();
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

    /**
     * @param record of its beginning; null when there is none
     * @return why nothing is known of a group: a sentence without its full stop
     */
    static String lost(GroupRecord record) {
        return record == null
                ? "Slurm does not know its task, and it left no record: it may never have begun"
                : "Slurm does not know its task any more; it began on node " + record.node()
                        + " and left no record of its end";
    }
}
