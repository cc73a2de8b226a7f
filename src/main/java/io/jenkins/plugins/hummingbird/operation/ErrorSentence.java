package io.jenkins.plugins.hummingbird.operation;

/** The messages of errors and exceptions, for people. */
public final class ErrorSentence {
    private ErrorSentence() {}

    /** @return its message; the name of its class where it has none */
    public static String message(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * For an {@link Error}, or an unexpected exception, that ended an operation.
     *
     * @return a sentence that says what to do, if anything can be done
     */
    static String of(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "Jenkins ran out of memory (" + e.getMessage()
                    + "): give its Java process more, or let it do less at one time.";
        }
        return e instanceof LinkageError
                ? "A class of Hummingbird, or of a plugin that it uses, cannot be loaded: " + e
                        + ". Update the plugins, and restart Jenkins."
                : "an error in Hummingbird itself: " + e + ".";
    }
}
