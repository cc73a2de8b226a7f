package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.directory.DirectoryClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Creates all clients of AWS: one for each service, for a region and a credential, at its first use. All calls go through
 * this class, which turns their failures into messages for users; a failure that may be temporary becomes an {@link
 * IOException}. The session of an assumed role is kept, and renewed before it expires.
 */
public final class AwsClients implements AutoCloseable {
    private final Region region;
    private final AwsAccess access;
    private final ClientFactory factory;
    private final AwsCredentialsProvider credentials;

    /** By service, and for S3 by whether it is called without an identity. */
    private final Map<Object, SdkAutoCloseable> clients = new HashMap<>();

    private AwsClients(AwsAccess access, Region region) {
        this.access = access;
        this.region = region;
        factory = new ClientFactory(access, region);
        credentials = factory.credentials();
    }

    /**
     * Makes no call of AWS, except to find the region of the instance where none is given.
     *
     * @throws OperationException when there is no region, or it is not valid
     */
    public static AwsClients open(AwsAccess access) throws OperationException {
        return new AwsClients(access, region(access.region()));
    }

    private static Region region(String wanted) throws OperationException {
        if (wanted.isEmpty()) {
            try {
                return DefaultAwsRegionProviderChain.builder().build().getRegion();
            } catch (SdkException e) {
                throw new OperationException(
                        "region: AWS cannot be used without a region, and neither AWS_REGION nor a profile of the"
                                + " controller names one. Set the parameter region, for example to eu-central-1.",
                        e);
            }
        }
        AwsAccess.checkRegion(wanted);
        return Region.of(wanted);
    }

    /** @return such as {@code eu-central-1} */
    public String region() {
        return region.id();
    }

    /**
     * Calls EC2.
     *
     * @param doing what the call is for, for messages, such as {@code looking for official images}
     * @param call may catch the exceptions of EC2 that it expects
     * @throws IOException when the failure may be temporary
     * @throws OperationException when it is permanent
     */
    public <T> T ec2(String doing, Function<Ec2Client, T> call) throws IOException, OperationException {
        return make(doing, () -> call.apply(client(Ec2Client.class, Ec2Client::builder)));
    }

    /** Calls the Security Token Service; see {@link #ec2(String, Function)}. */
    public <T> T sts(String doing, Function<StsClient, T> call) throws IOException, OperationException {
        return make(doing, () -> call.apply(client(StsClient.class, StsClient::builder)));
    }

    /** Calls CloudFormation; see {@link #ec2(String, Function)}. */
    public <T> T cloudFormation(String doing, Function<CloudFormationClient, T> call)
            throws IOException, OperationException {
        return make(doing, () -> call.apply(client(CloudFormationClient.class, CloudFormationClient::builder)));
    }

    /** Calls CloudWatch Logs; see {@link #ec2(String, Function)}. */
    public <T> T cloudWatchLogs(String doing, Function<CloudWatchLogsClient, T> call)
            throws IOException, OperationException {
        return make(doing, () -> call.apply(client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder)));
    }

    /** Calls the Directory Service; see {@link #ec2(String, Function)}. */
    public <T> T directory(String doing, Function<DirectoryClient, T> call) throws IOException, OperationException {
        return make(doing, () -> call.apply(client(DirectoryClient.class, DirectoryClient::builder)));
    }

    /** Calls DynamoDB; see {@link #ec2(String, Function)}. */
    public <T> T dynamoDb(String doing, Function<DynamoDbClient, T> call) throws IOException, OperationException {
        return make(doing, () -> call.apply(client(DynamoDbClient.class, DynamoDbClient::builder)));
    }

    /**
     * Calls S3, in the region of the bucket, whichever that is; see {@link #ec2(String, Function)}.
     *
     * @param anonymous whether requests are not signed, as for a public bucket
     */
    public <T> T s3(String doing, boolean anonymous, Function<S3Client, T> call)
            throws IOException, OperationException {
        try {
            return call.apply(s3(anonymous));
        } catch (SdkException e) {
            throw new S3Failure(doing, region, factory.takeAction(), e, anonymous).asIOException();
        }
    }

    private synchronized S3Client s3(boolean anonymous) {
        AwsCredentialsProvider as = anonymous ? AnonymousCredentialsProvider.create() : credentials;
        return (S3Client) clients.computeIfAbsent(List.of(S3Client.class, anonymous), first -> factory.s3(as));
    }

    private <T> T make(String doing, Supplier<T> call) throws IOException, OperationException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new AwsFailure(doing, region, factory.takeAction(), e).asIOException();
        }
    }

    private synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
            C client(Class<C> service, Supplier<B> builder) {
        return service.cast(clients.computeIfAbsent(service, first -> factory.client(builder.get(), credentials)));
    }

    /**
     * The same identity for another program, such as the ParallelCluster CLI: environment variables with the current session,
     * the region and endpoints. They are for that process only, and must not be logged. Without a credential and a role they
     * contain no keys, since other programs do not get the controller's: the program then uses its own identity.
     *
     * @return a mutable map
     * @throws IOException when there is no session at present
     * @throws OperationException when there are no credentials, or AWS rejects them
     */
    public Map<String, String> environment() throws IOException, OperationException {
        Map<String, String> environment = new LinkedHashMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("AWS_ENDPOINT_URL")) {
                environment.put(name, value);
            }
        });
        if (access.endpoint() != null) {
            environment.put("AWS_ENDPOINT_URL", access.endpoint().toString());
        }
        environment.put("AWS_REGION", region());
        environment.put("AWS_DEFAULT_REGION", region());
        if (!access.isOfTheProcess()) {
            AwsCredentials now = credentialsNow("getting a session for another program");
            environment.put("AWS_ACCESS_KEY_ID", now.accessKeyId());
            environment.put("AWS_SECRET_ACCESS_KEY", now.secretAccessKey());
            if (now instanceof AwsSessionCredentials session) {
                environment.put("AWS_SESSION_TOKEN", session.sessionToken());
            }
        }
        return environment;
    }

    /** Returns the current keys that calls are signed with; see {@link #ec2(String, Function)}. */
    AwsCredentials credentialsNow(String doing) throws IOException, OperationException {
        return make(doing, credentials::resolveCredentials);
    }

    /**
     * @return the identity in AWS, without secrets: equal for the same key and the same role. A session that is given as
     *     temporary keys is equal only to itself
     */
    Object identity() throws IOException, OperationException {
        return access.identity(
                access.credentials() == null
                        ? null
                        : make("looking at the credentials", access.credentials()::resolveCredentials));
    }

    /** @return a new client for what the SDK has no client for, with the same proxy */
    HttpClient.Builder webClient() {
        return AwsProxy.set(HttpClient.newBuilder(), access.proxy(), isPlain() ? "http" : "https");
    }

    /** @return whether EC2 is called without TLS, by an endpoint of the administrator */
    boolean isPlain() {
        return customEndpoint().map(URI::getScheme).filter("http"::equals).isPresent();
    }

    /** @return whether a host belongs to AWS; always true with an endpoint of the administrator */
    boolean isOfAws(String host) {
        return customEndpoint().isPresent()
                || host.endsWith('.' + PartitionMetadata.of(region).dnsSuffix());
    }

    /** The endpoint of the global configuration, the environment or a system property in place of AWS itself. */
    private Optional<URI> customEndpoint() {
        return client(Ec2Client.class, Ec2Client::builder)
                .serviceClientConfiguration()
                .endpointOverride();
    }

    /** Closes all connections. No call may be in progress. */
    @Override
    public synchronized void close() {
        factory.close();
        clients.clear();
    }
}
