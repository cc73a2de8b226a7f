package io.jenkins.plugins.hummingbird.ssh.remote;

/**
 * The state of a {@link DetachedCommand}, and how much of its standard output has been read.
 *
 * @param kind whether it is running
 * @param exit its exit code, or 128 plus the number of the signal that ended it; 0 unless it has ended
 * @param offset the offset at which to continue reading its output
 * @param more whether more output is already available
 */
public record DetachedState(Kind kind, int exit, long offset, boolean more) {
    /** Whether a command is running. */
    public enum Kind {
        /** It has not ended. */
        RUNNING,
        /** It has exited, or was ended by a signal. */
        ENDED,
        /** It is gone without an exit code: the machine was restarted, or its supervising process was killed, too. */
        LOST
    }

    /** @return whether it runs no more and all of its output has been read */
    public boolean isComplete() {
        return kind != Kind.RUNNING && !more;
    }

    /** @return whether it has ended with exit code 0 */
    public boolean succeeded() {
        return kind == Kind.ENDED && exit == 0;
    }
}
