package io.jenkins.plugins.hummingbird.operation;

/** What is said to people of an Error, or of a mistake of ours, that ended an operation. */
final class ErrorSentence {
    private ErrorSentence() {}

    /** @return a sentence that says what to do where something can be done */
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
