/**
 * Calls of AWS: request and credentials ({@link io.jenkins.plugins.hummingbird.aws.AwsRequest}, {@link
 * io.jenkins.plugins.hummingbird.aws.AwsAccess}), the clients ({@link io.jenkins.plugins.hummingbird.aws.AwsClients}) and the
 * messages of failed calls. Nothing here may know what images, clusters or submissions are.
 */
package io.jenkins.plugins.hummingbird.aws;
