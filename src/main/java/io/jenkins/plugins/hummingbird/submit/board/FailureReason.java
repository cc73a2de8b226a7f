package io.jenkins.plugins.hummingbird.submit.board;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why a group's task failed, as its status record says it: {@code task.sh}, {@code tasks.sh}, {@code tables.sh} and what they
 * source write the constant's {@link #word}.
 */
public enum FailureReason {
    /** CellProfiler ended with another exit code than 0. */
    EXIT(RetryRemedy.AGAIN),
    /** CellProfiler ended with exit code 0, but its done-file does not say that it completed. */
    DONE_FILE(RetryRemedy.AGAIN),
    /** CellProfiler reports success, but not all image sets reached the last module. */
    IMAGE_SETS(RetryRemedy.AGAIN),
    /** A file of {@code expectedFiles} is missing or too small. */
    EXPECTED_FILES(RetryRemedy.AGAIN),
    /** There was too little memory. */
    MEMORY(RetryRemedy.MORE_MEMORY),
    /** A disk, or a quota, is full. */
    DISK_FULL(RetryRemedy.NONE),
    /** The folder that was given as home is not there: this node may not see it. */
    NO_HOME(RetryRemedy.OTHER_NODE),
    /** CellProfiler looked for a file in the empty home; that it is missing there is a guess, and no reason to give up. */
    HOME(RetryRemedy.AGAIN),
    /** The time limit of the task was reached. */
    TIME_LIMIT(RetryRemedy.NONE),
    /** The time limit of the task was reached before it came to this one of its groups. */
    NOT_BEGUN(RetryRemedy.AGAIN),
    /** Somebody cancelled the task. */
    CANCELLED(RetryRemedy.NONE),
    /** The node does not see all of the submission's folder. */
    PLAN(RetryRemedy.OTHER_NODE),
    /** The node's temporary folder has no room, or must not be written to. */
    SCRATCH(RetryRemedy.OTHER_NODE),
    /** The group's table could not be written to the node's temporary folder. */
    SLICE(RetryRemedy.OTHER_NODE),
    /** The log could not be written. */
    LOG(RetryRemedy.AGAIN),
    /** The result folder could not be made. */
    RESULTS(RetryRemedy.AGAIN),
    /** Something that is no link of Hummingbird's is where the results are to be published. */
    OCCUPIED(RetryRemedy.NONE),
    /** The tables of groups could not be merged; the record says why. */
    MERGE(RetryRemedy.AGAIN),
    /** An object that the group needs is not in S3 any more. */
    OBJECT_MISSING(RetryRemedy.NONE),
    /** An object that the group needs was replaced after it was listed. */
    OBJECT_CHANGED(RetryRemedy.NONE),
    /** The node must not read an object that the group needs, or its key. */
    OBJECT_DENIED(RetryRemedy.NONE),
    /** The node has neither a Python with boto3 nor the AWS CLI. */
    NO_S3_CLIENT(RetryRemedy.OTHER_NODE),
    /** Objects could not be fetched for another cause; the record says which. */
    FETCH(RetryRemedy.AGAIN),
    /** What CellProfiler recorded of the fetched files could not be replaced by the objects' URLs. */
    RECORDED_PATHS(RetryRemedy.AGAIN),
    /** The node must not write the results to S3. */
    UPLOAD_DENIED(RetryRemedy.NONE),
    /** The results could not be copied to S3 for another cause; they are published, and only the copying is repeated. */
    UPLOAD(RetryRemedy.AGAIN),
    /** The record names no reason that is known here; no script writes this. */
    UNKNOWN(RetryRemedy.AGAIN);

    private final RetryRemedy remedy;

    FailureReason(RetryRemedy remedy) {
        this.remedy = remedy;
    }

    /** @return the reason that the scripts write so; {@link #UNKNOWN} for any other word */
    static FailureReason of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** @return how the scripts write it, such as {@code time-limit} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return what may help the group */
    public RetryRemedy remedy() {
        return remedy;
    }

    /** @return whether it lies in the node, or in what the node sees of the shared file system, and not in the group */
    boolean isOfNode() {
        return switch (this) {
            case PLAN, SCRATCH, SLICE, LOG, RESULTS -> true;
            default -> false;
        };
    }
}
