package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A detached command on the instance whose output is copied, as it grows, into the build log and into a file of the
 * operation's folder. Whole lines only, so that the number of bytes that were said is all that a restart needs.
 */
final class RemoteJob implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What the build log takes of one command. */
    private static final int MOST_LINES = 5000;

    private static final int LONGEST_LINE = 500;

    /** A line that does not end is cut here, or it would be read again and again. */
    private static final int LONGEST_UNENDED = 64 * 1024;

    private final String name;
    boolean started;

    /** Whether its output is an artifact, or never will be. */
    boolean archived;

    /** How often that has failed. */
    int notArchived;

    private long offset;
    private int lines;
    private String lastLine = "";

    /** How it ended; null while that is not known. Saved before its files on the instance go. */
    private Integer exit;

    private boolean lost;

    RemoteJob(String name) {
        this.name = name;
    }

    boolean isOf(String other) {
        return name.equals(other);
    }

    DetachedCommand command(Bake bake) {
        return new DetachedCommand(bake.id() + "." + name);
    }

    /** The copy of its output. */
    Path file(BakeContext context) {
        return context.folder().resolve(name + ".log");
    }

    /** The last line that it printed; empty when there is none. */
    String lastLine() {
        return lastLine;
    }

    boolean isOver() {
        return exit != null;
    }

    /** 0 also for one that is lost. */
    int exit() {
        return exit;
    }

    /** Whether it is gone without an exit code. */
    boolean isLost() {
        return lost;
    }

    /** Reads what is new. @return how it is; where it has ended and all is read, the job remembers so */
    DetachedState copy(Bake bake, BakeContext context, Shell shell) throws IOException, OperationException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DetachedState state = command(bake).poll(shell, offset, out);
        byte[] bytes = out.toByteArray();
        boolean whole = state.kind() != DetachedState.Kind.RUNNING && !state.more();
        int length = whole ? bytes.length : endOfLines(bytes);
        try (FileChannel file = FileChannel.open(file(context), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // a crash may have left more than was saved
            file.truncate(offset);
            file.position(offset);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
        new String(bytes, 0, length, StandardCharsets.UTF_8).lines().forEach(line -> say(line, context));
        offset += length;
        if (offset > Limits.INSTALL_LOG) {
            throw new OperationException(
                    "The " + name + " on the instance " + bake.instanceId + " has printed more than "
                            + Limits.words(Limits.INSTALL_LOG) + ", which is the limit for it. Let it print less.");
        }
        if (whole) {
            exit = state.exit();
            lost = state.kind() == DetachedState.Kind.LOST;
        }
        return state;
    }

    private static int endOfLines(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length < LONGEST_UNENDED ? 0 : bytes.length;
    }

    private void say(String line, BakeContext context) {
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
            context.log("  … the rest is in the artifact " + name + ".log");
        }
    }
}
