/**
 * AWS: as whom and where it is used ({@link io.jenkins.plugins.hummingbird.aws.AwsRequest}, {@link
 * io.jenkins.plugins.hummingbird.aws.AwsAccess}), the clients of its services ({@link
 * io.jenkins.plugins.hummingbird.aws.AwsClients}), and what a failed call says to the person who must act ({@link
 * io.jenkins.plugins.hummingbird.aws.AwsFailure}).
 */
package io.jenkins.plugins.hummingbird.aws;
