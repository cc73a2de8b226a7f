package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.LoginShellException;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.TemporaryFault;
import java.io.IOException;
import java.io.OutputStream;

/** The output of one command on both streams, within their limits, and its result. */
final class CommandOutput {
    /** Exit code of sshd while nobody may log in, as during startup (session.c, do_nologin). */
    private static final int NO_LOGIN = 254;

    private final String where;
    private final Command command;
    private final CappedOutput out;
    private final CappedOutput err;
    /** Null if standard output goes into the result. */
    private final CappedStream stream;

    private final MarkedOutput markedOut;
    private final MarkedOutput markedErr;

    /**
     * @param onOverflow called when a limit is exceeded
     * @param onComplete called when the command has ended and all of its output has been received
     */
    CommandOutput(String where, Command command, CommandLine line, Runnable onOverflow, Runnable onComplete) {
        this.where = where;
        this.command = command;
        out = new CappedOutput((int) Math.min(command.largestOutput(), Integer.MAX_VALUE), onOverflow);
        err = new CappedOutput(Limits.COMMAND_ERRORS, onOverflow);
        stream = command.output() == null ? null : new CappedStream(command.output(), command.largestOutput());
        Runnable check = () -> {
            if (greetingTooLong()) {
                onOverflow.run();
            } else if (complete()) {
                onComplete.run();
            }
        };
        markedOut = new MarkedOutput(line, stream == null ? out : stream, check);
        markedErr = new MarkedOutput(line, err, check);
    }

    /** @return receives standard output */
    MarkedOutput out() {
        return markedOut;
    }

    /** @return receives standard error */
    OutputStream err() {
        return markedErr;
    }

    /** The end mark of standard error is written earlier, and never arrives if .bashrc redirects that stream. */
    boolean complete() {
        return markedOut.complete();
    }

    private boolean greetingTooLong() {
        return markedOut.greetingTooLong() || markedErr.greetingTooLong();
    }

    /** @throws OperationException if a limit was exceeded: a retry would exceed it again */
    void checkLimits() throws OperationException {
        if (out.overflowed() || stream != null && stream.overflowed()) {
            throw tooMuch(command.largestOutput(), "to its output");
        }
        if (err.overflowed()) {
            throw tooMuch(Limits.COMMAND_ERRORS, "of errors");
        }
        if (greetingTooLong()) {
            throw new OperationException(where + ": instead of running " + command.name()
                    + " the account's shell printed more than " + Limits.words(Limits.GREETING) + ": "
                    + printed()
                    + ". Check .bashrc, .cshrc or config.fish on the host, and ForceCommand in sshd_config.");
        }
    }

    private OperationException tooMuch(long limit, String what) {
        return new OperationException(where + ": " + command.name() + " wrote more than " + Limits.words(limit) + " "
                + what + ", which is the limit for it, and was terminated. Run it on the host to see what it prints.");
    }

    /**
     * Returns the result, once the channel is closed or the output is complete.
     *
     * @param exit the exit code of the account's shell; null if the connection broke before its end
     * @param signal the signal that ended the account's shell; null for none
     * @throws LoginShellException if the account's shell did not run the command
     */
    Result result(Integer exit, String signal) throws IOException, OperationException {
        checkLimits();
        if (markedOut.complete()) {
            return Result.ofBash(markedOut.code(), out.text(), err.text());
        }
        if (signal != null) {
            return new Result(-1, signal, out.text(), err.text());
        }
        if (exit == null) {
            throw new IOException(where + ": the connection broke while " + command.name() + " ran");
        }
        if (markedOut.begun()) {
            throw new IOException(where + ": the output of " + command.name()
                    + " is incomplete, and the account's shell" + " ended with exit code " + exit);
        }
        String why = where + ": the account's shell did not run " + command.name() + ", but ended with exit code "
                + exit
                + " and printed " + printed() + ". 'ssh HOST bash -c true' must succeed there: check the"
                + " account's login shell, ForceCommand and SFTP-only rules in sshd_config, and exit commands in"
                + " .bashrc, .cshrc or config.fish.";
        if (exit == NO_LOGIN || TemporaryFault.isIn(markedErr.before()) || TemporaryFault.isIn(markedOut.before())) {
            throw new IOException(why);
        }
        throw new LoginShellException(why);
    }

    /** @return what a message about a timeout says of the account's shell; empty if the command was started */
    String notStarted() {
        return markedOut.begun() ? "" : ": the account's shell did not start it, and printed " + printed();
    }

    private String printed() {
        String text = Result.firstLines(markedErr.before() + "\n" + markedOut.before());
        return text.isEmpty() ? "nothing" : "'" + text + "'";
    }
}
