package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.FilePath;
import hudson.Proc;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A command that was started on a node, with a folder there that is removed at its end. */
final class NodeProcess {
    private static final Logger LOGGER = Logger.getLogger(NodeProcess.class.getName());

    private final Proc proc;
    private final FilePath folder;
    private final FilePath log;
    private final FirstBytes out;
    private final LastBytes err;

    /**
     * @param log of the command, in the folder; it may never be written
     * @param out what it writes to stdout
     * @param err what it writes to stderr
     */
    NodeProcess(Proc proc, FilePath folder, FilePath log, FirstBytes out, LastBytes err) {
        this.proc = proc;
        this.folder = folder;
        this.log = log;
        this.out = out;
        this.err = err;
    }

    /** @return how it ended; null while it runs */
    CommandResult look() throws IOException, InterruptedException {
        if (proc.isAlive()) {
            return null;
        }
        int exitCode = proc.join(); // brings the rest of its output
        String logged = logged();
        remove();
        return new CommandResult(exitCode, out.text(), err.text(), logged);
    }

    /** Kills it and all that it started. */
    Void kill() throws IOException, InterruptedException {
        try {
            proc.kill();
        } finally {
            remove();
        }
        return null;
    }

    private String logged() throws InterruptedException {
        try {
            return log.act(new FileTail(Limits.CLI_LOG));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "cannot read " + log, e);
            return "";
        }
    }

    private void remove() throws InterruptedException {
        try {
            folder.deleteRecursive();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "cannot remove " + folder, e);
        }
    }
}
