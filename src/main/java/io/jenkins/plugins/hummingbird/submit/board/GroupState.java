package io.jenkins.plugins.hummingbird.submit.board;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What has become of a group, and how that is written and shown everywhere: in the saved state, the log, tables, the
 * pictures of plates and on the page, whose filter carries these definitions to its script. The page's style has the
 * same colours and shapes.
 */
public enum GroupState {
    /** Not begun, or waiting for a node again. */
    WAITING('w', 3, Shape.CIRCLE, "#ffffff", Ink.DARK),
    /** A task works on it. */
    RUNNING('r', 4, Shape.CIRCLE, "#0072b2", Ink.LIGHT),
    /** Done and published, with proof for every image set. */
    COMPLETED('c', 1, Shape.CIRCLE, "#00734f", Ink.LIGHT),
    /** Done and published by an earlier submission with the same inputs. */
    SKIPPED('s', 0, Shape.CIRCLE, "#8fd0f0", Ink.DARK),
    /** Ended otherwise; the reason is known. */
    FAILED('f', 5, Shape.SQUARE, "#b23a00", Ink.LIGHT),
    /** Gone from Slurm without a record: nothing is known of it. */
    LOST('l', 6, Shape.DIAMOND, "#e3a6c9", Ink.DARK),
    /** Taken back with its build, or given up with it: it did not come to its end. */
    CANCELLED('x', 2, Shape.CIRCLE, "#5c6770", Ink.LIGHT);

    /** The shape of a mark: colour alone tells nobody enough. */
    public enum Shape {
        CIRCLE,
        SQUARE,
        DIAMOND
    }

    /** The colours of letters, each of which can be read on the colours that it is used with. */
    private static final class Ink {
        static final String DARK = "#1a1a1a";
        static final String LIGHT = "#fff";
    }

    private final char letter;
    private final int severity;
    private final Shape shape;
    private final String fill;
    private final String ink;

    GroupState(char letter, int severity, Shape shape, String fill, String ink) {
        this.letter = letter;
        this.severity = severity;
        this.shape = shape;
        this.fill = fill;
        this.ink = ink;
    }

    /**
     * @param letter as {@link #letter} returns it
     * @throws IllegalArgumentException when no state has that letter
     */
    public static GroupState of(char letter) {
        for (GroupState state : values()) {
            if (state.letter == letter) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a group has the letter " + letter);
    }

    /** @return all states in the order of a bar from left to right: those of groups that have ended, then running, waiting */
    public static List<GroupState> leftToRight() {
        return Stream.concat(Arrays.stream(values()).filter(GroupState::ended), Stream.of(RUNNING, WAITING))
                .toList();
    }

    /** @return the small letter that stands for it in the saved state, and in what the page's script is sent */
    public char letter() {
        return letter;
    }

    /** @return how much a person should look at it first, a larger number first: what runs is news, what waits is not */
    public int severity() {
        return severity;
    }

    /** @return the shape of its mark */
    public Shape shape() {
        return shape;
    }

    /** @return the colour of its mark, such as {@code #0072b2}; the page shows its own background where a group waits */
    public String fill() {
        return fill;
    }

    /** @return the colour of the letter on its mark, such as {@code #fff} */
    public String ink() {
        return ink;
    }

    /** @return what is written on its mark: the capital letter, nothing where a group waits */
    public String label() {
        return this == WAITING ? "" : String.valueOf(letter).toUpperCase(Locale.ROOT);
    }

    /** @return the word for tables, the log and classes of the page's style */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
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
}
