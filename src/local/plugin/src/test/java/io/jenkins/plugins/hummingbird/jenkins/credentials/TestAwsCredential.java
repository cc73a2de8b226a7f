package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A credential of the plugin aws-credentials; like that of the plugin it remembers nothing. */
public final class TestAwsCredential implements AmazonWebServicesCredentials {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String keyId;

    /** How often it was asked. */
    int asked;

    /** @param keyId null for a credential that holds none */
    public TestAwsCredential(String id, String keyId) {
        this.id = id;
        this.keyId = keyId;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        asked++;
        return keyId == null ? null : AwsBasicCredentials.create(keyId, "a secret");
    }

    @Override
    public String getDescription() {
        return "an AWS credential";
    }

    @Override
    public CredentialsScope getScope() {
        return CredentialsScope.GLOBAL;
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
