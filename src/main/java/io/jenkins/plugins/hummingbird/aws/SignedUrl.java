package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Signs URLs in their query (Signature Version 4, by the SDK). Whoever has such a URL may use it for one minute.
 */
final class SignedUrl {
    private static final Duration VALID = Duration.ofMinutes(1);

    private final AwsClients aws;
    private final String service;

    /** @param service the signing name, such as {@code ec2-instance-connect} */
    SignedUrl(AwsClients aws, String service) {
        this.aws = aws;
        this.service = service;
    }

    /**
     * @param host a name, with a port unless that is 443
     * @param query not encoded
     * @throws IOException when there is no session at present
     * @throws OperationException when there are no credentials
     */
    URI webSocket(String host, String path, Map<String, String> query) throws IOException, OperationException {
        AwsCredentials now = aws.credentialsNow("getting a session to sign a URL");
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create((aws.isPlain() ? "http://" : "https://") + host + path));
        query.forEach(request::putRawQueryParameter);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(now)
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALID))
                .request();
        return URI.create(signed.getUri().toString().replaceFirst("^http", "ws"));
    }
}
