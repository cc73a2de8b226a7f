package io.jenkins.plugins.hummingbird.aws.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A part of an object: small enough for one call, which has its timeout and is repeated as a whole. */
final class ObjectPart {
    /** In bytes: within the 20 s of an attempt at 3 Mbit/s; kept in memory. */
    static final int MOST = 8 << 20;

    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Pattern RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

    private final byte[] content;
    private final long size;
    private final String etag;

    private ObjectPart(byte[] content, long size, String etag) {
        this.content = content;
        this.size = size;
        this.etag = etag;
    }

    /**
     * Reads a part from S3.
     *
     * @param from the position in the object, in bytes
     * @param etag that the object must have; empty for any
     * @return empty when it has another by now
     */
    static Optional<ObjectPart> read(S3Client s3, S3Location object, long from, String etag, RequestPayer payer) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .range("bytes=" + from + '-' + (from + MOST - 1))
                .ifMatch(etag.isEmpty() ? null : '"' + etag + '"')
                .requestPayer(payer)
                .build();
        try {
            return Optional.of(s3.getObject(request, (response, in) -> of(response, in, from)));
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            // An empty object has no first byte.
            if (from == 0 && e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.of(s3.getObject(
                        request.toBuilder().range(null).build(), (response, in) -> of(response, in, from)));
            }
            throw e;
        }
    }

    /** A server that does not know ranges sends all of the object, from its beginning. */
    private static ObjectPart of(GetObjectResponse response, AbortableInputStream in, long from) {
        Matcher range = RANGE.matcher(String.valueOf(response.contentRange()));
        boolean whole = !range.matches();
        long size = whole ? response.contentLength() : Long.parseLong(range.group(1));
        int length = (int) Math.max(0, Math.min(MOST, size - from));
        try {
            if (whole) {
                in.skipNBytes(Math.min(from, size));
            }
            byte[] content = in.readNBytes(length);
            if (content.length < length) {
                throw new EOFException("the connection ended after " + content.length + " of " + length + " bytes");
            }
            if (whole && from + length < size) {
                in.abort();
            }
            return new ObjectPart(content, size, S3Objects.plain(response.eTag()));
        } catch (IOException e) {
            throw RetryableException.create("the object could not be read: " + e.getMessage(), e);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    int length() {
        return content.length;
    }

    /** @return bytes of the whole object */
    long size() {
        return size;
    }

    /** @return without quotes; empty when S3 does not say it */
    String etag() {
        return etag;
    }
}
