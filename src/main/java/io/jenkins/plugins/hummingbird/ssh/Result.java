package io.jenkins.plugins.hummingbird.ssh;

import java.util.List;

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

    /** A command that ended by itself. */
    public Result(int exit, String out, String err) {
        this(exit, null, out, err);
    }

    /** Whether the exit code is 0. */
    public boolean succeeded() {
        return exit == 0;
    }

    /**
     * Says in one line that the command failed: its name, the exit code or signal, and the last lines of standard
     * error.
     *
     * @param command what was run
     */
    public String failure(Command command) {
        String how = signal == null ? "failed with exit code " + exit : "was ended by signal " + signal;
        List<String> lines =
                err.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String said = String.join(
                "; ",
                lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)).toList());
        if (said.length() > SHOWN_CHARACTERS) {
            said = "…" + said.substring(said.length() - SHOWN_CHARACTERS);
        }
        return command.name() + " " + how + (said.isEmpty() ? "" : ": " + said);
    }
}
