package io.jenkins.plugins.hummingbird.ssh;

import java.util.List;
import java.util.Map;

/**
 * How a command ended.
 *
 * @param exit the exit code, or -1 when a signal ended the command
 * @param signal the name of that signal without SIG, such as KILL, or null
 * @param out standard output, read as UTF-8; empty when it went elsewhere
 * @param err standard error, read as UTF-8
 */
public record Result(int exit, String signal, String out, String err) {
    private static final int SHOWN_LINES = 3;
    private static final int SHOWN_CHARACTERS = 500;

    /** bash says of a program that a signal ended: this, and its number. */
    private static final int SIGNALLED = 128;

    /** Of Linux, see signal(7). */
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 13, "PIPE", 15,
            "TERM");

    private static final int LAST_SIGNAL = 64;

    /** A command that ended by itself. */
    public Result(int exit, String out, String err) {
        this(exit, null, out, err);
    }

    /** @param code as bash has it in {@code $?} */
    public static Result ofBash(int code, String out, String err) {
        int number = code - SIGNALLED;
        return number < 1 || number > LAST_SIGNAL
                ? new Result(code, out, err)
                : new Result(-1, SIGNALS.getOrDefault(number, String.valueOf(number)), out, err);
    }

    /** Whether the exit code is 0. */
    public boolean succeeded() {
        return exit == 0;
    }

    /**
     * Says in one line that the command failed: its name, the exit code or signal, and the last lines of standard
     * error and of standard output.
     *
     * @param command what was run
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
        return errors + " (it printed: " + output + ")";
    }

    /** The last lines of a text that is for people, parted by semicolons, without control characters. */
    static String lastLines(String text) {
        List<String> lines = lines(text);
        String last = String.join(
                "; ",
                lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).toList());
        return last.length() > SHOWN_CHARACTERS ? "…" + last.substring(last.length() - SHOWN_CHARACTERS) : last;
    }

    /** The beginning of such a text, likewise. */
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
