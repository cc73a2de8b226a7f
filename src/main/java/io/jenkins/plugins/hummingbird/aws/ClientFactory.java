package io.jenkins.plugins.hummingbird.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes the clients of one access and region, with the same connections, timeouts and retries, and closes them. Not for
 * several threads at once.
 */
final class ClientFactory implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(20);

    /** The timeout of a call with all its attempts: a move must be short, and a failed move is retried. */
    private static final Duration CALL = Duration.ofSeconds(60);

    /** The SDK's default of 3 is too low for a busy account. */
    private static final int ATTEMPTS = 5;

    private final AwsAccess access;
    private final Region region;
    private final CalledAction action = new CalledAction();

    /** To be closed, the last one first. */
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

    private final SdkHttpClient http;

    ClientFactory(AwsAccess access, Region region) {
        this.access = access;
        this.region = region;
        ApacheHttpClient.Builder builder =
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
        if (access.proxy() != null) {
            builder.proxyConfiguration(access.proxy().configuration());
        }
        http = builder.build();
        open.push(http);
    }

    /** @return as {@link CalledAction#take} */
    String takeAction() {
        return action.take();
    }

    /** Makes no call. */
    AwsCredentialsProvider credentials() {
        AwsCredentialsProvider own = access.credentials();
        if (own == null) {
            DefaultCredentialsProvider chain =
                    DefaultCredentialsProvider.builder().build();
            open.push(chain);
            own = chain;
        }
        AwsRole wanted = access.role();
        if (wanted == null) {
            return own;
        }
        StsAssumeRoleCredentialsProvider role = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client(StsClient.builder(), own))
                .refreshRequest(request -> request.roleArn(wanted.arn())
                        .externalId(wanted.externalId().isEmpty() ? null : wanted.externalId())
                        .roleSessionName(wanted.sessionName()))
                .build();
        open.push(role);
        return role;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder, AwsCredentialsProvider as) {
        builder.region(region)
                .credentialsProvider(as)
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build())
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "hummingbird/" + version())
                        .addExecutionInterceptor(action)
                        .addExecutionInterceptor(new S3AnswerLimit()));
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        C client = builder.build();
        open.push(client);
        return client;
    }

    /**
     * Its calls go to the bucket's region. Where an endpoint of the administrator is set, the bucket is in the path of the
     * URL: such an endpoint has one name.
     */
    S3Client s3(AwsCredentialsProvider as) {
        S3ClientBuilder builder = S3Client.builder().crossRegionAccessEnabled(true);
        S3Client client = client(builder, as);
        return client.serviceClientConfiguration().endpointOverride().isPresent()
                ? client(builder.forcePathStyle(true), as)
                : client;
    }

    /** The plugin's version, from the manifest of its archive; 0 in tests. */
    private static String version() {
        String version = ClientFactory.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version.split(" ")[0];
    }

    /** Closes all clients and connections. */
    @Override
    public void close() {
        open.forEach(SdkAutoCloseable::close);
        open.clear();
    }
}
