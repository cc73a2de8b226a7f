package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.CopiedOutput;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A detached command on the instance whose output is copied, as it grows, into the build log and into a file of the
 * operation's folder.
 */
public final class RemoteJob implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What the build log takes of one command. */
    private static final int MOST_LINES = 5000;

    private static final int LONGEST_LINE = 500;

    private final String name;
    private final String commandId;

    /** Whether it is known to have been started. */
    public boolean started;

    /** Whether its output is an artifact, or never will be. */
    public boolean archived;

    /** How often archiving it has failed. */
    public int archiveFailures;

    private final CopiedOutput output = new CopiedOutput();
    private int lines;
    private String lastLine = "";

    /** How it ended; null while that is not known. Saved before its files on the instance are removed. */
    private Integer exit;

    private boolean lost;

    private RemoteJob() {
        name = "";
        commandId = "";
    }

    /**
     * @param name unique within the bake; for messages and names of files
     * @param bakeId begins the id of the command
     */
    public RemoteJob(String name, String bakeId) {
        this.name = name;
        commandId = bakeId + "." + name;
    }

    /** @return whether it has that name */
    public boolean isNamed(String other) {
        return name.equals(other);
    }

    /** @return the command on the instance */
    public DetachedCommand command() {
        return new DetachedCommand(commandId);
    }

    /** @return the copy of its output */
    public Path file(BakeContext context) {
        return context.folder().resolve(BakeFiles.log(name));
    }

    /** @return the last line that it printed; empty when there is none */
    public String lastLine() {
        return lastLine;
    }

    /** @return whether it has ended, and all of its output is copied */
    public boolean isOver() {
        return exit != null;
    }

    /** @return its exit code once it is over; 0 also for one that is lost */
    public int exit() {
        return exit;
    }

    /** @return whether it disappeared without an exit code */
    public boolean isLost() {
        return lost;
    }

    /**
     * Copies what is new. When it has ended and all is copied, {@link #isOver} holds from then on.
     *
     * @param instanceId for messages
     * @return how it is
     * @throws OperationException also when it has printed more than the limit
     */
    public DetachedState copy(BakeContext context, Shell shell, String instanceId)
            throws IOException, OperationException {
        DetachedState state = output.copyLines(command(), shell, file(context), line -> log(line, context));
        if (output.bytes() > Limits.INSTALL_LOG) {
            throw new OperationException("The " + name + " on the instance " + instanceId + " has printed more than "
                    + Limits.words(Limits.INSTALL_LOG) + ", which is the limit for it. Let it print less.");
        }
        if (state.isComplete()) {
            exit = state.exit();
            lost = state.kind() == DetachedState.Kind.LOST;
        }
        return state;
    }

    private void log(String line, BakeContext context) {
        // what a progress bar has overwritten is not worth a line
        String text = line.strip().substring(line.strip().lastIndexOf('\r') + 1).replaceAll("\\p{Cntrl}", " ");
        if (text.isBlank()) {
            return;
        }
        lastLine = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
        lines++;
        if (lines <= MOST_LINES) {
            context.log("  " + lastLine);
        } else if (lines == MOST_LINES + 1) {
            context.log("  … the rest is in the artifact " + BakeFiles.log(name));
        }
    }
}
