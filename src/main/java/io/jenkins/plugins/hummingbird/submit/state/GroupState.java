package io.jenkins.plugins.hummingbird.submit.state;

import java.util.Locale;

/** What has become of a group. */
public enum GroupState {
    /** Not begun, or on its way to a node again. */
    WAITING('.'),
    /** A task works on it. */
    RUNNING('r'),
    /** Done and published, with proof for every image set. */
    COMPLETED('c'),
    /** Done and published by an earlier submission with the same inputs. */
    SKIPPED('s'),
    /** Ended otherwise; the reason is known. */
    FAILED('f'),
    /** Gone from Slurm without a record: nothing is known of it. */
    LOST('l'),
    /** Taken back with its build, or given up with it: it did not come to its end. */
    CANCELLED('x');

    private final char letter;

    GroupState(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    public static GroupState of(char letter) {
        for (GroupState state : values()) {
            if (state.letter == letter) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a group has the letter " + letter);
    }

    /** @return whether nothing more will happen to it */
    public boolean ended() {
        return this != WAITING && this != RUNNING;
    }

    /** @return whether something went wrong with it */
    public boolean isBad() {
        return this == FAILED || this == LOST;
    }

    /** @return whether its results are there */
    public boolean published() {
        return this == COMPLETED || this == SKIPPED;
    }

    /** @return the letter that stands for it on pages and in pictures */
    public char mark() {
        return this == WAITING ? 'w' : letter;
    }

    /** @return how much a person should look at it first: the more, the larger; what runs is news, and what waits is not */
    int weight() {
        return switch (this) {
            case SKIPPED -> 0;
            case COMPLETED -> 1;
            case CANCELLED -> 2;
            case WAITING -> 3;
            case RUNNING -> 4;
            case FAILED -> 5;
            case LOST -> 6;
        };
    }

    /** @return the word for tables and the log */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
