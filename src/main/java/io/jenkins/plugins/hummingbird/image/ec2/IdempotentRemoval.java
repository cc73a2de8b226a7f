package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A call that removes what may be gone already. Where a policy allows only the removal of what has a tag, EC2 may
 * refuse the call instead of reporting that the thing is gone: what is gone has no tags.
 */
final class IdempotentRemoval {
    private final AwsClients aws;
    private final String doing;
    private final Set<String> inUse;

    /**
     * @param doing see {@link AwsClients#ec2}
     * @param inUse the error codes for a thing that is still in use
     */
    IdempotentRemoval(AwsClients aws, String doing, String... inUse) {
        this.aws = aws;
        this.doing = doing;
        this.inUse = Set.of(inUse);
    }

    /**
     * @param exists only called when the removal is refused
     * @return whether the thing is gone; false when it is still in use
     * @throws OperationException the refusal, when the thing exists or that cannot be known
     */
    boolean call(Consumer<Ec2Client> removal, Predicate<Ec2Client> exists) throws IOException, OperationException {
        try {
            return aws.ec2(doing, ec2 -> isGone(removal, ec2));
        } catch (OperationException e) {
            if (!isDenied(e) || exists(exists, e)) {
                throw e;
            }
            return true;
        }
    }

    private boolean isGone(Consumer<Ec2Client> removal, Ec2Client ec2) {
        try {
            removal.accept(ec2);
        } catch (SdkException e) {
            if (inUse.contains(AwsFailure.code(e))) {
                return false;
            }
            if (!AwsFailure.isNotFound(e)) {
                throw e;
            }
        }
        return true;
    }

    private static boolean isDenied(OperationException e) {
        return e.getCause() instanceof SdkException cause && AwsFailure.isDenied(cause);
    }

    private boolean exists(Predicate<Ec2Client> look, OperationException refusal) throws IOException {
        try {
            return aws.ec2("looking whether it is there, " + doing, look::test);
        } catch (OperationException e) {
            refusal.addSuppressed(e);
            return true;
        }
    }
}
