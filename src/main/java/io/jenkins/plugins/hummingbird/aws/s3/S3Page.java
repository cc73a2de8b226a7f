package io.jenkins.plugins.hummingbird.aws.s3;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param objects at most 1,000, in the order of their keys' bytes; none does not mean the end
 * @param nextToken for the next page; null at the end
 */
public record S3Page(List<S3Object> objects, String nextToken) {
    public S3Page {
        objects = List.copyOf(objects);
    }
}
