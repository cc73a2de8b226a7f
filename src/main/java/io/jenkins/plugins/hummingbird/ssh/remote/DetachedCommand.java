package io.jenkins.plugins.hummingbird.ssh.remote;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command on another machine that continues to run when the connection is closed or the process that started it ends.
 * It is identified by its id: with the id it can be started, polled and ended, each any number of times. Its files are
 * on the local disk of that machine, in a folder of the user in /var/tmp or, if that is full, in /tmp; files older than
 * a week are removed when another command is started. Requires flock and setsid of util-linux.
 *
 * <p>The command runs in that folder. Its standard input is also the file {@code input} there: for a script, {@code
 * exec sudo -n bash ./input </dev/null 2>&1} runs it as root with all output in one log.
 *
 * <p>Methods throw {@link IOException} and {@link OperationException} as {@link Shell#run} does.
 */
public final class DetachedCommand {
    private static final Script DETACHED = Script.resource(DetachedCommand.class, "detached.sh");
    private static final List<String> PLACES = List.of("/var/tmp", "/tmp");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern STATE = Pattern.compile("(running|lost|ended ([0-9]{1,3})) ([0-9]+)");

    /** In bytes per second; a slower transfer is considered hung. */
    private static final int SLOWEST = 128 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NO_ROOM = 73;
    private static final int NOT_OURS = 77;

    private final String id;
    private final List<String> places;

    /**
     * @param id unique for all time among the commands of this user there: letters, digits, dots, dashes and
     *     underscores. The caller must save it before it starts the command
     * @throws IllegalArgumentException if the id contains another character
     */
    public DetachedCommand(String id) {
        this(id, PLACES);
    }

    /**
     * Creates a command whose files are in other folders.
     *
     * @param id see the other constructor
     * @param places world-writable folders of that machine; the first that is not full is used
     */
    public DetachedCommand(String id, List<String> places) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("invalid id of a command: " + id);
        }
        this.id = id;
        this.places = List.copyOf(places);
    }

    /**
     * Starts the command, unless it was started before, whatever its state is now. After an exception it is unknown
     * whether it was started.
     *
     * @param stdin its standard input
     * @param words a program and its arguments
     * @throws DiskFullException if the local disk of that machine is full
     * @throws OperationException also if another user has created the folder for its files; the message names it
     */
    public void start(Shell shell, byte[] stdin, List<String> words) throws IOException, OperationException {
        List<String> more = new ArrayList<>();
        more.add(String.valueOf(stdin.length));
        more.addAll(words);
        run(shell, command("start", more).stdin(stdin).timeout(PATIENCE.plusSeconds(stdin.length / SLOWEST)));
    }

    /**
     * Polls the state of the command, waiting up to half a second for its end, and reads up to 4 MiB of its standard
     * output from an offset. A multi-byte character may be split.
     *
     * @param offset 0 at first, then that of the previous state
     * @param to neither flushed nor closed; after an exception it may have received some of the bytes
     * @return {@link DetachedState.Kind#LOST} also for a command that was never started
     */
    public DetachedState poll(Shell shell, long offset, OutputStream to) throws IOException, OperationException {
        Head head = new Head(to);
        Command poll = command("poll", List.of(String.valueOf(offset), String.valueOf(Limits.POLL)))
                .timeout(PATIENCE)
                .output(head, Head.LONGEST + Limits.POLL);
        run(shell, poll);
        Matcher state = STATE.matcher(head.line());
        if (!state.matches()) {
            throw new IOException(shell + ": " + poll.name() + " printed '" + head.line() + "'");
        }
        long size = Long.parseLong(state.group(3));
        if (head.count != Math.max(0, Math.min(Limits.POLL, size - offset))) {
            throw new IOException(shell + ": received " + head.count + " bytes of the output of " + id + ", which has "
                    + size + " bytes, from offset " + offset);
        }
        DetachedState.Kind kind =
                switch (state.group(1)) {
                    case "running" -> DetachedState.Kind.RUNNING;
                    case "lost" -> DetachedState.Kind.LOST;
                    default -> DetachedState.Kind.ENDED;
                };
        int exit = state.group(2) == null ? 0 : Integer.parseInt(state.group(2));
        return new DetachedState(kind, exit, offset + head.count, offset + head.count < size);
    }

    /**
     * Describes the failure of a command with the end of its standard error.
     *
     * @param state the state that the poll returned
     * @param what the name of the command in messages
     * @return a {@link DiskFullException} if the command failed because the local disk is full; not thrown
     */
    public IOException failure(Shell shell, DetachedState state, String what) throws IOException, OperationException {
        Command why = command("why", List.of());
        Result said = shell.run(why);
        if (said.exit() == NO_ROOM) {
            return new DiskFullException(
                    shell + ": " + what + " failed: " + said.err().strip());
        }
        return new IOException(
                state.kind() == DetachedState.Kind.LOST
                        ? shell + ": " + what + " is gone, for example because the machine was restarted"
                        : shell + ": " + new Result(state.exit(), "", said.out()).failure(why.named(what)));
    }

    /**
     * Ends the command and all processes that it has started, with TERM and five seconds later with KILL, and removes
     * its files. Also for a command that has ended or was never started. After that it may be started again.
     */
    public void end(Shell shell) throws IOException, OperationException {
        run(shell, command("end", List.of()));
    }

    private Command command(String action, List<String> more) {
        List<String> words = new ArrayList<>(List.of(action, id));
        words.addAll(places);
        words.add("--");
        words.addAll(more);
        return DETACHED.command(words).named(id + ": " + action);
    }

    private static void run(Shell shell, Command command) throws IOException, OperationException {
        Result result = shell.run(command);
        if (result.exit() == NO_ROOM) {
            throw new DiskFullException(shell + ": " + result.err().strip());
        }
        if (result.exit() == NOT_OURS) {
            throw new OperationException(shell + ": " + result.err().strip());
        }
        if (!result.succeeded()) {
            throw new IOException(shell + ": " + result.failure(command));
        }
    }

    /** Separates the first line from the output. */
    private static final class Head extends OutputStream {
        /** In bytes, including the line end: a state and a number. */
        static final int LONGEST = 64;

        private final OutputStream to;
        private final ByteArrayOutputStream first = new ByteArrayOutputStream();
        private boolean passed;
        long count;

        Head(OutputStream to) {
            this.to = to;
        }

        String line() {
            return first.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int start = offset;
            while (!passed && start < offset + length) {
                passed = bytes[start] == '\n' || first.size() == LONGEST;
                if (!passed) {
                    first.write(bytes[start]);
                }
                start++;
            }
            int rest = offset + length - start;
            to.write(bytes, start, rest);
            count += rest;
        }
    }
}
