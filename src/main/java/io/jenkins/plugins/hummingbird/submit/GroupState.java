package io.jenkins.plugins.hummingbird.submit;

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
    LOST('l');

    private final char letter;

    GroupState(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static GroupState of(char letter) {
        for (GroupState state : values()) {
            if (state.letter == letter) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a group has the letter " + letter);
    }

    /** @return whether nothing more will happen to it */
    public boolean ended() {
        return this == FAILED || this == LOST || published();
    }

    /** @return whether its results are there */
    public boolean published() {
        return this == COMPLETED || this == SKIPPED;
    }

    /** @return the word for tables and the log */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
