package io.jenkins.plugins.hummingbird.emulator;

import io.jenkins.plugins.hummingbird.iam.Access;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to S3 by a path-style URL, as {@link S3Relay} saw it.
 *
 * @param key decoded; empty for a request to the bucket, such as a listing
 * @param query decoded, by name; a name without a value has an empty one
 * @param headers by their names in lower case
 */
public record S3Request(
        String method, String bucket, String key, Map<String, String> query, Map<String, String> headers) {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/s3/");

    static S3Request of(String method, URI target, Map<String, String> headers) {
        String path = target.getRawPath().substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        Map<String, String> query = new TreeMap<>();
        for (String pair : target.getRawQuery() == null
                ? new String[0]
                : target.getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(inPath(name), equals < 0 ? "" : inPath(pair.substring(equals + 1)));
        }
        return new S3Request(method, inPath(bucket), inPath(key), query, headers);
    }

    /** A plus sign is itself there. */
    private static String inPath(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** All requests by a method for exactly that key, whatever the bucket. */
    public static Predicate<S3Request> of(String method, String key) {
        return one -> one.method.equals(method) && one.key.equals(key);
    }

    /** All requests by a method for any object; not listings. */
    public static Predicate<S3Request> ofObjects(String method) {
        return one -> one.method.equals(method) && !one.key.isEmpty();
    }

    /** All pages of all listings. */
    public static Predicate<S3Request> listings() {
        return one -> one.method.equals("GET") && one.query.containsKey("list-type");
    }

    /** @return empty when it is not given */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** moto checks no signature: who signs nothing is anonymous. */
    public boolean isAnonymous() {
        return !headers.containsKey("authorization") && !query.containsKey("X-Amz-Signature");
    }

    /** @return the region that the request is signed for; empty when it is not signed in a header */
    String signedRegion() {
        Matcher scope = SCOPE.matcher(header("authorization"));
        return scope.find() ? scope.group(1) : "";
    }

    /** What IAM is asked for, see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html. */
    Access access() {
        boolean ofBucket = key.isEmpty() && !query.containsKey("delete");
        String arn = "arn:aws:s3:::" + bucket + (ofBucket ? "" : "/" + (key.isEmpty() ? "*" : key));
        return new Access("s3:" + (ofBucket ? ofBucket() : ofObject()), arn, Map.of());
    }

    private String ofBucket() {
        boolean looks = method.equals("HEAD") || query.containsKey("list-type");
        return looks ? "ListBucket" : query.containsKey("uploads") ? "ListBucketMultipartUploads" : method;
    }

    private String ofObject() {
        boolean parts = query.containsKey("uploadId");
        return switch (method) {
            case "GET", "HEAD" -> parts ? "ListMultipartUploadParts" : "GetObject";
            case "DELETE" -> parts ? "AbortMultipartUpload" : "DeleteObject";
            default -> query.containsKey("delete") ? "DeleteObject" : "PutObject";
        };
    }

    /** Of a multipart upload, too: its id and the number of the part are in the query. */
    boolean hasBody() {
        return method.equals("PUT") || method.equals("POST");
    }
}
