package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How it is decided whether the key that a host shows is its own. */
public enum HostKeyPolicy {
    /** The first key is remembered, and must be the same from then on. */
    FIRST_USE("firstUse"),
    /** One key, or its fingerprint, is given. */
    PINNED("pinned"),
    /** Keys are given as in OpenSSH's known_hosts file. */
    KNOWN_HOSTS("knownHosts"),
    /** Any key will do: no protection against somebody in between. */
    ACCEPT_ANY("acceptAny");

    private final String word;

    HostKeyPolicy(String word) {
        this.word = word;
    }

    /** The policy's name in a Jenkinsfile. */
    public String word() {
        return word;
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
