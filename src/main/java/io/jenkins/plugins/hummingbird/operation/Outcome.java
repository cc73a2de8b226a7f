package io.jenkins.plugins.hummingbird.operation;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an operation ended. Kept in its state file, so that a driver that starts again reports the same end. */
public final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The kinds of end. */
    public enum Kind {
        /** All was done. */
        DONE("finished"),
        /** Done, and the build is to be marked unstable: the message says why. */
        UNSTABLE("finished, unstable"),
        /** Not done: the message says what happened and what to do. */
        FAILED("the step failed"),
        /** Stopped by a person or by the end of the build; the message says what remains, if anything. */
        STOPPED("stopped");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** @return a few words for people; what a group of a submission is called is no word of these */
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

    /** @return a sentence for people; empty where there is nothing to say, never null */
    public String message() {
        return message;
    }

    /** @return the result of the step: plain values, empty unless it is done or unstable */
    public Map<String, Object> result() {
        return new LinkedHashMap<>(result);
    }
}
