package io.jenkins.plugins.hummingbird.image;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of what a bake makes in AWS. */
final class BakeTags {
    /** Which bake made it: the id of the operation. */
    static final String BAKE = "hummingbird:bake";

    private static final String CONTROLLER = "hummingbird:controller";
    private static final String JOB = "hummingbird:job";

    /** ISO 8601, in UTC, after which a bake of the same job and controller removes it, or {@link #NEVER}. */
    private static final String EXPIRES = "hummingbird:expires";

    private static final String NEVER = "never";

    /** EC2 takes no more characters in a value. */
    private static final int LONGEST = 256;

    private BakeTags() {}

    /** Those of all that is temporary, people's own among them. */
    static List<Tag> temporary(Bake bake, BakeSurroundings around) {
        Map<String, String> tags = owned(bake, around);
        tags.put(EXPIRES, bake.expires().toString());
        return list(tags);
    }

    /** Those of an image that is done, and of its snapshots. */
    static List<Tag> lasting(Bake bake, BakeSurroundings around) {
        Map<String, String> tags = owned(bake, around);
        tags.put(EXPIRES, NEVER);
        tags.put(ImageTags.DIGEST, bake.digest);
        tags.put(ImageTags.VERSION, bake.version);
        tags.put(ImageTags.OS, bake.request().os);
        tags.put(ImageTags.BUILD_STATUS, "available");
        return list(tags);
    }

    private static Map<String, String> owned(Bake bake, BakeSurroundings around) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", bake.imageName);
        tags.putAll(BakeCheck.tags(bake.request().tags));
        tags.put(CONTROLLER, cut(around.controller()));
        tags.put(JOB, cut(around.job()));
        tags.put(BAKE, cut(bake.id()));
        return tags;
    }

    /** What the job has made by this controller, as a filter. */
    static List<Filter> ofJob(BakeSurroundings around) {
        return List.of(is("tag:" + CONTROLLER, cut(around.controller())), is("tag:" + JOB, cut(around.job())));
    }

    /** What a bake has made, as a filter. */
    static Filter of(Bake bake) {
        return is("tag:" + BAKE, cut(bake.id()));
    }

    static Filter is(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** @return empty when there is none */
    static String value(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    /** Whether it is temporary, and its time is over. */
    static boolean expired(List<Tag> tags, Instant now) {
        try {
            return Instant.parse(value(tags, EXPIRES)).isBefore(now);
        } catch (DateTimeParseException e) {
            return false; // lasts for ever, or somebody changed the tag
        }
    }

    static TagSpecification on(ResourceType type, List<Tag> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(value.length() - LONGEST);
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
