package io.jenkins.plugins.hummingbird.ssh.remote;

/**
 * What is known of a {@link DetachedCommand}, and how much of its standard output has been read.
 *
 * @param kind whether it runs
 * @param exit its exit code, 128 and the number of the signal where one ended it; 0 unless it has ended
 * @param offset of the byte of its output to read next
 * @param more whether there is more to read already; one that runs may print more
 */
public record DetachedState(Kind kind, int exit, long offset, boolean more) {
    /** Whether a command runs. */
    public enum Kind {
        /** It has not ended. */
        RUNNING,
        /** It has ended by itself, or was ended by a signal to itself alone. */
        ENDED,
        /** It is gone and left no exit code: the machine was started anew, or somebody has killed it with all else. */
        LOST
    }

    /** @return whether it runs no more and all of its output has been read */
    public boolean isComplete() {
        return kind != Kind.RUNNING && !more;
    }

    /** @return whether it has ended well */
    public boolean succeeded() {
        return kind == Kind.ENDED && exit == 0;
    }
}
