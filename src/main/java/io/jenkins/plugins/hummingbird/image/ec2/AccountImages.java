package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The images that belong to this account. What others share, or make public under the same tags, is never among them.
 */
public final class AccountImages {
    private final AwsClients aws;

    /** @param aws whose images are meant */
    public AccountImages(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param digest see {@link TagKeys#DIGEST}
     * @return the newest image that can be launched and was built from identical inputs; empty when there is none
     */
    public Optional<Image> alike(String digest) throws IOException, OperationException {
        return find(
                        "looking for an image built from identical inputs",
                        Ec2Queries.filter("tag:" + TagKeys.DIGEST, digest),
                        Ec2Queries.filter("state", "available"))
                .stream()
                .max(Comparator.comparing(Image::creationDate));
    }

    /**
     * @param name of an image; a name is unique in an account and region
     * @return the image of that name in whatever state, also one that is being created or has failed; empty when the
     *     name is free
     */
    public Optional<Image> named(String name) throws IOException, OperationException {
        return find("looking for an image of the name " + name, Ec2Queries.filter("name", name)).stream()
                .findFirst();
    }

    /**
     * @param doing see {@link AwsClients#ec2}
     * @return the images for which all filters hold, in whatever state
     */
    public List<Image> find(String doing, Filter... filters) throws IOException, OperationException {
        return aws.ec2(
                doing,
                ec2 -> Ec2Queries.images(ec2, request -> request.owners("self").filters(filters)));
    }
}
