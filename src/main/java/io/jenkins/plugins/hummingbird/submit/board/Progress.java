package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import io.jenkins.plugins.hummingbird.slurm.PendingReason;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the log gets a line about the tasks, and what it says: only what changed, and not more often than every 5 s. */
public final class Progress implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

    /** Each task waits for some seconds. */
    private static final Duration WAIT_BEFORE_LOGGING = Duration.ofSeconds(30);

    private String lastLine = "";
    /** When the counts last changed; null when they never did. */
    private Instant lastChange;

    /** When the first group began to run; null before. */
    private Instant firstRun;

    /** Why most tasks wait, in Slurm's word; empty when none waits, null before that was known. */
    private String waitReason;

    /** Since when that is the reason. */
    private Instant waitSince;

    /** What people are told of it. */
    private String waitSentence;

    /** The reason that the log said last. */
    private String waitLogged;

    /** What the log said last of tasks that are held; null for nothing. */
    private String lastHeld;

    /**
     * Takes note of why tasks wait.
     *
     * @param running whether some tasks are running, in which case it is no news that others wait for room
     * @return what the log has to say of it, when the reason has been the same for a while and is another than it said last;
     *     null for nothing
     */
    public String waiting(List<QueuedTask> tasks, boolean running, Instant now) {
        WaitingTasks waiting = new WaitingTasks(tasks);
        if (!waiting.reason().equals(waitReason)) {
            waitReason = waiting.reason();
            waitSince = now;
        }
        waitSentence = waiting.sentence();
        boolean news = !waitReason.isEmpty()
                && !waitReason.equals(waitLogged)
                && !(running && PendingReason.passes(waitReason))
                && !now.isBefore(waitSince.plus(WAIT_BEFORE_LOGGING));
        if (!news) {
            return null;
        }
        waitLogged = waitReason;
        return waitSentence;
    }

    /** @return why tasks wait, for people; empty when none waits */
    public String waiting() {
        return waitSentence == null ? "" : waitSentence;
    }

    /** @return what the log has to say of tasks that are held, once; null for nothing new */
    public String held(List<QueuedTask> tasks) {
        HeldTasks held = new HeldTasks(tasks);
        String before = lastHeld;
        lastHeld = held.key().isEmpty() ? null : held.key();
        return lastHeld == null || lastHeld.equals(before) ? null : held.sentence();
    }

    /**
     * @param last whether all groups have ended, so that no later line would say it
     * @return the line, or null when there is nothing to say
     */
    public String line(GroupStates states, Instant now, boolean last) {
        int running = states.count(GroupState.RUNNING);
        if (firstRun == null && (running > 0 || ended(states) > 0)) {
            firstRun = now;
        }
        String counts = counts(states, running);
        boolean early = lastChange != null && now.isBefore(lastChange.plus(SHORTEST_PAUSE));
        if (counts.equals(lastLine) || early && !last) {
            return null;
        }
        lastLine = counts;
        lastChange = now;
        return counts + eta(states, now);
    }

    private static String counts(GroupStates states, int running) {
        List<String> parts = new ArrayList<>();
        parts.add(states.published() + "/" + states.size() + " done");
        add(parts, running, "running");
        add(parts, states.count(GroupState.FAILED), "failed");
        add(parts, states.count(GroupState.LOST), "lost");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private String eta(GroupStates states, Instant now) {
        Duration left = left(states, now);
        return left == null ? "" : ", ETA " + ClockTime.ofDay(now.plus(left)) + " (" + length(left) + ")";
    }

    /** How long the groups that have not ended will take if they go on as the others did; null when that is unknown. */
    public Duration left(GroupStates states, Instant now) {
        int ended = ended(states);
        int left = states.size() - states.ended();
        return firstRun == null || ended == 0 || left == 0
                ? null
                : Duration.between(firstRun, now).multipliedBy(left).dividedBy(ended);
    }

    /**
     * @param until now, or when the last group had ended
     * @return how many groups ended in an hour since the first began to run; 0 while none has
     */
    public double perHour(GroupStates states, Instant until) {
        long millis = firstRun == null ? 0 : Duration.between(firstRun, until).toMillis();
        return millis <= 0 ? 0 : ended(states) * 3_600_000.0 / millis;
    }

    /** @return when the counts last changed; null when they never did */
    public Instant lastChange() {
        return lastChange;
    }

    /** How many groups ended in this submission: those that are skipped took no time. */
    private static int ended(GroupStates states) {
        return states.ended() - states.count(GroupState.SKIPPED);
    }

    /** A length of time as people read it: {@code 40 s}, {@code 26 min}, {@code 5 h 12 min}. */
    public static String length(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
