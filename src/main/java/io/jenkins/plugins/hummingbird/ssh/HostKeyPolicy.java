package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How it is decided whether the key that a host shows is its own. */
public enum HostKeyPolicy {
    /** The first key is remembered, and must be the same from then on. */
    FIRST_USE("firstUse", 1),
    /** One key, or its fingerprint, is given. */
    PINNED("pinned", 2),
    /** Keys are given as in OpenSSH's known_hosts file. */
    KNOWN_HOSTS("knownHosts", 2),
    /** Any key will do: no protection against somebody in between. */
    ACCEPT_ANY("acceptAny", 0);

    private final String word;
    private final int sureness;

    HostKeyPolicy(String word, int sureness) {
        this.word = word;
        this.sureness = sureness;
    }

    /** The policy's name in a Jenkinsfile. */
    public String word() {
        return word;
    }

    /** Whether a host is known by it at least as surely as by another. */
    public boolean isAsSureAs(HostKeyPolicy other) {
        return sureness >= other.sureness;
    }

    /**
     * Reads a policy's name.
     *
     * @param word null or blank means {@link #FIRST_USE}
     * @throws OperationException there is no such policy; names those there are
     */
    public static HostKeyPolicy parse(String word) throws OperationException {
        if (word == null || word.isBlank()) {
            return FIRST_USE;
        }
        for (HostKeyPolicy policy : values()) {
            if (policy.word.equals(word.strip())) {
                return policy;
            }
        }
        throw new OperationException("There is no hostKeyPolicy '" + word.strip() + "'; choose one of "
                + Arrays.stream(values()).map(HostKeyPolicy::word).collect(Collectors.joining(", ")));
    }
}
