package io.jenkins.plugins.hummingbird.emulator;

import io.jenkins.plugins.hummingbird.AwsRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.rules.ExternalResource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of a test in moto's S3, empty at first, with a name of its own: puts, deletes and looks at objects past any
 * relay. A rule for each test, behind an {@link AwsRule} of its class; the bucket and its objects go with the test.
 */
public final class S3Bucket extends ExternalResource {
    private static final int AT_ONCE = 8;

    private final AwsRule aws;
    private final String prefix;
    private final String region;
    private S3Client s3;
    private String name;

    /** A bucket in the region of the emulator. */
    public S3Bucket(AwsRule aws) {
        this(aws, "bucket", "");
    }

    /**
     * @param prefix how its name begins
     * @param region where it is; empty for the emulator's
     */
    public S3Bucket(AwsRule aws, String prefix, String region) {
        this.aws = aws;
        this.prefix = prefix;
        this.region = region;
    }

    public String name() {
        return name;
    }

    /** @return {@code s3://BUCKET/KEY}, the key as it is */
    public String url(String key) {
        return "s3://" + name + '/' + key;
    }

    public void put(String key, byte[] content) {
        s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromBytes(content));
    }

    public void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param storageClass such as {@code GLACIER} */
    public void put(String key, String text, String storageClass) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(name).key(key).storageClass(storageClass);
        s3.putObject(request.build(), RequestBody.fromString(text));
    }

    /** Puts many objects with the same content, eight at a time. */
    public void putMany(int count, IntFunction<String> key, byte[] content) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String one = key.apply(i);
                puts.add(threads.submit(() -> put(one, content)));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    public void delete(String key) {
        s3.deleteObject(r -> r.bucket(name).key(key));
    }

    public byte[] read(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(name).key(key)).asByteArray();
    }

    public String text(String key) {
        return new String(read(key), StandardCharsets.UTF_8);
    }

    /** What S3 knows of an object: its length, ETag and metadata. */
    public HeadObjectResponse head(String key) {
        return s3.headObject(r -> r.bucket(name).key(key));
    }

    /** @return without quotes */
    public String etag(String key) {
        return head(key).eTag().replace("\"", "");
    }

    /** @return all keys, in S3's order, which is that of their bytes */
    public List<String> keys() {
        return s3.listObjectsV2Paginator(r -> r.bucket(name).encodingType(EncodingType.URL)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** @return the sizes in bytes of all objects by key */
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        s3.listObjectsV2Paginator(r -> r.bucket(name).encodingType(EncodingType.URL))
                .contents()
                .forEach(one -> sizes.put(one.key(), one.size()));
        return sizes;
    }

    /** @return how many uploads by parts were begun and neither completed nor aborted */
    public int openUploads() {
        return s3.listMultipartUploads(r -> r.bucket(name)).uploads().size();
    }

    @Override
    protected void before() {
        name = prefix + '-' + UUID.randomUUID().toString().substring(0, 13);
        Region where = Region.of(region.isEmpty() ? aws.region() : region);
        AwsBasicCredentials credentials = AwsBasicCredentials.create(aws.property("key"), aws.property("secret"));
        s3 = S3Client.builder()
                .region(where)
                .endpointOverride(aws.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(2 * AT_ONCE))
                .build();
        if (where.equals(Region.US_EAST_1)) {
            s3.createBucket(r -> r.bucket(name));
        } else {
            s3.createBucket(r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint(where.id())));
        }
    }

    @Override
    protected void after() {
        try (S3Client closed = s3) {
            keys().forEach(this::delete);
            closed.deleteBucket(r -> r.bucket(name));
        }
    }
}
