package io.jenkins.plugins.hummingbird.submit.board;

import java.io.Serializable;
import java.util.LinkedHashMap;

/** What the build log has said of groups that failed, those that were tried again included. */
public final class LoggedFailures implements Serializable {
    private static final long serialVersionUID = 1L;

    private int number;

    /** The name of the group for which a reason was said first; only reasons that were said in full, so they are few. */
    private final LinkedHashMap<String, String> firsts = new LinkedHashMap<>();

    /**
     * @param reason of a group that is about to be said
     * @param name of the group
     * @return for which group that reason was said; null when it was not, and is from now on
     */
    public String first(String reason, String name) {
        return firsts.putIfAbsent(reason, name);
    }

    /** Counts more of them, and returns how many there were in all. */
    public int count(int more) {
        number += more;
        return number;
    }

    public int all() {
        return number;
    }
}
