package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name or address of a host, as entered by a user. */
public final class HostName {
    /** A valid first word of a line in a known_hosts file. */
    private static final Pattern WORD = Pattern.compile("[^\\s#@|!,][^\\s,]*");

    /** A host with a scheme, a user or a port, as other programs accept it. An IPv6 address contains colons. */
    private static final Pattern DECORATED = Pattern.compile("(?:[A-Za-z]+://)?(?:[^@/]*@)?"
            + "(\\[[^\\]]*\\]|[^@:/\\[\\]]*|[^@:/\\[\\]]*(?::[^@:/\\[\\]]*){2,})(?::[0-9]*)?/?");

    /** The limit of DNS. */
    private static final int LONGEST = 255;

    private HostName() {}

    /** @throws OperationException if the text is not the name or address of a host, or contains more than that */
    public static void check(String host) throws OperationException {
        if (host.length() > LONGEST) {
            throw new OperationException("host: the name or address of a host has at most " + LONGEST + " characters");
        }
        Matcher parts = DECORATED.matcher(host);
        if (parts.matches() && !parts.group(1).isEmpty() && !parts.group(1).equals(host)) {
            throw new OperationException("host: '" + host + "' is more than the name or address of a host: give "
                    + parts.group(1) + " alone; use the parameter user for a user name and port for a port");
        }
        checkWord(host);
    }

    /** @return the problems of a host; empty if no host is given */
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

    /** @throws OperationException if the name cannot stand in a known_hosts file */
    static void checkWord(String name) throws OperationException {
        if (!WORD.matcher(name).matches()) {
            throw new OperationException("Not the name or address of a host: '" + name + "'");
        }
    }
}
