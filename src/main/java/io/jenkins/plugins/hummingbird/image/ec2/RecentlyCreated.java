package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Calls that name something which was created a moment ago. EC2 may not show it everywhere for some time (its eventual
 * consistency), and reports that there is no such thing.
 */
public final class RecentlyCreated {
    /** After it, what is not found is gone. */
    private static final Duration INVISIBLE = Duration.ofMinutes(5);

    private final AwsClients aws;
    private final String what;
    private final boolean recent;

    /**
     * @param what was created, for messages, such as {@code the instance i-0123456789abcdef0}
     * @param created when its creation was requested; null where it was not
     */
    public RecentlyCreated(AwsClients aws, String what, Instant created, Instant now) {
        this.aws = aws;
        this.what = what;
        recent = created != null && now.isBefore(created.plus(INVISIBLE));
    }

    /**
     * @param doing see {@link AwsClients#ec2}
     * @return what the call returns; null when the thing is gone
     * @throws IOException also when it is not visible yet
     */
    public <T> T call(String doing, Function<Ec2Client, T> call) throws IOException, OperationException {
        T result = aws.ec2(doing, ec2 -> {
            try {
                return call.apply(ec2);
            } catch (SdkException e) {
                if (AwsFailure.isNotFound(e)) {
                    return null;
                }
                throw e;
            }
        });
        if (result == null && recent) {
            throw new IOException(what + " is not visible in " + aws.region() + " yet, " + doing);
        }
        return result;
    }
}
