package io.jenkins.plugins.hummingbird.operation;

/** The message for an {@link Error}, or an unexpected exception, that ended an operation. */
final class ErrorSentence {
    private ErrorSentence() {}

    /** @return a sentence that says what to do, if anything can be done */
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
