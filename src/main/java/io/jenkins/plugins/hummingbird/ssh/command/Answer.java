package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.NotRunException;
import io.jenkins.plugins.hummingbird.ssh.PassingFault;
import io.jenkins.plugins.hummingbird.ssh.Result;
import java.io.IOException;
import java.io.OutputStream;

/** What the other side sent of one command: its two outputs within their limits, and how it ended. */
final class Answer {
    /** What sshd ends with when the host lets nobody log in, as while it starts (session.c, do_nologin). */
    private static final int NO_LOGIN = 254;

    private final String where;
    private final Command command;
    private final CappedOutput out;
    private final CappedOutput err;
    /** Null: standard output goes into the result. */
    private final CappedStream stream;

    private final MarkedOutput markedOut;
    private final MarkedOutput markedErr;

    /**
     * @param onOverflow is told when there is more than there may be
     * @param onComplete is told when the command has ended, and all that it printed is here
     */
    Answer(String where, Command command, CommandLine line, Runnable onOverflow, Runnable onComplete) {
        this.where = where;
        this.command = command;
        out = new CappedOutput((int) Math.min(command.largestOutput(), Integer.MAX_VALUE), onOverflow);
        err = new CappedOutput(Limits.COMMAND_ERRORS, onOverflow);
        stream = command.output() == null ? null : new CappedStream(command.output(), command.largestOutput());
        Runnable look = () -> {
            if (tooMuchBefore()) {
                onOverflow.run();
            } else if (complete()) {
                onComplete.run();
            }
        };
        markedOut = new MarkedOutput(line, stream == null ? out : stream, look);
        markedErr = new MarkedOutput(line, err, look);
    }

    /** Takes standard output. */
    MarkedOutput out() {
        return markedOut;
    }

    /** Takes standard error. */
    OutputStream err() {
        return markedErr;
    }

    /** The mark at the end of standard error is written before, and never comes where .bashrc leads that elsewhere. */
    boolean complete() {
        return markedOut.complete();
    }

    private boolean tooMuchBefore() {
        return markedOut.tooMuchBefore() || markedErr.tooMuchBefore();
    }

    /** @throws OperationException when there is more than there may be: there would be again */
    void checkLimits() throws OperationException {
        if (out.overflown() || stream != null && stream.overflown()) {
            throw tooMuch(command.largestOutput(), "to its output");
        }
        if (err.overflown()) {
            throw tooMuch(Limits.COMMAND_ERRORS, "of errors");
        }
        if (tooMuchBefore()) {
            throw new OperationException(where + ": instead of running " + command.name()
                    + " the account's shell printed more than " + Limits.words(Limits.GREETING) + ": "
                    + printed()
                    + ". Look at .bashrc, .cshrc or config.fish there, and at ForceCommand in sshd_config.");
        }
    }

    private OperationException tooMuch(long limit, String what) {
        return new OperationException(where + ": " + command.name() + " wrote more than " + Limits.words(limit) + " "
                + what + ", which is the limit for it, and was ended. Look at what it prints there.");
    }

    /**
     * How the command ended, once the channel is closed or the answer is complete.
     *
     * @param exit that of the account's shell; null when the connection broke before
     * @param signal that ended the account's shell; null for none
     * @throws NotRunException the account's shell did not run the command
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
            throw new IOException(where + ": the answer of " + command.name() + " has no end, and the account's shell"
                    + " ended with exit code " + exit);
        }
        String why = where + ": the account's shell did not run " + command.name() + ", but ended with exit code "
                + exit
                + " and printed " + printed() + ". There, ssh HOST bash -c true must work and end with 0: look at the"
                + " account's login shell, at ForceCommand and rules for SFTP alone in sshd_config, and for an exit in"
                + " .bashrc, .cshrc or config.fish.";
        if (exit == NO_LOGIN || PassingFault.isIn(markedErr.before()) || PassingFault.isIn(markedOut.before())) {
            throw new IOException(why);
        }
        throw new NotRunException(why);
    }

    /** What is to be said when the time is over. */
    String begun() {
        return markedOut.begun() ? "" : ": the account's shell did not begin it, and printed " + printed();
    }

    private String printed() {
        String text = Result.firstLines(markedErr.before() + "\n" + markedOut.before());
        return text.isEmpty() ? "nothing" : "'" + text + "'";
    }
}
