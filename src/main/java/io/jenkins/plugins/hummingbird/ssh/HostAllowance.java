package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts that jobs may log in to, and the weakest host key policy that they may use. A pattern is compared with the
 * name or address as given, ignoring case: names are not resolved. A pattern of addresses, such as {@code 10.0.3.*},
 * matches addresses only: a name such as {@code 10.0.3.evil.example} does not match it.
 */
public final class HostAllowance {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    /** A pattern of addresses, with a star for any part but not for all. */
    private static final Pattern ADDRESSES = Pattern.compile("(?=.*[0-9:])[0-9.*]+|[0-9a-f.*]*:[0-9a-f:.*]*");

    private final NamePatterns hosts;
    private final HostKeyPolicy least;
    private final String place;

    /**
     * @param hosts patterns of names and addresses, see {@link NamePatterns}; null or empty for any host
     * @param least the weakest policy that may be used
     * @param place where an administrator changes these settings, for messages
     */
    public HostAllowance(String hosts, HostKeyPolicy least, String place) {
        this.hosts = new NamePatterns(hosts == null ? null : hosts.toLowerCase(Locale.ROOT));
        this.least = least;
        this.place = place;
    }

    /**
     * @throws OperationException if the text is not a list of host patterns; the message names the first invalid one
     */
    public static void checkPatterns(String hosts) throws OperationException {
        for (String pattern : new NamePatterns(hosts).all()) {
            if (pattern.matches(".*[^\\p{Alnum}*._:-].*")) {
                throw new OperationException(
                        "allowedHosts: '" + pattern + "' is not the name or address of a host with *"
                                + " for any text, such as *.example.org or 10.0.3.*; a CIDR block such as 10.0.3.0/24 is"
                                + " not supported.");
            }
        }
    }

    /**
     * @param parameter the parameter that names the host
     * @throws OperationException if jobs may not log in to the host
     */
    public void checkHost(String parameter, String host) throws OperationException {
        if (!isAllowed(host.toLowerCase(Locale.ROOT))) {
            throw new OperationException(
                    parameter + ": jobs may not log in to " + host + ": it is not among the allowed"
                            + " hosts. Name another, or ask an administrator to add it: " + place + ", allowedHosts.");
        }
    }

    /**
     * A pattern of addresses matches addresses only: the owner of a domain can create names that start like an address.
     */
    private boolean isAllowed(String host) {
        return hosts.isEmpty()
                || hosts.all().stream()
                        .filter(pattern -> !ADDRESSES.matcher(pattern).matches()
                                || ADDRESS.matcher(host).matches())
                        .anyMatch(pattern -> new NamePatterns(pattern).match(host));
    }

    /** @throws OperationException if a stronger policy is required */
    public void checkPolicy(HostKeyPolicy policy) throws OperationException {
        if (!policy.isAtLeast(least)) {
            throw new OperationException("hostKeyPolicy: " + policy.word() + " is not allowed here. Use "
                    + Arrays.stream(HostKeyPolicy.values())
                            .filter(one -> one.isAtLeast(least))
                            .map(HostKeyPolicy::word)
                            .collect(Collectors.joining(" or "))
                    + ", or ask an administrator to change it: " + place + ", minimumHostKeyPolicy.");
        }
    }
}
