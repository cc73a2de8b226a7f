package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A username and password: the id of an access key, and its secret. */
@Extension
public final class AwsKeyPair extends AwsCredentialKind<StandardUsernamePasswordCredentials> {
    public AwsKeyPair() {
        super(StandardUsernamePasswordCredentials.class);
    }

    @Override
    AwsCredentialsProvider provider(StandardUsernamePasswordCredentials credential) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                credential.getUsername(), credential.getPassword().getPlainText()));
    }
}
