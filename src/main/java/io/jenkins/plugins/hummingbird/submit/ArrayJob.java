package io.jenkins.plugins.hummingbird.submit;

import java.io.Serializable;

/**
 * One Slurm array of a submission: the groups after {@link #offset}, {@link #size} of them. Its name is known, and
 * saved, before it is submitted, so that it can be found or cancelled whatever happens.
 */
final class ArrayJob implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int offset;
    private final int size;
    private String id;

    ArrayJob(String name, int offset, int size) {
        this.name = name;
        this.offset = offset;
        this.size = size;
    }

    /** The job's name in Slurm. */
    String name() {
        return name;
    }

    /** How many groups stand before those of this array. */
    int offset() {
        return offset;
    }

    /** How many tasks it has; their indexes begin with 1. */
    int size() {
        return size;
    }

    /** The id that Slurm gave it; null before. */
    String id() {
        return id;
    }

    void submittedAs(String newId) {
        id = newId;
    }
}
