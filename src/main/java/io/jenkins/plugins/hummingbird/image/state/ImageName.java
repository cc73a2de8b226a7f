package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The name of an image that is to be created, which may hold patterns, so that each bake's is another. */
public final class ImageName {
    /** What EC2 takes as the name of an image (CreateImage). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9()\\[\\] ./\\-'@_]{3,128}");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private ImageName() {}

    /**
     * @param name with its patterns
     * @return a sentence; empty when the name will do
     */
    public static String problem(String name) {
        if (name.isBlank()) {
            return "name: the AMI needs a name.";
        }
        String example = of(name, ParallelCluster.VERSION, Instant.EPOCH);
        return NAME.matcher(example).matches()
                ? ""
                : "name: '" + name + "' cannot be the name of an AMI: it must have 3 to 128 letters, digits,"
                        + " blanks and ()[]./-'@_; {timestamp}, {date} and {version} are filled in.";
    }

    /**
     * @param name with its patterns
     * @param version of ParallelCluster
     * @param started when the bake was
     * @return the name with its patterns filled in
     */
    public static String of(String name, String version, Instant started) {
        return name.strip()
                .replace("{timestamp}", TIMESTAMP.format(started))
                .replace("{date}", DATE.format(started))
                .replace("{version}", version);
    }
}
