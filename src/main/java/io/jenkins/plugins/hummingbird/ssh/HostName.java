package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name or the address of a host, as people give it. */
public final class HostName {
    /** What can be the first word of a line in a known_hosts file. */
    private static final Pattern WORD = Pattern.compile("[^\\s#@|!,][^\\s,]*");

    /** What people write around a host for other programs: a scheme, a user, a port. An address of IPv6 has colons. */
    private static final Pattern AMONG_OTHERS = Pattern.compile("(?:[A-Za-z]+://)?(?:[^@/]*@)?"
            + "(\\[[^\\]]*\\]|[^@:/\\[\\]]*|[^@:/\\[\\]]*(?::[^@:/\\[\\]]*){2,})(?::[0-9]*)?/?");

    /** As in DNS. */
    private static final int LONGEST = 255;

    private HostName() {}

    /** @throws OperationException when a text can be neither the name nor the address of a host, or is more than that */
    public static void check(String host) throws OperationException {
        if (host.length() > LONGEST) {
            throw new OperationException(
                    "host: no host has a name or an address of more than " + LONGEST + " characters");
        }
        Matcher parts = AMONG_OTHERS.matcher(host);
        if (parts.matches() && !parts.group(1).isEmpty() && !parts.group(1).equals(host)) {
            throw new OperationException("host: '" + host + "' is more than the name or address of a host: give "
                    + parts.group(1) + " alone, a user's name by the parameter user, and a port by the parameter port");
        }
        checkWord(host);
    }

    /** @return what is wrong with a host that was given; nothing when none was */
    public static List<String> problems(String host) {
        try {
            if (!host.isEmpty()) {
                check(host);
            }
            return List.of();
        } catch (OperationException e) {
            return List.of(e.getMessage());
        }
    }

    /** @throws OperationException when a host's key cannot be remembered by such a name, as in a known_hosts file */
    static void checkWord(String name) throws OperationException {
        if (!WORD.matcher(name).matches()) {
            throw new OperationException("Not the name or address of a host: '" + name + "'");
        }
    }
}
