package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.ExpiryTimer;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Asks a provider that remembers nothing once in some minutes, instead of at each call. A session that a provider begins
 * lasts a quarter of an hour at least, so what is remembered here is always good.
 */
public final class BriefCredentials implements AwsCredentialsProvider {
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final AwsCredentialsProvider source;
    private final ExpiryTimer expiry;
    private AwsCredentials remembered;

    /** @param source may answer null where it has nothing */
    public BriefCredentials(AwsCredentialsProvider source) {
        this(source, Clock.systemUTC());
    }

    BriefCredentials(AwsCredentialsProvider source, Clock clock) {
        this.source = source;
        expiry = new ExpiryTimer(GOOD_FOR, clock);
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (remembered == null || expiry.isExpired()) {
            remembered = source.resolveCredentials();
            expiry.restart();
        }
        if (remembered == null) {
            throw SdkClientException.create(AwsFailure.NO_CREDENTIALS + ": the credential holds no key");
        }
        return remembered;
    }
}
