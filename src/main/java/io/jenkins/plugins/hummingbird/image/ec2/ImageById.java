package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** An image that people name by its id, in place of an official one. */
public final class ImageById {
    private final AwsClients aws;
    private final Instant now;

    /** @param now decides what is deprecated */
    public ImageById(AwsClients aws, Instant now) {
        this.aws = aws;
        this.now = now;
    }

    /**
     * @param id such as {@code ami-0123456789abcdef0}
     * @param architecture what it must be made for
     * @throws OperationException when there is no such image, or it cannot be launched, or is made for another
     *     architecture
     */
    public BaseImage get(String id, Architecture architecture) throws IOException, OperationException {
        AmiId.check("baseAmi", id);
        Optional<Image> found = aws.ec2("looking for the image " + id, ec2 -> Ec2Queries.image(ec2, id));
        if (found.isEmpty()) {
            throw new OperationException("baseAmi: there is no image " + id + " in " + aws.region()
                    + " that this account may use. An image has another id in each region.");
        }
        Image image = found.get();
        if (image.state() != ImageState.AVAILABLE) {
            throw new OperationException("baseAmi: the image " + id + " cannot be launched: its state is "
                    + image.stateAsString() + ", and must be available.");
        }
        if (!architecture.word().equals(image.architectureAsString())) {
            throw new OperationException("baseAmi: the image " + id + " is made for " + image.architectureAsString()
                    + ", and the parameter architecture says " + architecture.word() + '.');
        }
        return BaseImage.of(image, now);
    }
}
