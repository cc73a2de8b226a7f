package io.jenkins.plugins.hummingbird.ssh.remote;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.TemporaryFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.commons.io.output.CountingOutputStream;

/**
 * Reads and writes files on another machine with GNU coreutils over a {@link Shell}. Paths may contain any character
 * but NUL, and are relative to the user's home unless they start with a slash. Methods throw {@link IOException} and
 * {@link OperationException} as {@link Shell#run} does; the latter also if the other machine refuses, such as for a
 * missing permission, the former also for faults that may be temporary, such as a file server that is not reachable.
 */
public final class RemoteFiles {
    private static final Logger LOGGER = Logger.getLogger(RemoteFiles.class.getName());
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
    private static final String ABSENT = "No such file or directory";
    /** In bytes per second; a slower transfer is considered hung. */
    private static final long SLOWEST = 128 * 1024;

    private final Shell shell;

    public RemoteFiles(Shell shell) {
        this.shell = shell;
    }

    /**
     * Uploads a local file and replaces the remote file atomically.
     *
     * @param path its folder must exist
     */
    public void upload(Path local, String path) throws IOException, OperationException {
        long size = Files.size(local);
        upload(size, path, dd -> dd.stdin(local));
    }

    /** Uploads bytes, as {@link #upload(Path, String)} does. */
    public void upload(byte[] bytes, String path) throws IOException, OperationException {
        upload(bytes.length, path, dd -> dd.stdin(bytes));
    }

    private void upload(long size, String path, Source source) throws IOException, OperationException {
        String part = path.substring(0, path.lastIndexOf('/') + 1) + ".hummingbird-" + UUID.randomUUID();
        boolean moved = false;
        try {
            // dd reads its inherited standard input: it is a socket, which cannot be opened through /dev/stdin
            Command dd = Command.of("dd", "of=" + part, "bs=1M", "iflag=fullblock", "status=none");
            succeed(source.feed(dd).timeout(timeFor(size)), "write", path);
            long arrived = size(part);
            if (arrived != size) {
                throw new IOException(
                        shell + ": " + path + " should have " + size + " bytes, but " + arrived + " were received");
            }
            succeed(Command.of("mv", "-T", "--", part, path), "write", path);
            moved = true;
        } finally {
            if (!moved) {
                discard(part);
            }
        }
    }

    private void discard(String part) throws OperationException {
        try {
            shell.run(Command.of("rm", "-f", "--", part));
        } catch (IOException e) {
            // the connection broke: a hidden file is left, and the first failure is reported
            LOGGER.log(Level.FINE, "not removed: " + part, e);
        }
    }

    private interface Source {
        Command feed(Command dd);
    }

    private void copy(String path, long size, OutputStream to) throws IOException, OperationException {
        CountingOutputStream counter = new CountingOutputStream(to);
        Command head = Command.of("head", "-c", String.valueOf(size), "--", path)
                .timeout(timeFor(size))
                .output(counter, size);
        succeed(head, "read", path);
        if (counter.getByteCount() != size) {
            throw new IOException(
                    shell + ": " + path + " had " + size + " bytes, but " + counter.getByteCount() + " were received");
        }
    }

    /**
     * Downloads a file; if it grows, only what it contains at the start.
     *
     * @param path on the other machine
     * @param local created or overwritten
     * @param maxBytes a larger file is refused before it is copied
     * @throws OperationException also if there is no such file
     */
    public void download(String path, Path local, long maxBytes) throws IOException, OperationException {
        long size = size(path, maxBytes);
        try (OutputStream out = Files.newOutputStream(local)) {
            copy(path, size, out);
        }
    }

    private long size(String path, long maxBytes) throws IOException, OperationException {
        long size = size(path);
        if (size > maxBytes) {
            throw new OperationException(
                    shell + ": " + path + " has " + size + " bytes, more than the limit of " + maxBytes);
        }
        return size;
    }

    private long size(String path) throws IOException, OperationException {
        Command stat = Command.of("stat", "-L", "-c", "%s", "--", path).with("LC_ALL", "C");
        Result result = shell.run(stat);
        if (isAbsent(result)) {
            throw new OperationException(shell + ": there is no file " + path);
        }
        check(result, stat, "read", path);
        String size = result.out().strip();
        if (!SIZE.matcher(size).matches()) {
            throw new OperationException(shell + ": instead of the size of " + path + ", stat printed '"
                    + size.substring(0, Math.min(size.length(), 100))
                    + "'. Is it the stat of GNU coreutils?");
        }
        return Long.parseLong(size);
    }

    /** The reason is at the end of the message, after the name of the file, which may be any text. */
    private static boolean isAbsent(Result result) {
        return !result.succeeded() && result.err().strip().endsWith(ABSENT);
    }

    private void succeed(Command command, String what, String path) throws IOException, OperationException {
        check(shell.run(command.with("LC_ALL", "C")), command, what, path);
    }

    private void check(Result result, Command command, String what, String path)
            throws IOException, OperationException {
        if (result.succeeded()) {
            return;
        }
        String message = shell + ": cannot " + what + " " + path + ": " + result.failure(command);
        if (result.signal() != null || TemporaryFault.isIn(result.err())) {
            throw new IOException(message);
        }
        throw new OperationException(message);
    }

    private static Duration timeFor(long bytes) {
        return Duration.ofSeconds(60 + bytes / SLOWEST);
    }
}
