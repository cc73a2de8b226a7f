package io.jenkins.plugins.hummingbird.image;

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
 * Calls that name something which was made a moment ago. EC2 may not see it everywhere for some time (its eventual
 * consistency), and says that there is no such thing.
 */
final class RecentlyMade {
    /** After it, what is not found is gone. */
    static final Duration UNSEEN = Duration.ofMinutes(5);

    private final AwsClients aws;
    private final String what;
    private final boolean recent;

    /**
     * @param what was made, for messages, such as {@code the instance i-0123456789abcdef0}
     * @param madeMillis when, in milliseconds since 1970
     */
    RecentlyMade(AwsClients aws, String what, long madeMillis, Instant now) {
        this.aws = aws;
        this.what = what;
        recent = now.isBefore(Instant.ofEpochMilli(madeMillis).plus(UNSEEN));
    }

    /**
     * @return what the call answers; null when the thing is gone
     * @throws IOException also when it cannot be seen yet
     */
    <T> T call(String doing, Function<Ec2Client, T> call) throws IOException, OperationException {
        T answer = aws.ec2(doing, ec2 -> {
            try {
                return call.apply(ec2);
            } catch (SdkException e) {
                if (AwsFailure.isNotFound(e)) {
                    return null;
                }
                throw e;
            }
        });
        if (answer == null && recent) {
            throw new IOException(what + " is not to be seen in " + aws.region() + " yet, " + doing);
        }
        return answer;
    }
}
