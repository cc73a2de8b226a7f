package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what goes through a shell. */
final class CountingShell implements Shell {
    final AtomicLong commands = new AtomicLong();

    /** What the commands printed, in bytes; not what went into a stream of the caller's. */
    final AtomicLong bytes = new AtomicLong();

    private final Shell shell;

    CountingShell(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Result run(Command command) throws IOException, OperationException {
        Result result = shell.run(command);
        commands.incrementAndGet();
        bytes.addAndGet(length(result.out()) + length(result.err()));
        return result;
    }

    private static long length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return shell.toString();
    }
}
