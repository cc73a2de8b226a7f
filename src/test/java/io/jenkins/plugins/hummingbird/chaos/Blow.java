package io.jenkins.plugins.hummingbird.chaos;

/**
 * A fault of a round, and when it strikes.
 *
 * @param fault what happens
 * @param at the moment of the first submission with which its time begins
 * @param delayMillis how long after that
 * @param seed of its own choices
 */
record Blow(Fault fault, Moment at, int delayMillis, long seed) {
    /** A fault after this moment, or with it, is a late one: groups may be waiting for their verdicts. */
    private static final Moment LATE = Moment.FOLLOW;

    boolean isLate() {
        return at.compareTo(LATE) >= 0;
    }

    @Override
    public String toString() {
        return fault + " at " + at + " + " + delayMillis + " ms";
    }
}
