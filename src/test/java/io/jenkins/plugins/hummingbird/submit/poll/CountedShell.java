package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the commands that run by a login. */
public final class CountedShell implements Shell {
    public final AtomicInteger commands = new AtomicInteger();

    private final Shell shell;

    public CountedShell(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Result run(Command command) throws IOException, OperationException {
        commands.incrementAndGet();
        return shell.run(command);
    }

    @Override
    public Object login() {
        return shell.login();
    }
}
