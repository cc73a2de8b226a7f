package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What each kind of operation defines: its moves, its limits of time, the host that it uses and what it leaves behind. {@link
 * Operation} calls these methods.
 *
 * @param <S> the context passed to each move
 */
abstract class OperationBehavior<S extends OperationContext> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Advances by one short move. An {@link IOException} means that the move is repeated after a delay. */
    protected abstract Next advance(S context) throws IOException, OperationException;

    /**
     * Undoes part of the running work in one short move, whatever was done so far, and calls {@link Operation#undone()} when
     * nothing is left. An {@link IOException} means that the move is repeated.
     */
    protected abstract Next undo(S context) throws IOException, OperationException;

    /**
     * Called when undoing ends, also when it is given up, before that is saved, and again if that failed: records how the
     * operation ended. Makes no remote calls.
     */
    protected void undoingEnds(S context) throws IOException, OperationException {}

    /** @return what may be left when undoing is given up, and how to remove it: a sentence; empty for nothing */
    protected abstract String remains();

    /** @return the host that the operation is about and that its moves connect to */
    public abstract String host();

    /** @return whether the next move may use the node around the step, and therefore waits for no other operation */
    protected boolean talksToNode() {
        return false;
    }

    /** @return when the operation times out; null if not known yet */
    protected abstract Instant deadline();

    /** @return how long moves may fail in a row before the operation fails; null to retry until the deadline */
    protected abstract Duration patience();

    /** @return the longest delay after a failed move; may be short for a move that costs little */
    protected Duration longestRetryDelay() {
        return RetryDelay.LONGEST;
    }

    /**
     * Called when the operation is over: everything else in its folder but its state is deleted. May be called again.
     *
     * @param folder the operation's
     * @return names of files directly in that folder that are still needed
     */
    protected Set<String> filesToKeep(Path folder) throws IOException {
        return Set.of();
    }

    /** @return what the operation is doing, in a few words for people; no I/O */
    protected String doing() {
        return "running";
    }
}
