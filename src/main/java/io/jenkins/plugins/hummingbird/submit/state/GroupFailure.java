package io.jenkins.plugins.hummingbird.submit.state;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A group that failed or was lost, and why. */
public final class GroupFailure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int group;
    private final String reason;

    /**
     * @param group from 1
     * @param reason a sentence without its full stop; what cannot be printed is replaced
     */
    public GroupFailure(int group, String reason) {
        this.group = group;
        this.reason = reason.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The reasons by group; of a group that failed more than once, the last. */
    static Map<Integer, String> reasons(List<GroupFailure> failures) {
        Map<Integer, String> reasons = new HashMap<>();
        failures.forEach(failure -> reasons.put(failure.group, failure.reason));
        return reasons;
    }

    public int group() {
        return group;
    }

    public String reason() {
        return reason;
    }
}
