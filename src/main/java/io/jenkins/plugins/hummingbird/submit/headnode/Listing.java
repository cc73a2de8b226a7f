package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.remote.DiskFullException;
import io.jenkins.plugins.hummingbird.submit.state.ListingState;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script prints on the head node, which may take it minutes and be gigabytes: copied as it grows into a file of
 * the operation's folder. The script is a detached command, for neither the connection nor this process may last as
 * long. A submission has one listing at a time, in its saved state from before the command is started until its files
 * on the head node are removed.
 *
 * @param name of the listing and of its file
 * @param what it is for messages, such as {@code the listing of the output}
 * @param script prints it, and can do so again
 * @param arguments the script's
 * @param input what the script reads from standard input; asked for when the script is started
 * @param most how many bytes there may be
 */
public record Listing(String name, String what, Script script, List<String> arguments, Input input, long most) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What fails so many times in the same way does so for a reason that does not pass. */
    private static final int MOST_FAILURES = 5;

    /** Makes what the script reads from standard input. */
    public interface Input {
        byte[] bytes() throws IOException, OperationException;
    }

    public Listing(String name, String what, Script script, List<String> arguments, Input input) {
        this(name, what, script, arguments, input, Limits.LISTING);
    }

    /** @return where the copy is */
    static Path file(ListingState state, Path folder) {
        return folder.resolve(state.name() + ".listing");
    }

    /**
     * Makes one move of what leads to the complete file.
     *
     * @return null when it is complete
     */
    PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        if (submission.listing == null) {
            submission.listing = new ListingState(submission.id(), name);
            context.save();
        }
        ListingState state = submission.listing;
        if (state.isStarted() && !state.output.isIn(file(state, context.folder()))) {
            // it was removed when it had been read, and the move that did so was not saved
            state.startOver();
        }
        return state.isComplete() ? null : copy(submission, state, context);
    }

    private PhaseResult<SubmitPhase> copy(SubmissionState submission, ListingState state, SubmitContext context)
            throws IOException, OperationException {
        Shell headNode = context.headNode(submission);
        DetachedCommand command = new DetachedCommand(state.id());
        try {
            if (!state.isStarted()) {
                List<String> words = new ArrayList<>(List.of("bash", "-c", script.text(), name));
                words.addAll(arguments);
                command.start(headNode, input.bytes(), words);
            }
            DetachedState seen = state.output.copy(command, headNode, file(state, context.folder()));
            state.copied(seen.succeeded() && !seen.more());
            if (seen.kind() != DetachedState.Kind.RUNNING && !seen.succeeded()) {
                IOException failure = command.failure(headNode, seen, what);
                command.end(headNode);
                state.startOver();
                throw passing(state, failure);
            }
            if (state.output.bytes() > most) {
                command.end(headNode);
                throw new OperationException(headNode + ": " + what + " has more than " + Limits.words(most)
                        + ", which is the limit for it. Submit less at once, or look at what runs there.");
            }
            return state.isComplete() || seen.more() ? PhaseResult.again() : PhaseResult.stay(PAUSE);
        } catch (DiskFullException e) {
            throw noRoom(submission, state, context, e);
        }
    }

    /** @throws OperationException when it will not pass */
    private static IOException passing(ListingState state, IOException failure) throws OperationException {
        if (failure instanceof DiskFullException) {
            return failure;
        }
        state.failures = failure.getMessage().equals(state.lastFailure) ? state.failures + 1 : 1;
        state.lastFailure = failure.getMessage();
        if (state.failures == MOST_FAILURES) {
            throw new OperationException(state.lastFailure + ". It failed so " + state.failures + " times.", failure);
        }
        return failure;
    }

    /** Before anything was submitted nothing is lost by giving up; later it is worth waiting for room. */
    private static IOException noRoom(
            SubmissionState submission, ListingState state, SubmitContext context, DiskFullException e)
            throws OperationException {
        if (!submission.allEnded()) {
            throw new OperationException("The submission cannot start: " + e.getMessage() + ".", e);
        }
        if (!state.noRoomLogged) {
            state.noRoomLogged = true;
            context.log("waiting for room on the head node: " + e.getMessage());
        }
        return e;
    }

    /** Ends the script if it still runs, and removes its files on the head node; may be called again. */
    public static void end(ListingState state, Shell headNode) throws IOException, OperationException {
        new DetachedCommand(state.id()).end(headNode);
    }
}
