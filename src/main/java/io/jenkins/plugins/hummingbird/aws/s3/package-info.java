/**
 * Objects in S3: where they are ({@link io.jenkins.plugins.hummingbird.aws.s3.S3Location}), as whom they are asked for
 * ({@link io.jenkins.plugins.hummingbird.aws.s3.S3Access}), and the calls that list and read them ({@link
 * io.jenkins.plugins.hummingbird.aws.s3.S3Objects}). Nothing here may know what images or submissions are, and nothing here
 * writes to S3.
 */
package io.jenkins.plugins.hummingbird.aws.s3;
