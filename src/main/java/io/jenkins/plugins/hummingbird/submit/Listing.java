package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.remote.NoRoomException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script prints on the head node, which may take it minutes and be gigabytes: copied as it grows into a file of
 * the operation's folder. The script is a detached command, for neither the connection nor this process may last as
 * long. A submission has one listing at a time, in its saved state from before the command is started until its files
 * on the head node are removed.
 */
final class Listing implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What fails so many times in the same way does so for a reason that does not pass. */
    private static final int MOST_FAILURES = 5;

    /** Makes what the script reads from standard input; asked for when the script is started. */
    interface Input {
        byte[] bytes() throws IOException, OperationException;
    }

    private final String name;
    private final String id;
    private boolean started;

    /** How many bytes at the beginning of the file are right: a crash may leave more in it. */
    private long copied;

    private boolean whole;
    private boolean saidThatThereIsNoRoom;

    /** How the script failed last, and how many times in a row in that way. */
    private String lastFailure = "";

    private int failures;

    private Listing(Submission submission, String name) {
        this.name = name;
        id = submission.id() + "." + name;
    }

    /** The listing of a name: the one that is under way, or a new one. */
    static Listing of(Submission submission, SubmitContext context, String name) throws IOException {
        if (submission.listing == null) {
            submission.listing = new Listing(submission, name);
            context.save();
        }
        return submission.listing;
    }

    /** Where the copy is. */
    Path file(SubmitContext context) {
        return context.folder().resolve(name + ".listing");
    }

    /** Whether all of it has been copied. */
    boolean isWhole(SubmitContext context) throws IOException {
        Path file = file(context);
        if (started && (!Files.exists(file) || Files.size(file) < copied)) {
            // it was removed when it had been read, and the move that did so was not saved
            beginAnew();
        }
        return whole;
    }

    /**
     * Makes one move of what leads to the whole file, which may have {@link Limits#LISTING} bytes.
     *
     * @param what it is for messages, such as {@code the listing of the output}
     * @param script prints it, and can do so again
     */
    Next move(
            Submission submission,
            SubmitContext context,
            String what,
            Script script,
            List<String> arguments,
            Input stdin)
            throws IOException, OperationException {
        return move(submission, context, what, script, arguments, stdin, Limits.LISTING);
    }

    /**
     * Makes one move, as above.
     *
     * @param most how many bytes there may be
     */
    Next move(
            Submission submission,
            SubmitContext context,
            String what,
            Script script,
            List<String> arguments,
            Input stdin,
            long most)
            throws IOException, OperationException {
        Shell headNode = submission.headNode(context);
        DetachedCommand command = new DetachedCommand(id);
        try {
            if (!started) {
                List<String> words = new ArrayList<>(List.of("bash", "-c", script.text(), name));
                words.addAll(arguments);
                command.start(headNode, stdin.bytes(), words);
            }
            DetachedState state = copy(context, headNode, command);
            if (state.kind() != DetachedState.Kind.RUNNING && !state.succeeded()) {
                IOException failure = command.failure(headNode, state, what);
                command.end(headNode);
                beginAnew();
                throw passing(failure);
            }
            if (copied > most) {
                command.end(headNode);
                throw new OperationException(headNode + ": " + what + " has more than " + Limits.words(most)
                        + ", which is the limit for it. Submit less at once, or look at what runs there.");
            }
            whole = state.succeeded() && !state.more();
            return whole || state.more() ? Next.now() : Next.in(PAUSE);
        } catch (NoRoomException e) {
            throw noRoom(submission, context, e);
        }
    }

    /** @throws OperationException when it will not pass */
    private IOException passing(IOException failure) throws OperationException {
        if (failure instanceof NoRoomException) {
            return failure;
        }
        failures = failure.getMessage().equals(lastFailure) ? failures + 1 : 1;
        lastFailure = failure.getMessage();
        if (failures == MOST_FAILURES) {
            throw new OperationException(lastFailure + ". It failed so " + failures + " times.", failure);
        }
        return failure;
    }

    private DetachedState copy(SubmitContext context, Shell headNode, DetachedCommand command)
            throws IOException, OperationException {
        try (FileChannel out = FileChannel.open(file(context), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(copied);
            out.position(copied);
            DetachedState state = command.poll(headNode, copied, Channels.newOutputStream(out));
            out.force(false);
            started = true;
            copied = state.offset();
            return state;
        }
    }

    /** Before anything was submitted nothing is lost by giving up; later it is worth waiting for room. */
    private IOException noRoom(Submission submission, SubmitContext context, NoRoomException e)
            throws OperationException {
        if (!submission.allEnded()) {
            throw new OperationException("The submission cannot start: " + e.getMessage() + ".", e);
        }
        if (!saidThatThereIsNoRoom) {
            saidThatThereIsNoRoom = true;
            context.log("waits for room on the head node: " + e.getMessage());
        }
        return e;
    }

    private void beginAnew() {
        started = false;
        copied = 0;
        whole = false;
    }

    /** How many times in a row the script has failed in the same way. */
    int failures() {
        return failures;
    }

    /** What is left when it could not be ended: a sentence. */
    String remains(String host) {
        return "What lists files on " + host
                + " may still run, and ends by itself; its folder there is /var/tmp or /tmp," + " hummingbird-UID/" + id
                + ".";
    }

    /** Ends the script if it still runs, and removes its files on the head node; may be called again. */
    void end(Shell headNode) throws IOException, OperationException {
        new DetachedCommand(id).end(headNode);
    }
}
