package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A command on another machine that goes on when the connection, or whoever started it, is gone. It has a folder there and
 * a name in it: {@code NAME.out} and {@code NAME.err} are what it prints. Its standard input is empty. Needs setsid and
 * flock of util-linux.
 */
public final class DetachedCommand {
    private static final Script DETACHED = Script.resource(DetachedCommand.class, "detached.sh");

    private final String folder;
    private final String name;
    private final List<String> words;

    /**
     * @param folder exists there, absolute; on a file system with locks
     * @param name a file name without a slash, unique in the folder for what is run
     * @param words a program and its arguments
     */
    public DetachedCommand(String folder, String name, List<String> words) {
        this.folder = folder;
        this.name = name;
        this.words = List.copyOf(words);
    }

    /**
     * Starts the command, unless it runs or has ended, and looks how it is. May be called by any number at once, and
     * again after any failure: of one name one command runs at a time, and none any more after one has ended by itself.
     * One that was killed, with all that it had started, is started anew.
     *
     * @return its exit code, or empty while it runs
     * @throws IOException when the machine cannot be reached or cannot do it, such as for a full disk
     */
    public OptionalInt poll(Shell shell) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(folder, name));
        arguments.addAll(words);
        Command command = DETACHED.command(arguments).named("starting " + name);
        Result result = shell.run(command);
        String state = result.out().strip();
        if (!result.succeeded() || !state.matches("running|[0-9]{1,3}")) {
            throw new IOException(shell + ": " + result.failure(command));
        }
        return state.equals("running") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(state));
    }
}
