package io.jenkins.plugins.hummingbird.parallelcluster;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an official image, such as {@code aws-parallelcluster-3.16.1-ubuntu-2204-lts-hvm-x86_64-202607211233
 * 2026-07-21T12-37-45.104Z}.
 *
 * @param version such as {@code 3.16.1}
 */
record OfficialName(String version, Os os) {
    private static final Pattern NAME =
            Pattern.compile("aws-parallelcluster-(\\d+\\.\\d+\\.\\d+)-(.+-hvm)-(x86_64|arm64)(?:-.*)?");

    /** @return null for any other name, null among them */
    static OfficialName parse(String name) {
        Matcher matcher = NAME.matcher(name == null ? "" : name);
        if (!matcher.matches()) {
            return null;
        }
        return Arrays.stream(Os.values())
                .filter(os -> os.part().equals(matcher.group(2)))
                .findFirst()
                .map(os -> new OfficialName(matcher.group(1), os))
                .orElse(null);
    }

    /** @return a pattern for EC2's filter; null stands for any */
    static String pattern(String version, Os os, Architecture architecture) {
        return "aws-parallelcluster-" + (version == null ? "*" : version) + '-' + (os == null ? "*" : os.part()) + '-'
                + (architecture == null ? "*" : architecture.word()) + '*';
    }
}
