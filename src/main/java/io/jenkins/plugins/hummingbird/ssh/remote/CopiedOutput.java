package io.jenkins.plugins.hummingbird.ssh.remote;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * How much of the standard output of a {@link DetachedCommand} has been copied into a local file. Saved with its operation:
 * the number of bytes is all that a restart needs, for what a crash leaves beyond it in the file is cut off and copied
 * again.
 */
public final class CopiedOutput implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A line that does not end is cut here, or it would be read again and again. */
    private static final int LONGEST_UNENDED = 64 * 1024;

    private long bytes;

    /** @return how many bytes at the beginning of the file are the command's */
    public long bytes() {
        return bytes;
    }

    /** @return whether the file has all that was copied, and was not removed meanwhile */
    public boolean isIn(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) >= bytes;
    }

    /** Forgets what was copied, for a command that is started again. */
    public void restart() {
        bytes = 0;
    }

    /**
     * Copies what is new, a poll's worth at most, and forces it to the disk.
     *
     * @param file made where it does not exist
     * @return how the command is
     */
    public DetachedState copy(DetachedCommand command, Shell shell, Path file) throws IOException, OperationException {
        try (FileChannel out = open(file)) {
            DetachedState state = command.poll(shell, bytes, Channels.newOutputStream(out));
            out.force(false);
            bytes = state.offset();
            return state;
        }
    }

    /**
     * Copies what is new, a poll's worth at most, up to the end of its last line; when the command has ended, all of it.
     *
     * @param file made where it does not exist
     * @param lines is handed each line that was copied, without its end
     * @return how the command is
     */
    public DetachedState copyLines(DetachedCommand command, Shell shell, Path file, Consumer<String> lines)
            throws IOException, OperationException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        DetachedState state = command.poll(shell, bytes, buffer);
        byte[] all = buffer.toByteArray();
        int length = state.isComplete() ? all.length : endOfLines(all);
        try (FileChannel out = open(file)) {
            ByteBuffer rest = ByteBuffer.wrap(all, 0, length);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
        new String(all, 0, length, StandardCharsets.UTF_8).lines().forEach(lines);
        bytes += length;
        return state;
    }

    private FileChannel open(Path file) throws IOException {
        FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            out.truncate(bytes);
            out.position(bytes);
        } catch (IOException e) {
            out.close();
            throw e;
        }
        return out;
    }

    private static int endOfLines(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length < LONGEST_UNENDED ? 0 : bytes.length;
    }
}
