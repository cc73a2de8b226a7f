package io.jenkins.plugins.hummingbird.submit.board;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * One Slurm array of a submission: the groups of a round after {@link #offset}, {@link #size} of them, some in each task.
 * Its name is known, and saved, before it is submitted, so that it can be found or cancelled whatever happens.
 */
public final class ArrayJob implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int round;
    private final int offset;
    private final int size;
    private final int groupsPerTask;
    private String id;

    ArrayJob(String name, int round, int offset, int size, int groupsPerTask) {
        this.name = name;
        this.round = round;
        this.offset = offset;
        this.size = size;
        this.groupsPerTask = groupsPerTask;
    }

    /** The job's name in Slurm. */
    public String name() {
        return name;
    }

    /** The number of its {@link Round}. */
    public int round() {
        return round;
    }

    /** How many groups of the round stand before those of this array. */
    public int offset() {
        return offset;
    }

    /** How many groups it has. */
    public int size() {
        return size;
    }

    /** How many tasks it has; their indexes begin with 1. */
    public int tasks() {
        return (size + groupsPerTask - 1) / groupsPerTask;
    }

    /**
     * The lines of the round's file for a task.
     *
     * @param index of the task, from 1
     */
    public IntStream lines(int index) {
        int first = (index - 1) * groupsPerTask + 1;
        return IntStream.rangeClosed(first, Math.min(first + groupsPerTask - 1, size))
                .map(line -> offset + line);
    }

    /** The id that Slurm gave it; null before. */
    public String id() {
        return id;
    }

    public void submittedAs(String newId) {
        id = newId;
    }
}
