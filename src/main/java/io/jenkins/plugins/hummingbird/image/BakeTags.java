package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of what a bake makes in AWS. */
final class BakeTags {
    /** By which the EC2 console calls a thing. */
    static final String NAME = "Name";

    /** Which bake made it: the id of the operation. */
    static final String BAKE = "hummingbird:bake";

    private static final String NEVER = "never";

    private BakeTags() {}

    /** Those of all that is temporary, people's own among them. */
    static List<Tag> temporary(Bake bake, BakeContext context) {
        Map<String, String> tags = owned(bake, context);
        tags.put(OwnerTags.EXPIRES, bake.expires().toString());
        return list(tags);
    }

    /** Those of an image that is done, and of its snapshots. */
    static List<Tag> lasting(Bake bake, BakeContext context) {
        Map<String, String> tags = owned(bake, context);
        tags.put(OwnerTags.EXPIRES, NEVER);
        tags.put(ImageTags.DIGEST, bake.digest);
        tags.put(ImageTags.VERSION, bake.version);
        tags.put(ImageTags.OS, bake.request().os);
        tags.put(ImageTags.BUILD_STATUS, "available");
        return list(tags);
    }

    private static Map<String, String> owned(Bake bake, BakeContext context) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(NAME, bake.imageName);
        tags.putAll(GivenTags.parse(bake.request().tags));
        tags.put(OwnerTags.CONTROLLER, OwnerTags.value(context.controller()));
        tags.put(OwnerTags.JOB, OwnerTags.value(context.job()));
        tags.put(BAKE, OwnerTags.value(bake.id()));
        return tags;
    }

    /** What bakes of the job have made by this controller, and no cluster, as a filter. */
    static List<Filter> ofJob(BakeContext context) {
        return List.of(
                is("tag-key", BAKE),
                is("tag:" + OwnerTags.CONTROLLER, OwnerTags.value(context.controller())),
                is("tag:" + OwnerTags.JOB, OwnerTags.value(context.job())));
    }

    /** What a bake has made, as a filter. */
    static Filter of(Bake bake) {
        return is("tag:" + BAKE, OwnerTags.value(bake.id()));
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
        return OwnerTags.expired(value(tags, OwnerTags.EXPIRES), now);
    }

    static TagSpecification on(ResourceType type, List<Tag> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
