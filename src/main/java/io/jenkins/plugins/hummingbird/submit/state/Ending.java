package io.jenkins.plugins.hummingbird.submit.state;

import java.io.Serializable;
import java.time.Duration;

/** How far a submission has come in ending, by itself or because it was aborted, failed or took too long. */
public final class Ending implements Serializable {
    private static final long serialVersionUID = 1L;

    /** When what completed is read no longer: an abort is to be quick. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(40);

    /** Whether it was stopped, and has not failed. */
    public boolean stopped;

    /** Whether its artifacts are those of the build. */
    public boolean archived;

    /** Whether nothing of it is in Slurm any more, and nothing of it will be. */
    private boolean cancelled;

    /** How long it had been tried to undo it when its tasks were cancelled; null before. */
    private Duration cancelledAfter;

    /** Whether what it has left on the head node is read, because it broke off after tasks had begun. */
    private boolean reading;

    /**
     * Takes note that its tasks are cancelled.
     *
     * @param begun whether any task had begun
     * @param after how long it had been tried to undo it
     */
    public void cancel(boolean begun, Duration after) {
        cancelled = true;
        cancelledAfter = after;
        reading = begun;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** @return whether to go on with reading what it has left */
    public boolean isReading(Duration tried) {
        return reading && tried.minus(cancelledAfter).compareTo(LONGEST_READING) < 0;
    }

    public void stopReading() {
        reading = false;
    }
}
