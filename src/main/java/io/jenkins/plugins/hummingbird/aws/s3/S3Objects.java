package io.jenkins.plugins.hummingbird.aws.s3;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Lists and reads objects. All methods throw an {@link IOException} when the failure may be temporary, and an {@link
 * OperationException} when it is permanent.
 */
public final class S3Objects {
    private static final int PAGE = 1000;
    private static final int MOST_KEY_BYTES = 1024;

    /** Storage classes whose objects cannot be read as they are; GLACIER_IR can. */
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final AwsClients aws;
    private final S3Access access;

    public S3Objects(AwsClients aws, S3Access access) {
        this.aws = aws;
        this.access = access;
    }

    private boolean isAnonymous() {
        return access == S3Access.ANONYMOUS;
    }

    private RequestPayer payer() {
        return access == S3Access.REQUESTER_PAYS ? RequestPayer.REQUESTER : null;
    }

    /**
     * Lists one page; a call that is made again with the same token gives the page again.
     *
     * @param folder all objects whose keys begin with its key
     * @param folderOnly whether to leave out what is in its sub-folders
     * @param token of the page before; null or empty for the first page
     */
    public S3Page page(S3Location folder, boolean folderOnly, String token) throws IOException, OperationException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(folder.bucket())
                .prefix(folder.key())
                .delimiter(folderOnly ? "/" : null)
                .continuationToken(token == null || token.isEmpty() ? null : token)
                .maxKeys(PAGE)
                // Keys may have characters that XML cannot; the SDK decodes them.
                .encodingType(EncodingType.URL)
                .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS)
                .requestPayer(payer())
                .build();
        ListObjectsV2Response answer = aws.s3("listing " + folder, isAnonymous(), s3 -> s3.listObjectsV2(request));
        if (answer.contents().size() > PAGE
                || answer.contents().stream()
                        .anyMatch(one -> one.key().getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES)) {
            throw new OperationException("AWS, listing " + folder + ": the answer has more than " + PAGE
                    + " objects, or a key of more than " + MOST_KEY_BYTES + " bytes, which S3 never has.");
        }
        boolean more = Boolean.TRUE.equals(answer.isTruncated());
        return new S3Page(
                answer.contents().stream().map(S3Objects::object).toList(),
                more ? answer.nextContinuationToken() : null);
    }

    private static S3Object object(software.amazon.awssdk.services.s3.model.S3Object one) {
        boolean restored = one.restoreStatus() != null && one.restoreStatus().restoreExpiryDate() != null;
        boolean archived = ARCHIVES.contains(String.valueOf(one.storageClassAsString())) && !restored;
        return new S3Object(one.key(), one.size() == null ? 0 : one.size(), plain(one.eTag()), archived);
    }

    /** @return without quotes; empty for null */
    static String plain(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** Is told before each part of an object is read; may end the reading. */
    public interface BeforePart {
        void next() throws OperationException;
    }

    /**
     * Copies an object, by parts, each of which is one call.
     *
     * @param file is replaced; what is in it after a failure is not complete
     * @param most bytes that the object may have
     * @param before is told of each part
     * @return what was read
     * @throws IOException also when the object was replaced meanwhile
     * @throws OperationException also when it is larger
     */
    public S3Object read(S3Location object, Path file, long most, BeforePart before)
            throws IOException, OperationException {
        String doing = "reading " + object;
        try (OutputStream out = Files.newOutputStream(file)) {
            long size = 0;
            long read = 0;
            String etag = "";
            do {
                before.next();
                long from = read;
                String same = etag;
                Optional<ObjectPart> part =
                        aws.s3(doing, isAnonymous(), s3 -> ObjectPart.read(s3, object, from, same, payer()));
                if (part.isEmpty() || read > 0 && part.get().size() != size) {
                    throw new IOException(object + " was replaced while it was read; it is read again");
                }
                size = part.get().size();
                etag = part.get().etag();
                if (size > most) {
                    throw new OperationException("AWS, " + doing + ": the object has " + size + " bytes; at most "
                            + Limits.words(most) + " are read. Use a smaller one.");
                }
                part.get().writeTo(out);
                read += part.get().length();
            } while (read < size);
            return new S3Object(object.key(), size, etag, false);
        }
    }

    /** @return the region of a bucket, such as {@code eu-central-1}; empty when S3 does not say it to this caller */
    public String region(String bucket) throws IOException, OperationException {
        return aws.s3("looking for the region of s3://" + bucket, isAnonymous(), s3 -> region(s3, bucket));
    }

    /** S3 names the region even to those who may not use the bucket. */
    private static String region(S3Client s3, String bucket) {
        try {
            String region = s3.headBucket(r -> r.bucket(bucket)).bucketRegion();
            return region == null ? "" : region;
        } catch (S3Exception e) {
            if (e.statusCode() >= 500 || e.isThrottlingException()) {
                throw e;
            }
            return e.awsErrorDetails() == null
                    ? ""
                    : e.awsErrorDetails()
                            .sdkHttpResponse()
                            .firstMatchingHeader("x-amz-bucket-region")
                            .orElse("");
        }
    }
}
