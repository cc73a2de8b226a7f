package io.jenkins.plugins.hummingbird.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where AWS is, as whom it is used, and the way there.
 *
 * @param region empty for the one that the SDK finds: environment, system property, profile, or the instance's own
 * @param credentials null for the SDK's default chain
 * @param roleArn assumed with those credentials; empty for none
 * @param proxy null for the one that system properties or the environment name, if any
 * @param endpoint of all services; null for the real ones, or what {@code AWS_ENDPOINT_URL} or the system property
 *     {@code aws.endpointUrl} names
 */
public record AwsAccess(
        String region, AwsCredentialsProvider credentials, String roleArn, AwsProxy proxy, URI endpoint) {}
