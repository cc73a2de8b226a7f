package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.aws.OwnerTags;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.image.state.UserTags;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of what a bake creates in AWS. */
public final class BakeTags {
    private static final String NEVER = "never";

    private BakeTags() {}

    /** @return those of all that is temporary, people's own among them */
    public static List<Tag> temporary(BakeState bake, BakeContext context) {
        Map<String, String> tags = owned(bake, context);
        tags.put(OwnerTags.EXPIRES, bake.expires().toString());
        return list(tags);
    }

    /** @return those of an image that is complete, and of its snapshots */
    public static List<Tag> lasting(BakeState bake, BakeContext context) {
        Map<String, String> tags = owned(bake, context);
        tags.put(OwnerTags.EXPIRES, NEVER);
        tags.put(TagKeys.DIGEST, bake.image.digest);
        tags.put(ClusterTags.VERSION, bake.base.parallelClusterVersion);
        tags.put(ClusterTags.OS, bake.request().os);
        tags.put(ClusterTags.BUILD_STATUS, "available");
        return list(tags);
    }

    private static Map<String, String> owned(BakeState bake, BakeContext context) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TagKeys.NAME, bake.image.name);
        tags.putAll(UserTags.parse(bake.request().tags));
        tags.put(OwnerTags.CONTROLLER, OwnerTags.value(context.controller()));
        tags.put(OwnerTags.JOB, OwnerTags.value(context.job()));
        tags.put(TagKeys.BAKE, OwnerTags.value(bake.id()));
        return tags;
    }

    /** @return filters for what bakes of the job have created by this controller, and no cluster operation */
    public static List<Filter> ofJob(BakeContext context) {
        return List.of(
                Ec2Queries.filter("tag-key", TagKeys.BAKE),
                Ec2Queries.filter("tag:" + OwnerTags.CONTROLLER, OwnerTags.value(context.controller())),
                Ec2Queries.filter("tag:" + OwnerTags.JOB, OwnerTags.value(context.job())));
    }

    /** @return a filter for what a bake has created */
    public static Filter of(BakeState bake) {
        return Ec2Queries.filter("tag:" + TagKeys.BAKE, OwnerTags.value(bake.id()));
    }

    /** @return whether it is temporary, and its time is over */
    public static boolean expired(List<Tag> tags, Instant now) {
        return OwnerTags.expired(Ec2Queries.tag(tags, OwnerTags.EXPIRES), now);
    }

    /** @return the tags for a resource that a call creates */
    public static TagSpecification on(ResourceType type, List<Tag> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
