package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How the host key of an SSH server is verified. */
public enum HostKeyPolicy {
    /** The key of the first connection is remembered and required from then on. */
    FIRST_USE("firstUse", 1),
    /** A given key, or its fingerprint, is required. */
    PINNED("pinned", 2),
    /** The key must be in given lines of an OpenSSH known_hosts file. */
    KNOWN_HOSTS("knownHosts", 2),
    /** Any key is accepted: no protection against a man-in-the-middle attack. */
    ACCEPT_ANY("acceptAny", 0);

    private final String word;
    private final int strength;

    HostKeyPolicy(String word, int strength) {
        this.word = word;
        this.strength = strength;
    }

    /** @return the name of the policy in a Jenkinsfile */
    public String word() {
        return word;
    }

    /** @return whether this policy is at least as strong as another */
    public boolean isAtLeast(HostKeyPolicy other) {
        return strength >= other.strength;
    }

    /**
     * Parses the name of a policy.
     *
     * @param word null or blank means {@link #FIRST_USE}
     * @throws OperationException if there is no such policy; the message lists the policies
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
