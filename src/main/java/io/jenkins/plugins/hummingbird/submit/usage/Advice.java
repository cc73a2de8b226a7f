package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.board.Progress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a task could do with instead of what was asked for. Given only where it is a quarter less or more, enough groups completed
 * to say so, and none had too little.
 *
 * @param value of the parameter, such as {@code 2G}; empty for no advice
 * @param sentence for people, without its full stop; empty for no advice
 */
record Advice(String value, String sentence) {
    private static final Advice NONE = new Advice("", "");

    /** So many groups say what the others take, too; of fewer, all have to be known. */
    private static final int ENOUGH_GROUPS = 20;

    private static final long HALF_GIGABYTE = 500;
    private static final long GIB = 1024;
    private static final int QUARTER_HOUR = 15;
    private static final int HOUR = 60;

    /** Of gigabytes and of hours: more are rounded up to whole ones. */
    private static final int LONG = 4;

    /** @param states what became of the groups; null where none began */
    static Advice memory(SubmitRequest request, GroupStates states, SubmittedTasks groups) {
        List<Execution> all = groups.executions();
        if (!isEnough(states) || all.stream().anyMatch(one -> one.killed() || one.endedBy(FailureReason.MEMORY))) {
            return NONE;
        }
        long peak = all.stream().mapToLong(Execution::peakKiB).max().orElse(0);
        long asked = Memory.megabytes(request.memory);
        // what is between two looks is not seen, and other images may take a little more
        long needed = (peak * 13 / 10 + 1023) / 1024;
        long enough = enoughMemory(needed);
        if (peak == 0 || 4 * enough > 3 * asked) {
            return NONE;
        }
        String value = enough % GIB == 0 ? enough / GIB + "G" : enough + "M";
        return new Advice(
                value,
                "asked for " + amount(asked) + ", the peak was " + amount((peak + 1023) / 1024) + ": memory: '" + value
                        + "' would do");
    }

    /** The next of 500M, 1G, 1500M, 2G and so on up to 4G, then whole gigabytes. */
    private static long enoughMemory(long megabytes) {
        for (int half = 1; half < 2 * LONG; half++) {
            long step = half % 2 == 0 ? half / 2 * GIB : half * HALF_GIGABYTE;
            if (step >= megabytes) {
                return step;
            }
        }
        return (Math.max(megabytes, 1) + GIB - 1) / GIB * GIB;
    }

    /** @param states what became of the groups; null where none began */
    static Advice time(SubmitRequest request, GroupStates states, SubmittedTasks groups) {
        if (!isEnough(states)
                || groups.executions().stream()
                        .anyMatch(one -> one.killed()
                                // the clock of its node was set back: nobody knows how long it took
                                || one.ended() < one.started()
                                || one.endedBy(FailureReason.TIME_LIMIT)
                                || one.endedBy(FailureReason.NOT_BEGUN))) {
            return NONE;
        }
        long longest =
                groups.taskSeconds().stream().mapToLong(Long::longValue).max().orElse(0);
        long asked = TimeLimit.minutes(request.timeLimit);
        long needed = Math.max(1, (2 * longest + 59) / 60);
        long step = needed > LONG * HOUR ? HOUR : QUARTER_HOUR;
        long enough = (needed + step - 1) / step * step;
        if (4 * enough > 3 * asked) {
            return NONE;
        }
        String took = Progress.length(Duration.ofSeconds(longest));
        return new Advice(
                limit(enough),
                "asked for " + limit(asked) + ", the longest task took " + took + ": timeLimit: '" + limit(enough)
                        + "' would do");
    }

    private static String limit(long minutes) {
        return (minutes >= HOUR ? minutes / HOUR + "h" : "") + (minutes % HOUR == 0 ? "" : minutes % HOUR + "m");
    }

    private static boolean isEnough(GroupStates states) {
        int completed = states == null ? 0 : states.count(GroupState.COMPLETED);
        return completed >= ENOUGH_GROUPS
                || completed > 0 && completed + states.count(GroupState.SKIPPED) == states.size();
    }

    /** A gigabyte has 1,024 megabytes, as for Slurm. */
    private static String amount(long megabytes) {
        if (megabytes < GIB) {
            return megabytes + " MB";
        }
        return megabytes % GIB == 0
                ? megabytes / GIB + " GB"
                : String.format(Locale.ROOT, "%.1f GB", megabytes / (double) GIB);
    }
}
