package io.jenkins.plugins.hummingbird.submit.board;

/**
 * A group that failed or was lost, and why.
 *
 * @param group from 1
 * @param reason a sentence without its full stop; what cannot be printed is replaced
 */
public record GroupFailure(int group, String reason) {
    public GroupFailure {
        reason = reason.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
