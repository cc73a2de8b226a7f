package io.jenkins.plugins.hummingbird.cellprofiler;

/**
 * Something that is wrong with what a submission was given.
 *
 * @param severity what it is worth
 * @param text what is wrong, where, and what to do: whole sentences
 */
public record Finding(Severity severity, String text) {
    /** What a finding is worth. */
    public enum Severity {
        /** Every group would fail, or be reported as done without being so: nothing may be submitted. */
        ERROR,
        /** The groups run; it is to be known all the same. */
        WARNING
    }

    /** @return a finding of the severity ERROR */
    public static Finding error(String text) {
        return new Finding(Severity.ERROR, text);
    }

    /** @return a finding of the severity WARNING */
    public static Finding warning(String text) {
        return new Finding(Severity.WARNING, text);
    }

    /** @return whether nothing may be submitted */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
