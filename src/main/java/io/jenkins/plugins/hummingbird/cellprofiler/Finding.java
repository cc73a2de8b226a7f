package io.jenkins.plugins.hummingbird.cellprofiler;

/**
 * A problem in the parameters or files of a submission.
 *
 * @param severity whether it prevents the submission
 * @param text what is wrong, where, and what to do: complete sentences
 */
public record Finding(Severity severity, String text) {
    /** The severity of a finding. */
    public enum Severity {
        /** Every group would fail or be reported as completed without having run: nothing is submitted. */
        ERROR,
        /** The groups run; the user is warned. */
        WARNING
    }

    /** @return a finding with the severity ERROR */
    public static Finding error(String text) {
        return new Finding(Severity.ERROR, text);
    }

    /** @return a finding with the severity WARNING */
    public static Finding warning(String text) {
        return new Finding(Severity.WARNING, text);
    }

    /** @return whether it prevents the submission */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
