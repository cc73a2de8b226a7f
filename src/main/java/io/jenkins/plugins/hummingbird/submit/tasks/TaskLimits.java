package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;

/**
 * What each task of a kind is given.
 *
 * @param program what it runs, for people
 * @param memory see {@link Memory}
 * @param memoryParameter the parameter of the step that says so
 * @param memoryNote what people should know of its memory, after a comma; may be empty
 * @param time see {@link TimeLimit}
 * @param timeParameter the parameter of the step that says so
 * @param each how many groups, or sets of tables, a task has one after the other
 * @param concurrent how many tasks may run at one time; 0 for no limit
 * @param cpus how many a task has at least
 */
public record TaskLimits(
        String program,
        String memory,
        String memoryParameter,
        String memoryNote,
        String time,
        String timeParameter,
        int each,
        int concurrent,
        int cpus) {}
