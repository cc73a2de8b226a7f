package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.BriefCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * A credential of the plugin aws-credentials. Where that plugin is not installed this class cannot be loaded, and
 * Jenkins goes on without it; so no other class may name it or that plugin's types.
 */
@Extension(optional = true)
public final class AwsPluginCredential extends AwsCredentialKind<AmazonWebServicesCredentials> {
    public AwsPluginCredential() {
        super(AmazonWebServicesCredentials.class);
    }

    /** With a role the plugin's own provider begins a session at each call. */
    @Override
    AwsCredentialsProvider provider(AmazonWebServicesCredentials credential) {
        return new BriefCredentials(credential);
    }

    /** The plugin assumes the role of such a credential by the SDK's default chain. */
    @Override
    String roleOfController(AmazonWebServicesCredentials credential) {
        return credential instanceof AWSCredentialsImpl own && Util.fixEmptyAndTrim(own.getAccessKey()) == null
                ? Util.fixNull(own.getIamRoleArn())
                : "";
    }
}
