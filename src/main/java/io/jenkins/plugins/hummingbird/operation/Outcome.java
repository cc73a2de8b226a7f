package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an operation ended. Saved in its state file, so that the outcome is the same after a restart. */
public final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The kinds of outcome. */
    public enum Kind {
        /** Successful. */
        DONE("finished"),
        /** Successful, but the build becomes unstable: the message says why. */
        UNSTABLE("finished, unstable"),
        /** Failed: the message says what happened and what to do. */
        FAILED("the step failed"),
        /** Stopped by a person or by the end of the build: the message says what is left, if anything. */
        STOPPED("stopped");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** @return a few words for people; distinct from the words for the state of a group */
        String words() {
            return words;
        }
    }

    private final Kind kind;
    private final String message;
    private final LinkedHashMap<String, Object> result;

    Outcome(Kind kind, String message, Map<String, ?> result) {
        this.kind = kind;
        this.message = message;
        this.result = new LinkedHashMap<>(result);
    }

    /** @return how it ended */
    public Kind kind() {
        return kind;
    }

    /** @return a sentence for people; empty for none, never null */
    public String message() {
        return message;
    }

    /**
     * @return the result of the step as a mutable map of plain values; empty unless {@code DONE} or {@code UNSTABLE}
     */
    public Map<String, Object> result() {
        return new LinkedHashMap<>(result);
    }
}
