package io.jenkins.plugins.hummingbird.submit;

import java.io.Serializable;

/**
 * One Slurm array of a submission: the tasks of a round after {@link #offset}, {@link #size} of them. Its name is known,
 * and saved, before it is submitted, so that it can be found or cancelled whatever happens.
 */
final class ArrayJob implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int round;
    private final int offset;
    private final int size;
    private String id;

    ArrayJob(String name, int round, int offset, int size) {
        this.name = name;
        this.round = round;
        this.offset = offset;
        this.size = size;
    }

    /** The job's name in Slurm. */
    String name() {
        return name;
    }

    /** The number of its {@link Round}. */
    int round() {
        return round;
    }

    /** How many tasks of the round stand before those of this array. */
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
