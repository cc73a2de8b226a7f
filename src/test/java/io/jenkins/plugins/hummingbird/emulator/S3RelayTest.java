package io.jenkins.plugins.hummingbird.emulator;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.TestSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What tests rely on when they say that something holds on S3. */
public class S3RelayTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    private final List<S3Client> clients = new ArrayList<>();
    private S3Client s3;

    @Before
    public void open() {
        AwsBasicCredentials key = AwsBasicCredentials.create(AWS.property("key"), AWS.property("secret"));
        s3 = client(StaticCredentialsProvider.create(key));
    }

    /** It tries each request once. */
    private S3Client client(AwsCredentialsProvider credentials) {
        S3Client client = S3Client.builder()
                .region(Region.of(AWS.region()))
                .endpointOverride(relay.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        clients.add(client);
        return client;
    }

    @After
    public void close() {
        clients.forEach(S3Client::close);
    }

    private byte[] read(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket.name()).key(key)).asByteArray();
    }

    private void put(String key, String text) {
        s3.putObject(r -> r.bucket(bucket.name()).key(key), RequestBody.fromString(text));
    }

    private static S3Exception refused(Runnable call) {
        return assertThrows(S3Exception.class, call::run);
    }

    @Test
    public void passesKeysAsTheyAre() {
        List<String> keys = List.of("a b/c+d%2F.tif", "a//b.tif", "größe/µm=1&x?y#z.tif", "folder/");
        for (String key : keys) {
            put(key, key);
            assertEquals(key, new String(read(key), StandardCharsets.UTF_8));
            assertEquals(1, relay.count(S3Request.of("PUT", key)));
            assertEquals(1, relay.count(S3Request.of("GET", key)));
        }
        assertEquals(List.copyOf(new TreeSet<>(keys)), List.copyOf(new TreeSet<>(bucket.keys())));
        S3Request put = relay.requests(S3Request.of("PUT", "a//b.tif")).get(0);
        assertEquals(bucket.name(), put.bucket());
        assertFalse(put.isAnonymous());
    }

    @Test
    public void passesLargeBodiesWithTheirChecksums() {
        byte[] large = new byte[20_000_000];
        new Random(7).nextBytes(large);
        s3.putObject(
                r -> r.bucket(bucket.name()).key("large").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(large));
        assertArrayEquals(large, read("large"));
        assertArrayEquals(large, bucket.read("large"));
        put("empty", "");
        assertEquals(0, read("empty").length);
        assertEquals(
                large.length,
                s3.headObject(r -> r.bucket(bucket.name()).key("large"))
                        .contentLength()
                        .intValue());
        s3.deleteObject(r -> r.bucket(bucket.name()).key("large"));
        assertEquals(List.of("empty"), bucket.keys());
    }

    @Test
    public void refusesAsManyRequestsAsItIsTold() {
        bucket.put("a", "content");
        relay.slowDown(S3Request.of("GET", "a"), 2);
        assertEquals(503, refused(() -> read("a")).statusCode());
        assertEquals("SlowDown", refused(() -> read("a")).awsErrorDetails().errorCode());
        assertEquals(7, read("a").length);
        relay.deny(S3Request.ofObjects("HEAD"));
        assertEquals(
                403,
                refused(() -> s3.headObject(r -> r.bucket(bucket.name()).key("a")))
                        .statusCode());
        relay.heal();
        s3.headObject(r -> r.bucket(bucket.name()).key("a"));
    }

    @Test
    public void breaksTheConnectionInTheMiddleOfABody() {
        bucket.put("a", new byte[100_000]);
        relay.cut(S3Request.of("GET", "a"), 1, 50_000);
        assertThrows(SdkClientException.class, () -> read("a"));
        assertEquals(100_000, read("a").length);
        relay.cut(S3Request.of("PUT", "b"), 1, 5);
        assertThrows(SdkClientException.class, () -> put("b", "0123456789"));
        assertEquals(List.of("a"), bucket.keys());
        relay.loseAnswers(S3Request.of("PUT", "c"), 1);
        assertThrows(SdkClientException.class, () -> put("c", "0123456789"));
        assertEquals(List.of("a", "c"), bucket.keys());
    }

    @Test
    public void holdsARequestUntilItIsReleased() throws Exception {
        S3Relay.Held held = relay.hold(S3Request.of("PUT", "a"), 1);
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put("a", "content"));
        held.awaitOne();
        assertFalse(put.isDone());
        assertEquals(List.of(), bucket.keys());
        held.release();
        put.get();
        assertEquals("content", bucket.text("a"));
    }

    @Test
    public void refusesAnonymousCallersButOfAnOpenBucket() {
        bucket.put("a", "content");
        S3Client anonymous = client(AnonymousCredentialsProvider.create());
        Runnable read =
                () -> anonymous.getObjectAsBytes(r -> r.bucket(bucket.name()).key("a"));
        assertEquals(403, refused(read).statusCode());
        relay.openToAll(bucket.name());
        read.run();
        assertTrue(relay.requests(S3Request.of("GET", "a")).get(0).isAnonymous());
    }

    @Test
    public void refusesThoseWhoDoNotPay() {
        bucket.put("a", "content");
        relay.requesterPays(bucket.name());
        assertEquals(403, refused(() -> read("a")).statusCode());
        s3.getObjectAsBytes(r -> r.bucket(bucket.name()).key("a").requestPayer(RequestPayer.REQUESTER));
    }

    @Test
    public void sendsCallersToTheRegionOfTheBucket() {
        bucket.put("a", "content");
        relay.inRegion(bucket.name(), "us-west-2");
        S3Exception e = refused(() -> read("a"));
        assertEquals(301, e.statusCode());
        assertEquals(
                "us-west-2",
                e.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .orElse(""));
        relay.inRegion(bucket.name(), AWS.region());
        read("a");
    }

    @Test
    public void putsAndListsManyObjects() throws Exception {
        TestSet.takesMinutes();
        bucket.putMany(1_001, i -> "many/" + i, new byte[] {1});
        assertEquals(1_001, bucket.keys().size());
        assertEquals(1_001, bucket.sizes().values().stream().mapToLong(n -> n).sum());
        bucket.delete("many/0");
        assertEquals(1_000, bucket.keys().size());
    }
}
