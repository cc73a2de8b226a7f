package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.util.Locale;

/**
 * All that Hummingbird says in a build's log. Lines hold what hosts, file names and values of groups say: whatever could
 * end a line, change those before or hide one (a line end, a carriage return, an escape sequence, a mark of the writing
 * direction), or begin one of Jenkins' own notes ({@code hudson.console.ConsoleNote} begins with an escape sequence and
 * runs code of Jenkins where it is shown), is written as Java would escape it.
 */
public final class BuildLog {
    private static final String PREFIX = "[hummingbird] ";

    private BuildLog() {}

    /** Prints a line. */
    public static void print(TaskListener listener, String line) {
        listener.getLogger().println(PREFIX + visible(line));
    }

    /** Prints a line that is a note of Jenkins' own: a link, with nothing in it that comes from elsewhere. */
    public static void printLink(TaskListener listener, String note) {
        listener.getLogger().println(PREFIX + note);
    }

    /** Prints a line as an error. */
    public static void error(TaskListener listener, String line) {
        listener.error(PREFIX + visible(line));
    }

    /** @return what ends a step with a message alone; Jenkins prints that */
    public static AbortException failure(String message) {
        return new AbortException(visible(message));
    }

    /** @return the text on one line, with nothing in it that is not seen */
    public static String visible(String text) {
        if (text.codePoints().noneMatch(BuildLog::isHidden)) {
            return text;
        }
        StringBuilder seen = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isHidden(letter)) {
                seen.append(escaped(letter));
            } else {
                seen.appendCodePoint(letter);
            }
        });
        return seen.toString();
    }

    private static boolean isHidden(int letter) {
        if (letter == '\t') {
            return false;
        }
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default ->
                letter > Character.MAX_VALUE
                        ? String.format(Locale.ROOT, "\\x{%X}", letter)
                        : String.format(Locale.ROOT, "\\u%04X", letter);
        };
    }
}
