package io.jenkins.plugins.hummingbird.aws.s3;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where an object, or a folder of objects, is: {@code s3://BUCKET/KEY}, the key as it is, not percent-encoded.
 *
 * @param bucket a name as https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html describes it
 * @param key of an object; or of a folder: the beginning of its objects' keys, empty or ending with a slash
 */
public record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /** Of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html. */
    private static final int MOST_KEY_BYTES = 1024;

    /** What file systems of Linux take as the name of a file (NAME_MAX). */
    private static final int MOST_NAME_BYTES = 255;

    private static final int FEWEST_LETTERS = 3;
    private static final int MOST_LETTERS = 63;
    private static final Pattern LETTERS = Pattern.compile("[a-z0-9.-]+");
    private static final Pattern ENDS = Pattern.compile("[a-z0-9].*[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    /** @return whether a text is meant as a place in S3, valid or not */
    public static boolean isS3(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * @param text such as {@code s3://bucket/folder/image.tif}
     * @throws OperationException when it is not valid; the message begins with the text and says what is wrong
     */
    public static S3Location parse(String text) throws OperationException {
        if (!text.startsWith(SCHEME)) {
            throw wrong(text, "it does not begin with s3://, in small letters");
        }
        int slash = text.indexOf('/', SCHEME.length());
        String bucket = text.substring(SCHEME.length(), slash < 0 ? text.length() : slash);
        String key = slash < 0 ? "" : text.substring(slash + 1);
        String problem = problem(bucket);
        if (!problem.isEmpty()) {
            throw wrong(text, problem);
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw wrong(text, "the key has a control character");
        }
        if (bytes(key) > MOST_KEY_BYTES) {
            throw wrong(text, "the key is longer than the " + MOST_KEY_BYTES + " bytes that a key can have");
        }
        return new S3Location(bucket, key);
    }

    private static OperationException wrong(String text, String problem) {
        String shown = text.length() > MOST_NAME_BYTES ? text.substring(0, MOST_NAME_BYTES) + "..." : text;
        return new OperationException("'" + shown + "' is no place in S3: " + problem
                + ". One looks like s3://bucket/folder/image.tif; the key is not percent-encoded.");
    }

    /** Empty when it is a name. Prefixes and suffixes that AWS reserves are not looked at: aliases have some of them. */
    private static String problem(String bucket) {
        if (bucket.isEmpty()) {
            return "the name of the bucket is missing";
        }
        if (bucket.length() < FEWEST_LETTERS || bucket.length() > MOST_LETTERS) {
            return "the name of a bucket has " + FEWEST_LETTERS + " to " + MOST_LETTERS + " characters, and '" + bucket
                    + "' has " + bucket.length();
        }
        if (!LETTERS.matcher(bucket).matches()) {
            return "the name of a bucket has small letters, digits, dots and hyphens only, unlike '" + bucket + "'";
        }
        if (!ENDS.matcher(bucket).matches()) {
            return "the name of a bucket begins and ends with a letter or digit, unlike '" + bucket + "'";
        }
        if (bucket.contains("..")) {
            return "the name of a bucket has no two dots in a row, unlike '" + bucket + "'";
        }
        return ADDRESS.matcher(bucket).matches() ? "'" + bucket + "' is an IP address, not the name of a bucket" : "";
    }

    /**
     * @return whether a key can be the path of a file below a folder: no empty component, none that is {@code .} or
     *     {@code ..}, none of more than 255 bytes, and no control character. The key of a folder cannot
     */
    public static boolean isFileKey(String key) {
        if (key.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String name : key.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || bytes(name) > MOST_NAME_BYTES) {
                return false;
            }
        }
        return true;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @return whether this is a folder: its key is empty or ends with a slash */
    public boolean isFolder() {
        return key.isEmpty() || key.endsWith("/");
    }

    /** @return this as a folder, with a slash at the end */
    public S3Location folder() {
        return isFolder() ? this : new S3Location(bucket, key + '/');
    }

    /** @return {@code s3://BUCKET/KEY}, also with an empty key; {@link #parse} reads it */
    @Override
    public String toString() {
        return SCHEME + bucket + '/' + key;
    }
}
