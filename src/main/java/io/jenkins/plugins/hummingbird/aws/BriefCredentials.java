package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.ExpiryTimer;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Caches the credentials of another provider for five minutes. The sessions of providers last 15 minutes at least, so cached
 * credentials are never expired.
 */
public final class BriefCredentials implements AwsCredentialsProvider {
    private static final Duration CACHE_TIME = Duration.ofMinutes(5);

    private final AwsCredentialsProvider source;
    private final ExpiryTimer expiry;
    private AwsCredentials cached;

    /** @param source may return null for no credentials */
    public BriefCredentials(AwsCredentialsProvider source) {
        this(source, Clock.systemUTC());
    }

    BriefCredentials(AwsCredentialsProvider source, Clock clock) {
        this.source = source;
        expiry = new ExpiryTimer(CACHE_TIME, clock);
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (cached == null || expiry.isExpired()) {
            cached = source.resolveCredentials();
            expiry.restart();
        }
        if (cached == null) {
            throw SdkClientException.create(AwsFailure.NO_CREDENTIALS + ": the credential holds no key");
        }
        return cached;
    }
}
