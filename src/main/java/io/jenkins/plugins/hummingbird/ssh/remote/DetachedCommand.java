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
 * A command on another machine that goes on when the connection, or whoever started it, is gone. It is known there by
 * its id alone: whoever has that can start it, ask for it and end it, each as often as wanted. Its files are on that
 * machine's own disk, in a folder of the user's below /var/tmp or, where there is no room, /tmp; what was left there for
 * a week is removed when another one is started. Needs flock and setsid of util-linux.
 *
 * <p>The command runs in that folder. What it reads from standard input is the file {@code input} there as well, such
 * as a script: {@code exec sudo -n bash ./input </dev/null 2>&1}, run by bash, runs it as root with all that it says in
 * one log.
 *
 * <p>The {@link IOException} and {@link OperationException} of {@link Shell#run} are thrown as there.
 */
public final class DetachedCommand {
    private static final Script DETACHED = Script.resource(DetachedCommand.class, "detached.sh");
    private static final List<String> PLACES = List.of("/var/tmp", "/tmp");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern STATE = Pattern.compile("(running|lost|ended ([0-9]{1,3})) ([0-9]+)");

    /** In bytes per second; slower is a connection that hangs. */
    private static final int SLOWEST = 128 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NO_ROOM = 73;
    private static final int NOT_OURS = 77;

    private final String id;
    private final List<String> places;

    /**
     * @param id unique for all time among what this user runs there: letters, digits, dots, dashes and underscores. It
     *     is in the saved state of whoever starts the command before that is done
     * @throws IllegalArgumentException for another character
     */
    public DetachedCommand(String id) {
        this(id, PLACES);
    }

    /**
     * One whose files lie elsewhere.
     *
     * @param id see the other constructor
     * @param places folders of that machine in which everybody may make one, the first with room is taken
     */
    public DetachedCommand(String id, List<String> places) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a command: " + id);
        }
        this.id = id;
        this.places = List.copyOf(places);
    }

    /**
     * Starts the command, unless it was started before, whatever has become of it. After an exception it is not known
     * whether it was.
     *
     * @param stdin what it reads from standard input
     * @param words a program and its arguments
     * @throws NoRoomException when that machine's own disk is full
     * @throws OperationException also when somebody else has made the folder for its files; the message names it
     */
    public void start(Shell shell, byte[] stdin, List<String> words) throws IOException, OperationException {
        List<String> more = new ArrayList<>();
        more.add(String.valueOf(stdin.length));
        more.addAll(words);
        run(shell, command("start", more).stdin(stdin).timeout(PATIENCE.plusSeconds(stdin.length / SLOWEST)));
    }

    /**
     * Looks how the command is, waiting for half a second for its end, and reads of its standard output what there is
     * from an offset, up to 4 MiB. A character of more than one byte may be cut in two.
     *
     * @param offset 0 at first, then that of the state before
     * @param to is neither flushed nor closed; after an exception it may have got some of the bytes
     * @return also {@link DetachedState.Kind#LOST} for one that was never started
     */
    public DetachedState poll(Shell shell, long offset, OutputStream to) throws IOException, OperationException {
        Head head = new Head(to);
        Command poll = command("poll", List.of(String.valueOf(offset), String.valueOf(Limits.POLL)))
                .timeout(PATIENCE)
                .output(head, Head.LONGEST + Limits.POLL);
        run(shell, poll);
        Matcher state = STATE.matcher(head.line());
        if (!state.matches()) {
            throw new IOException(shell + ": " + poll.name() + " says '" + head.line() + "'");
        }
        long size = Long.parseLong(state.group(3));
        if (head.count != Math.max(0, Math.min(Limits.POLL, size - offset))) {
            throw new IOException(shell + ": of the output of " + id + ", which has " + size + " bytes, " + head.count
                    + " came from " + offset + " on");
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
     * Says why a command failed, by the end of its standard error.
     *
     * @param state of the poll that told of it
     * @param what the command is for messages
     * @return a {@link NoRoomException} when that machine's own disk is full, which is then why; not thrown
     */
    public IOException failure(Shell shell, DetachedState state, String what) throws IOException, OperationException {
        Command why = command("why", List.of());
        Result said = shell.run(why);
        if (said.exit() == NO_ROOM) {
            return new NoRoomException(
                    shell + ": " + what + " failed: " + said.err().strip());
        }
        return new IOException(
                state.kind() == DetachedState.Kind.LOST
                        ? shell + ": " + what + " is gone, as when the machine was started anew"
                        : shell + ": " + new Result(state.exit(), "", said.out()).failure(why.named(what)));
    }

    /**
     * Ends the command with all that it has started, first by TERM, five seconds later by KILL, and removes its files.
     * For one that has ended, or was never started, too. After that it may be started anew.
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
            throw new NoRoomException(shell + ": " + result.err().strip());
        }
        if (result.exit() == NOT_OURS) {
            throw new OperationException(shell + ": " + result.err().strip());
        }
        if (!result.succeeded()) {
            throw new IOException(shell + ": " + result.failure(command));
        }
    }

    /** Takes the first line for itself. */
    private static final class Head extends OutputStream {
        /** In bytes, that of its end included: a state and a number. */
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
