package io.jenkins.plugins.hummingbird.slurm;

import java.util.ArrayList;
import java.util.List;

/**
 * One array task as squeue knows it.
 *
 * @param job the id of its array
 * @param index its index in the array
 * @param state what Slurm says of it
 * @param status its raw wait status (exit code 7 is 1792, signal 9 is 9); 0 while it has none
 */
public record QueuedTask(long job, int index, JobState state, int status) {
    /** The columns for squeue's {@code -O}; each is as wide as its longest value, so that nothing is cut. */
    static final String COLUMNS = "ArrayJobID:12,ArrayTaskID:12,State:20,exit_code:12";

    /**
     * Reads what {@code squeue -h -r -O COLUMNS} prints. A job that is no array is left out.
     *
     * @throws NumberFormatException when a line is not of that form
     */
    static List<QueuedTask> parse(String output) {
        List<QueuedTask> tasks = new ArrayList<>();
        for (String line : output.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 4 && words[1].matches("\\d+")) {
                tasks.add(new QueuedTask(
                        Long.parseLong(words[0]),
                        Integer.parseInt(words[1]),
                        JobState.of(words[2]),
                        Integer.parseInt(words[words.length - 1])));
            }
        }
        return tasks;
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
