package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;

/**
 * The region, credentials and network settings for calls of AWS.
 *
 * @param region empty for the SDK's default: environment, system property, profile, or the region of the instance
 * @param credentials null for the SDK's default chain
 * @param role assumed with those credentials; null for none
 * @param proxy null for that of system properties or the environment, if any
 * @param endpoint of all services; null for AWS itself, or for {@code AWS_ENDPOINT_URL} or the system property {@code
 *     aws.endpointUrl}
 */
public record AwsAccess(String region, AwsCredentialsProvider credentials, AwsRole role, AwsProxy proxy, URI endpoint) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

    /** @return the sorted names of the regions that the SDK knows; AWS may have newer ones */
    public static List<String> regions() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .sorted()
                .toList();
    }

    /** @throws OperationException when a text is not the name of a region */
    public static void checkRegion(String region) throws OperationException {
        if (!REGION.matcher(region).matches()) {
            throw new OperationException("region: '" + region
                    + "' is not the name of an AWS region; one looks like eu-central-1, without the letter of a zone.");
        }
    }

    /**
     * @param text the URL of services that are compatible with AWS
     * @throws OperationException when it is not an http or https URL
     */
    public static URI parseEndpoint(String text) throws OperationException {
        try {
            URI endpoint = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(endpoint.getScheme())) && endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            throw invalidEndpoint(text, e);
        }
        throw invalidEndpoint(text, null);
    }

    private static OperationException invalidEndpoint(String text, Exception cause) {
        return new OperationException(
                "endpoint: '" + text + "' is not the URL of a web server; one looks like https://aws.example.org:4566."
                        + " Leave it empty for AWS itself.",
                cause);
    }

    /**
     * @param now the current keys of {@link #credentials}; null for the SDK's default chain
     * @return the identity, without secrets; see {@link AwsClients#identity}
     */
    Object identity(AwsCredentials now) {
        Object own = "";
        if (now instanceof AwsSessionCredentials) {
            own = credentials;
        } else if (now != null) {
            own = new Sha256()
                    .add(now.accessKeyId() + '\n' + now.secretAccessKey())
                    .hex();
        }
        return Arrays.asList(own, role == null ? null : List.of(role.arn(), role.externalId()), endpoint);
    }

    /** @return whether AWS is called as the controller, whose keys no other program gets */
    boolean isOfTheProcess() {
        return credentials == null && role == null;
    }
}
