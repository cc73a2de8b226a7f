package io.jenkins.plugins.hummingbird.submit;

import java.io.Serializable;

/** A group that failed or was lost, and why. */
final class GroupFailure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int group;
    private final String reason;

    /**
     * @param group from 1
     * @param reason a sentence without its full stop; what cannot be printed is replaced
     */
    GroupFailure(int group, String reason) {
        this.group = group;
        this.reason = reason.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    int group() {
        return group;
    }

    String reason() {
        return reason;
    }
}
