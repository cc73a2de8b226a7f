package io.jenkins.plugins.hummingbird.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Queries of EC2 that images and clusters have in common; to be made by {@link AwsClients#ec2}. */
public final class Ec2Queries {
    private Ec2Queries() {}

    /** @return a filter that holds for each of the values; an asterisk in one stands for any text */
    public static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /**
     * @param which filters or ids
     * @return all pages; an id that EC2 does not know is an error
     */
    public static List<Instance> instances(Ec2Client ec2, Consumer<DescribeInstancesRequest.Builder> which) {
        return ec2.describeInstancesPaginator(which).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    /**
     * @param which filters, owners or ids
     * @return all pages, deprecated images among them; an id that EC2 does not know is an error
     */
    public static List<Image> images(Ec2Client ec2, Consumer<DescribeImagesRequest.Builder> which) {
        return ec2.describeImagesPaginator(which.andThen(request -> request.includeDeprecated(true))).images().stream()
                .toList();
    }

    /**
     * @param id such as {@code ami-0123456789abcdef0}
     * @param owners one of whom it must belong to, as in DescribeImages; none for anybody
     * @return empty when there is none that this account may use, also for a text that is no id
     */
    public static Optional<Image> image(Ec2Client ec2, String id, String... owners) {
        try {
            return images(ec2, request -> request.imageIds(id).owners(owners)).stream()
                    .findFirst();
        } catch (SdkException e) {
            if (AwsFailure.isNotFound(e) || AwsFailure.code(e).startsWith("InvalidAMIID")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return the value of a tag; empty when there is none */
    public static String tag(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }
}
