package io.jenkins.plugins.hummingbird.aws.s3;

/**
 * An object, as S3 describes it.
 *
 * @param key as it is, not percent-encoded
 * @param bytes its size
 * @param etag without quotes; it changes with the content. Empty when S3 does not say it
 * @param archived whether it must be restored before it can be read. Of the archive tiers of Intelligent-Tiering only
 *     {@link S3Objects#look} knows; a listing does not
 */
public record S3Object(String key, long bytes, String etag, boolean archived) {}
