package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A long-running task as plain state that advances by short moves. It never sleeps and never waits for something remote
 * to change: each move does a little and returns when the next one is due. A driver makes the moves, one after the
 * other; between two moves the operation may be written to its state file and read again by another process.
 *
 * <p>An operation <em>advances</em> until it succeeds, fails or is stopped. After a failure or a stop it is
 * <em>undone</em>: running work is cancelled, move by move and within a limit of time. Then it is <em>over</em> and has
 * an {@link Outcome}, which never changes again.
 *
 * <p>Fields of a subclass are saved by XStream: strings, numbers, enums, mutable {@code java.util} collections, and
 * small classes of the plugin; no records.
 *
 * @param <S> the context passed to each move
 */
public abstract class Operation<S extends OperationContext> extends OperationBehavior<S> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(Operation.class.getName());

    /** How long undoing may take. */
    public static final Duration UNDO_TIME = Duration.ofMinutes(2);

    private static final Duration UNDO_PAUSE = Duration.ofSeconds(5);

    private final String id;
    private final FailureStreak failures = new FailureStreak();
    private final UndoState undo = new UndoState();
    private Outcome outcome;

    /** When the first move was made; null before. */
    private Instant begun;

    /** When the operation ended; null before. */
    private Instant ended;

    private transient volatile boolean stopRequested;

    /**
     * @param id the name of the operation's folder and of what it creates elsewhere; unique; letters, digits and dashes
     */
    protected Operation(String id) {
        this.id = id;
    }

    /** @return the host against whose share of moves the next one counts, see {@link MovePool}; empty for none */
    public final String sharedHost() {
        return talksToNode() ? "" : host();
    }

    /**
     * Makes one move and saves the state. Never called concurrently.
     *
     * @param context for this move only
     * @return when to call again
     */
    public final Next move(S context) {
        begun = begun == null ? context.now() : begun;
        Next next = outcome == null ? attempt(context) : Next.end();
        ended = outcome != null && ended == null ? context.now() : ended;
        undo.pause(next.delay());
        try {
            context.save();
            if (outcome != null) {
                // the end is saved; after a crash at this point the next process makes one more move
                FolderCleanup.tidy(context.folder(), this::filesToKeep);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot save the state of operation " + id, e);
            // the operation ends only when that is saved: a restart would not know of it
            next = Next.in(
                    failures.failed(e, "", context.now(), FailureStreak.SILENCE, RetryDelay.LONGEST, context::log));
        } catch (RuntimeException | Error e) {
            // another attempt would fail in the same way
            next = outcome != null ? Next.end() : thrown(e, context.now());
        }
        undo.pause(next.delay());
        return next;
    }

    private Next attempt(S context) {
        Next next;
        try {
            if (!undoing()) {
                checkStopAndTime(context);
            }
            next = undoing() ? undo(context) : advance(context).atLeast(context.leastWait());
            failures.succeeded(context::log);
        } catch (StoppedException e) {
            beginStop(context);
            next = Next.now();
        } catch (OperationException e) {
            LOGGER.log(Level.FINE, "operation " + id, e);
            next = failed(e.getMessage(), context.now());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "operation " + id + " will retry", e);
            next = failed(e, context);
        } catch (RuntimeException | Error e) {
            next = thrown(e, context.now());
        }
        if (undoing() && outcome == null && undo.count(context.now()).compareTo(UNDO_TIME) >= 0) {
            next = end(undo.outcome(failures.sentence(context.now()), saidToRemain()));
        }
        return undoing() && outcome != null ? conclude(context) : next;
    }

    private Next failed(IOException e, S context) {
        Duration limit = undoing() ? null : patience();
        // a first connection that fails is most often caused by a wrong parameter: somebody may be watching the log
        Duration silence = limit == null ? FailureStreak.SILENCE : Duration.ZERO;
        Duration delay = failures.failed(e, host(), context.now(), silence, longestRetryDelay(), context::log);
        return limit == null || failures.duration().compareTo(limit) < 0
                ? Next.in(delay)
                : failed(failures.giveUpMessage(limit, context.now()), context.now());
    }

    /**
     * Runs {@link #undoingEnds}. Repeated after an I/O error while there is time; no failure keeps the operation from
     * ending.
     */
    private Next conclude(S context) {
        try {
            undoingEnds(context);
        } catch (IOException | OperationException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "operation " + id + " could not record how it ended", e);
            if (e instanceof IOException && undo.duration().compareTo(UNDO_TIME) < 0) {
                outcome = null;
                return Next.in(UNDO_PAUSE);
            }
        }
        return Next.end();
    }

    private Next thrown(Throwable e, Instant now) {
        LOGGER.log(Level.SEVERE, "operation " + id + (undoing() ? " cannot be undone yet" : " cannot continue"), e);
        // running work costs money, and memory may be available a moment later: retry until the time for undoing is
        // over
        return undoing()
                ? Next.in(UNDO_PAUSE)
                : failed(ErrorSentence.of(e) + " The Jenkins system log has the details.", now);
    }

    /** A fault in finding out what remains keeps no operation from ending, nor its reason from being said. */
    private String saidToRemain() {
        try {
            return remains();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.SEVERE, "what operation " + id + " leaves is not known", e);
            return ErrorSentence.of(e) + " The Jenkins system log has the details.";
        }
    }

    private void checkStopAndTime(S context) throws OperationException, IOException {
        if (stopRequested) {
            beginStop(context);
            context.save();
        } else if (deadline() != null && !context.now().isBefore(deadline())) {
            throw new OperationException(failures.timeoutMessage(deadline(), context.now()));
        }
    }

    private void beginStop(S context) {
        beginUndo(null, context.now());
        context.log("stopping: cancelling running work");
    }

    private Next failed(String message, Instant now) {
        if (undoing()) {
            return end(undo.outcome("", message + " " + saidToRemain()));
        }
        beginUndo(message, now);
        return Next.now();
    }

    private void beginUndo(String why, Instant now) {
        undo.begin(why, failures.isBrief() ? "" : failures.sentence(now), now);
        failures.reset();
    }

    private Next end(Outcome end) {
        outcome = end;
        return Next.end();
    }

    /** Ends an operation that is being undone: nothing is left. */
    protected final Next undone() {
        return end(undo.outcome("", ""));
    }

    /** Ends the operation successfully; the result holds strings, longs, booleans, mutable lists and mutable maps. */
    protected final Next done(Map<String, ?> result) {
        return end(new Outcome(Outcome.Kind.DONE, "", result));
    }

    /** Ends the operation successfully, with a warning that makes the build unstable. */
    protected final Next unstable(String why, Map<String, ?> result) {
        return end(new Outcome(Outcome.Kind.UNSTABLE, why, result));
    }

    /** Requests a stop: the next move starts to undo. May be called at any time, from any thread, more than once. */
    public final void stop() {
        stopRequested = true;
    }

    /**
     * Ends a move that takes long without remote calls, such as one that examines a million names, if a stop was
     * requested. Called repeatedly during such a move.
     *
     * @throws OperationException if a stop was requested; must not be caught
     */
    public final void checkStop() throws OperationException {
        if (stopRequested && !undoing()) {
            throw new StoppedException();
        }
    }

    /** @return whether the operation is being undone, or was, after a failure or a stop */
    public final boolean undoing() {
        return undo.begun();
    }

    /** @return whether it is being undone because it failed, and not because it was stopped */
    protected final boolean failed() {
        return undo.causedByFailure();
    }

    /** @return how long undoing has been tried; zero before */
    public final Duration undoTime() {
        return undo.duration();
    }

    /** @return how it ended; null while it has not */
    public final Outcome outcome() {
        return outcome;
    }

    /** @return what it is doing, or how it ended: a few words for people */
    public final String status() {
        return outcome != null ? outcome.kind().words() : undoing() ? "cancelling running work" : doing();
    }

    /** @return when its first move was made; null before */
    public final Instant begun() {
        return begun;
    }

    /** @return when it ended; null before */
    public final Instant ended() {
        return ended;
    }

    /** @return the name of its folder and of what it creates elsewhere */
    public final String id() {
        return id;
    }
}
