package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** The images that belong to this account. What others share, or make public under the same tags, is never among them. */
public final class OwnImages {
    private final AwsClients aws;

    public OwnImages(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param digest see {@link ImageTags#DIGEST}
     * @return the newest image that can be launched and was made of the same; empty when there is none
     */
    public Optional<Image> alike(String digest) throws IOException, OperationException {
        return find(
                        "looking for an image made of the same",
                        filter("tag:" + ImageTags.DIGEST, digest),
                        filter("state", "available"))
                .stream()
                .max(Comparator.comparing(Image::creationDate));
    }

    /**
     * @param name of an image; a name is given once in an account and region
     * @return the image of that name in whatever state, also one that is being made or has failed; empty when the name
     *     is free
     */
    public Optional<Image> named(String name) throws IOException, OperationException {
        return find("looking for an image of the name " + name, filter("name", name)).stream()
                .findFirst();
    }

    /**
     * @param doing see {@link AwsClients#ec2}
     * @return the images for which all filters hold, in whatever state
     */
    List<Image> find(String doing, Filter... filters) throws IOException, OperationException {
        return aws.ec2(
                doing, ec2 -> ec2
                        .describeImagesPaginator(
                                r -> r.owners("self").filters(filters).includeDeprecated(true))
                        .images()
                        .stream()
                        .toList());
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
