package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.regex.Pattern;

/** What cannot be right, seen while it is typed. */
final class BakeChecks {
    /** As {@code CreateImage} has it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9()\\[\\] ./\\-'@_]{3,128}");

    private static final Pattern CIDR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}");

    private BakeChecks() {}

    /** @param name with what is replaced in it when the bake begins, in braces */
    static void name(String name) throws OperationException {
        if (!NAME.matcher(name.replaceAll("\\{(timestamp|date|version)}", "0.0.0"))
                .matches()) {
            throw new OperationException(
                    "name: '" + name + "' is no name of an AMI: it has 3 to 128 letters, digits, blanks or ()[]./-'@_,"
                            + " and may hold {timestamp}, {date} and {version}.");
        }
    }

    static void cidr(String cidr) throws OperationException {
        if (!CIDR.matcher(cidr).matches()) {
            throw new OperationException("allowedCidr: '" + cidr
                    + "' is no range of addresses; one looks like 203.0.113.7/32, which is a single address.");
        }
    }
}
