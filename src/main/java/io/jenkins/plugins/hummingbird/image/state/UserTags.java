package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tags that people give. The bounds are those of
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions, which EC2 checks only when the
 * instance is launched; it accepts any visible character.
 */
public final class UserTags {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int MOST = 50;
    private static final Pattern RESERVED =
            Pattern.compile("(aws|hummingbird|parallelcluster):.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cntrl}");

    /** What a bake itself gives an image; {@link TagKeys#NAME} can be given, too. */
    private static final Set<String> OURS = Set.of(
            TagKeys.NAME,
            TagKeys.BAKE,
            OwnerTags.CONTROLLER,
            OwnerTags.JOB,
            OwnerTags.EXPIRES,
            TagKeys.DIGEST,
            ClusterTags.VERSION,
            ClusterTags.OS,
            ClusterTags.BUILD_STATUS);

    private UserTags() {}

    /**
     * @param text lines, or parts between commas, {@code key=value}; without {@link #problems}
     * @return by their keys
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String part : ParameterRules.parts(text)) {
            tags.put(key(part), value(part));
        }
        return tags;
    }

    /** @return a sentence for each; empty when AWS takes them */
    public static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (String part : ParameterRules.parts(text)) {
            String problem = problem(part);
            if (!problem.isEmpty()) {
                problems.add("tags: " + problem);
            } else if (!keys.add(key(part))) {
                problems.add("tags: the key '" + key(part) + "' is given twice; a tag has one value.");
            }
        }
        keys.removeAll(OURS);
        if (keys.size() + OURS.size() > MOST) {
            problems.add("tags: there are " + keys.size() + ", and AWS takes " + (MOST - OURS.size())
                    + " at most besides " + OURS.size() + " of Hummingbird and ParallelCluster; leave some out.");
        }
        return problems;
    }

    private static String problem(String part) {
        String key = key(part);
        if (!part.contains("=") || key.isEmpty()) {
            return "'" + part + "' is not key=value.";
        }
        if (RESERVED.matcher(key).matches()) {
            return "the key '" + key + "' belongs to AWS, ParallelCluster or Hummingbird; choose another.";
        }
        if (length(key) > LONGEST_KEY) {
            return "the key '" + key + "' has " + length(key) + " characters, and AWS takes " + LONGEST_KEY
                    + " at most; shorten it.";
        }
        if (length(value(part)) > LONGEST_VALUE) {
            return "the value of '" + key + "' has " + length(value(part)) + " characters, and AWS takes "
                    + LONGEST_VALUE + " at most; shorten it.";
        }
        return INVISIBLE.matcher(part).find()
                ? "'" + INVISIBLE.matcher(part).replaceAll("?")
                        + "' holds a character that cannot be seen, as a tabulator, where ? stands; take it out."
                : "";
    }

    private static String key(String part) {
        return part.split("=", 2)[0].strip();
    }

    private static String value(String part) {
        return part.substring(part.indexOf('=') + 1).strip();
    }

    /** In characters, as AWS counts them. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
