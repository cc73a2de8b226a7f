package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where jobs may log in, and how surely a host must be known. A pattern is compared with the name or address that is
 * connected to, letter by letter: a name is not looked up for it, and capitals do not count. One that looks like addresses,
 * such as {@code 10.0.3.*}, is for addresses alone: a name such as {@code 10.0.3.evil.example} does not match it.
 */
public final class HostAllowance {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    /** With a star for any part, but not for all. */
    private static final Pattern ADDRESSES = Pattern.compile("(?=.*[0-9:])[0-9.*]+|[0-9a-f.*]*:[0-9a-f:.*]*");

    private final NamePatterns hosts;
    private final HostKeyPolicy least;
    private final String place;

    /**
     * @param hosts patterns of names and addresses, see {@link NamePatterns}; null or empty for any host
     * @param least what is no weaker than this may be used
     * @param place where an administrator changes this, for messages
     */
    public HostAllowance(String hosts, HostKeyPolicy least, String place) {
        this.hosts = new NamePatterns(hosts == null ? null : hosts.toLowerCase(Locale.ROOT));
        this.least = least;
        this.place = place;
    }

    /** @throws OperationException when a text is no list of patterns of hosts; names the first that is none */
    public static void checkPatterns(String hosts) throws OperationException {
        for (String pattern : new NamePatterns(hosts).all()) {
            if (pattern.matches(".*[^\\p{Alnum}*._:-].*")) {
                throw new OperationException(
                        "allowedHosts: '" + pattern + "' is not the name or address of a host with *"
                                + " for any text, such as *.example.org or 10.0.3.*; a block of addresses such as 10.0.3.0/24 is"
                                + " not known here.");
            }
        }
    }

    /**
     * @param parameter what named the host
     * @throws OperationException when jobs may not log in to the host
     */
    public void checkHost(String parameter, String host) throws OperationException {
        if (!isAllowed(host.toLowerCase(Locale.ROOT))) {
            throw new OperationException(
                    parameter + ": jobs may not log in to " + host + ": it is not among the allowed"
                            + " hosts. Name another, or ask an administrator to add it: " + place + ", allowedHosts.");
        }
    }

    /** A pattern of addresses is for addresses: whoever owns a domain may give a name any beginning. */
    private boolean isAllowed(String host) {
        return hosts.isEmpty()
                || hosts.all().stream()
                        .filter(pattern -> !ADDRESSES.matcher(pattern).matches()
                                || ADDRESS.matcher(host).matches())
                        .anyMatch(pattern -> new NamePatterns(pattern).match(host));
    }

    /** @throws OperationException when a host must be known more surely than by the policy */
    public void checkPolicy(HostKeyPolicy policy) throws OperationException {
        if (!policy.isAsSureAs(least)) {
            throw new OperationException("hostKeyPolicy: " + policy.word() + " is not allowed here. Use "
                    + Arrays.stream(HostKeyPolicy.values())
                            .filter(one -> one.isAsSureAs(least))
                            .map(HostKeyPolicy::word)
                            .collect(Collectors.joining(" or "))
                    + ", or ask an administrator to change it: " + place + ", minimumHostKeyPolicy.");
        }
    }
}
