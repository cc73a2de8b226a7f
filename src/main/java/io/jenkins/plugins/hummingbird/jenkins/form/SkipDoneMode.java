package io.jenkins.plugins.hummingbird.jenkins.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code skipDone} may be. A Pipeline writes {@code true}, {@code false} or {@code 'trust'}. The parameter was a
 * boolean: a type of its own is the one that a declarative Pipeline lets have booleans and texts for values, and the names
 * are small letters because it looks for the text {@code 'trust'} among them.
 */
public enum SkipDoneMode {
    /** Groups are skipped that were done with the same inputs. */
    yes("true"),
    /** All groups run. */
    no("false"),
    /** Groups are skipped, too, of whose inputs not all could be looked at. */
    trust("trust");

    private static final String PARAMETER = "skipDone";

    /** As it stands in a Pipeline, where two of them are booleans. */
    private final String text;

    SkipDoneMode(String text) {
        this.text = text;
    }

    private Object written() {
        return this == trust ? (Object) text : Boolean.valueOf(text);
    }

    /**
     * @param value Boolean or text of a Pipeline, or a mode
     * @throws IllegalArgumentException when it is none of these
     */
    private static SkipDoneMode of(Object value) {
        String text = String.valueOf(value).trim();
        return Stream.of(values())
                .filter(mode -> mode.name().equalsIgnoreCase(text) || mode.text.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "skipDone must be true, false or 'trust', and not '" + text + "'"));
    }

    /**
     * @param arguments of a step, as a Pipeline gives them
     * @return the same, with a mode in place of what stands for it
     * @throws IllegalArgumentException when something else stands there
     */
    public static Map<String, Object> read(Map<String, ?> arguments) {
        Map<String, Object> read = new LinkedHashMap<>(arguments);
        read.computeIfPresent(PARAMETER, (name, value) -> of(value));
        return read;
    }

    /**
     * @param arguments of a step
     * @return the same, with what a Pipeline writes in place of a mode
     */
    public static Map<String, Object> write(Map<String, ?> arguments) {
        Map<String, Object> written = new LinkedHashMap<>(arguments);
        written.computeIfPresent(PARAMETER, (name, value) -> of(value).written());
        return written;
    }
}
