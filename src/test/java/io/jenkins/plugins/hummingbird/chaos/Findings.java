package io.jenkins.plugins.hummingbird.chaos;

import java.util.List;

/** What does not hold in a round, as sentences. */
final class Findings {
    private static final int MOST_SHOWN = 3;

    private final List<String> sentences;

    /** @param sentences takes them; thread-safe */
    Findings(List<String> sentences) {
        this.sentences = sentences;
    }

    void add(Submitted submitted, String what) {
        sentences.add(submitted.id() + ": " + what);
    }

    void add(String what) {
        sentences.add(what);
    }

    /** Says how many things of a kind there are, and the first of them; nothing when there are none. */
    void add(String what, List<String> found) {
        if (!found.isEmpty()) {
            sentences.add(found.size() + " " + what + ", such as "
                    + String.join("; ", found.subList(0, Math.min(MOST_SHOWN, found.size()))));
        }
    }
}
