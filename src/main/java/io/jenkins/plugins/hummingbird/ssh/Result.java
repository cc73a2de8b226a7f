package io.jenkins.plugins.hummingbird.ssh;

import java.util.List;
import java.util.Map;

/**
 * The result of a command.
 *
 * @param exit the exit code; -1 if the command was ended by a signal
 * @param signal the name of that signal without SIG, such as KILL; null for none
 * @param out standard output as UTF-8; empty if it was redirected
 * @param err standard error as UTF-8
 */
public record Result(int exit, String signal, String out, String err) {
    private static final int SHOWN_LINES = 3;
    private static final int SHOWN_CHARACTERS = 500;

    /** The exit code of bash for a program ended by a signal is this plus the number of the signal. */
    private static final int SIGNALLED = 128;

    /** The numbers of Linux, see signal(7). */
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 13, "PIPE", 15,
            "TERM");

    private static final int LAST_SIGNAL = 64;

    /** A command that exited. */
    public Result(int exit, String out, String err) {
        this(exit, null, out, err);
    }

    /** @param code the value of {@code $?} in bash */
    public static Result ofBash(int code, String out, String err) {
        int number = code - SIGNALLED;
        return number < 1 || number > LAST_SIGNAL
                ? new Result(code, out, err)
                : new Result(-1, SIGNALS.getOrDefault(number, String.valueOf(number)), out, err);
    }

    /** @return whether the exit code is 0 */
    public boolean succeeded() {
        return exit == 0;
    }

    /**
     * Describes the failure of a command in one line: its name, the exit code or signal, and the last lines of standard
     * error and standard output.
     *
     * @param command the command that was run
     */
    public String failure(Command command) {
        String how = signal == null ? "failed with exit code " + exit : "was ended by signal " + signal;
        String said = said();
        return command.name() + " " + how + (said.isEmpty() ? "" : ": " + said);
    }

    /** @return the last lines of standard error, then those of standard output, in one line; empty for none */
    public String said() {
        String errors = lastLines(err);
        String output = lastLines(out);
        if (errors.isEmpty() || output.isEmpty() || errors.equals(output)) {
            return errors.isEmpty() ? output : errors;
        }
        return errors + " (output: " + output + ")";
    }

    /** Returns the last lines of a text for messages: separated by semicolons, without control characters. */
    static String lastLines(String text) {
        List<String> lines = lines(text);
        String last = String.join(
                "; ",
                lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).toList());
        return last.length() > SHOWN_CHARACTERS ? "…" + last.substring(last.length() - SHOWN_CHARACTERS) : last;
    }

    /** Returns the first lines of a text in the same way. */
    public static String firstLines(String text) {
        String first = String.join("; ", lines(text));
        return first.length() > SHOWN_CHARACTERS ? first.substring(0, SHOWN_CHARACTERS) + "…" : first;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
