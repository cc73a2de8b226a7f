package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A long piece of work as plain state that advances by short moves. It never sleeps and never waits for something
 * remote to change: each move does a little and says when the next one is due. A driver makes the moves, one after
 * the other; between two of them the operation may be written to its state file and read again in another process.
 *
 * <p>The states: it <em>advances</em> until it has succeeded, has failed or is to stop. A failure or a stop makes it
 * <em>undo</em> what is under way, move by move and bounded in time; then it is <em>over</em> and has an
 * {@link Outcome}, which never changes again.
 *
 * <p>Fields of a subclass are saved by XStream: strings, numbers, enums, {@code java.util} collections that can be
 * changed, and small classes of our own; no record.
 *
 * @param <S> what its moves are handed
 */
public abstract class Operation<S extends OperationContext> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(Operation.class.getName());

    /** How long undoing may take. */
    public static final Duration UNDO_TIME = Duration.ofMinutes(2);

    private static final Duration UNDO_PAUSE = Duration.ofSeconds(5);

    private final String id;
    private final FailureStreak trouble = new FailureStreak();
    private final Undoing undo = new Undoing();
    private Outcome outcome;

    /** When the first move was made, and when it was over; null before. */
    private Instant begun;

    private Instant ended;

    private transient volatile boolean stopNoted;

    /** @param id names the operation's folder and whatever it makes elsewhere; unique, letters, digits and dashes */
    protected Operation(String id) {
        this.id = id;
    }

    /** Advances by one short move. An {@link IOException} means that the move is to be made again after a while. */
    protected abstract Next advance(S context) throws IOException, OperationException;

    /**
     * Undoes by one short move what is under way, whatever was done so far, and calls {@link #undone()} when nothing
     * is left. An {@link IOException} means that the move is to be made again.
     */
    protected abstract Next undo(S context) throws IOException, OperationException;

    /**
     * Called when the undoing ends, also when it is given up, before that is saved, and again where that failed: writes
     * down how it ended. Asks nothing that may be away.
     */
    protected void undoingEnds(S context) throws IOException, OperationException {}

    /** @return what may be left when undoing is given up, and how to remove it: a sentence; empty for nothing */
    protected abstract String remains();

    /** @return the host that it is about, and that its moves talk to */
    public abstract String host();

    /** @return whether the next move may ask the node around the step, which is nobody else's to wait for */
    protected boolean talksToNode() {
        return false;
    }

    /** @return the host with whose moves the next one shares a place, see {@link MovePool}; empty for none */
    public final String sharedHost() {
        return talksToNode() ? "" : host();
    }

    /** @return the point in time at which it fails by itself, or null while there is none */
    protected abstract Instant deadline();

    /** @return for how long moves may fail in a row before it fails, or null to go on until the deadline */
    protected abstract Duration patience();

    /** @return how long to wait at most after a move that failed; for one that costs nobody much it may be short */
    protected Duration longestRetryDelay() {
        return RetryDelay.LONGEST;
    }

    /**
     * Called when the operation is over, to delete all else but its state; may be called again.
     *
     * @param folder the operation's
     * @return names of files right in that folder that somebody still reads
     */
    protected Set<String> filesToKeep(Path folder) throws IOException {
        return Set.of();
    }

    /** What is under way, in a few words for people: no I/O. */
    protected String doing() {
        return "under way";
    }

    /**
     * Makes one move and saves the state. Never called twice at once.
     *
     * @param context handed to this move only
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
                // the end is on disk; where a crash is faster than this, whoever finds it there makes one more move
                EndedFolder.tidy(context.folder(), this::filesToKeep);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the state of operation " + id + " could not be saved", e);
            // an end that is not on disk is no end yet: a restart would know nothing of it
            next = Next.in(
                    trouble.failed(e, "", context.now(), FailureStreak.SILENCE, RetryDelay.LONGEST, context::log));
        } catch (RuntimeException | Error e) {
            // another attempt would end in the same way
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
            trouble.worked(context::log);
        } catch (StoppedException e) {
            beginStop(context);
            next = Next.now();
        } catch (OperationException e) {
            LOGGER.log(Level.FINE, "operation " + id, e);
            next = failed(e.getMessage(), context.now());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "operation " + id + " tries again", e);
            next = failed(e, context);
        } catch (RuntimeException | Error e) {
            next = thrown(e, context.now());
        }
        if (undoing() && outcome == null && undo.count(context.now()).compareTo(UNDO_TIME) >= 0) {
            next = end(undo.outcome(trouble.sentence(context.now()), remains()));
        }
        return undoing() && outcome != null ? conclude(context) : next;
    }

    private Next failed(IOException e, S context) {
        Duration limit = undoing() ? null : patience();
        // a first contact that fails is most often a mistake in the parameters: somebody may be looking
        Duration silence = limit == null ? FailureStreak.SILENCE : Duration.ZERO;
        Duration delay = trouble.failed(e, host(), context.now(), silence, longestRetryDelay(), context::log);
        return limit == null || trouble.lasted().compareTo(limit) < 0
                ? Next.in(delay)
                : failed(trouble.givenUpAfter(limit, context.now()), context.now());
    }

    /** Tried again while there is time; what goes wrong must not keep it from its end. */
    private Next conclude(S context) {
        try {
            undoingEnds(context);
        } catch (IOException | OperationException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "operation " + id + " could not write down how it ended", e);
            if (e instanceof IOException && undo.spent().compareTo(UNDO_TIME) < 0) {
                outcome = null;
                return Next.in(UNDO_PAUSE);
            }
        }
        return Next.end();
    }

    private Next thrown(Throwable e, Instant now) {
        LOGGER.log(Level.SEVERE, "operation " + id + (undoing() ? " cannot be undone yet" : " cannot go on"), e);
        // what is under way costs money, and memory may be there a moment later: only the time for undoing ends that
        return undoing()
                ? Next.in(UNDO_PAUSE)
                : failed(ErrorSentence.of(e) + " The Jenkins system log has the details.", now);
    }

    private void checkStopAndTime(S context) throws OperationException, IOException {
        if (stopNoted) {
            beginStop(context);
            context.save();
        } else if (deadline() != null && !context.now().isBefore(deadline())) {
            throw new OperationException(trouble.endOfTime(deadline(), context.now()));
        }
    }

    private void beginStop(S context) {
        beginUndo(null, context.now());
        context.log("stopping: cancelling running work");
    }

    private Next failed(String message, Instant now) {
        if (undoing()) {
            return end(undo.outcome("", message + " " + remains()));
        }
        beginUndo(message, now);
        return Next.now();
    }

    private void beginUndo(String why, Instant now) {
        undo.begin(why, trouble.isBrief() ? "" : trouble.sentence(now), now);
        trouble.forget();
    }

    private Next end(Outcome end) {
        outcome = end;
        return Next.end();
    }

    /** Ends an operation that was being undone: nothing is left. */
    protected final Next undone() {
        return end(undo.outcome("", ""));
    }

    /** Ends the operation well; the result holds strings, longs, booleans, lists and maps that can be changed. */
    protected final Next done(Map<String, ?> result) {
        return end(new Outcome(Outcome.Kind.DONE, "", result));
    }

    /** Ends the operation well, with a warning that makes the build unstable. */
    protected final Next unstable(String why, Map<String, ?> result) {
        return end(new Outcome(Outcome.Kind.UNSTABLE, why, result));
    }

    /** Notes that it is to stop; the next move begins to undo. May be called at any time, from any thread, twice. */
    public final void stop() {
        stopNoted = true;
    }

    /**
     * Ends a move that takes long without anything remote, such as one that looks at a million names, when the operation
     * is to stop: called in between.
     *
     * @throws OperationException when it is; not to be caught
     */
    public final void checkStop() throws OperationException {
        if (stopNoted && !undoing()) {
            throw new StoppedException();
        }
    }

    /** @return whether it undoes what it began, after a failure or a stop */
    public final boolean undoing() {
        return undo.begun();
    }

    /** @return whether it is undone because it failed, and not because it was stopped */
    protected final boolean failed() {
        return undo.isOfFailure();
    }

    /** @return for how long it was tried to undo it; zero before */
    public final Duration undoTime() {
        return undo.spent();
    }

    /** @return how it ended, or null while it has not */
    public final Outcome outcome() {
        return outcome;
    }

    /** @return what is under way, or how it ended: a few words for people */
    public final String status() {
        return outcome != null ? outcome.kind().words() : undoing() ? "cancelling running work" : doing();
    }

    /** @return when its first move was made; null before */
    public final Instant begun() {
        return begun;
    }

    /** @return when it was over; null while it is not */
    public final Instant ended() {
        return ended;
    }

    /** @return the name of its folder and of what it makes elsewhere */
    public final String id() {
        return id;
    }
}
