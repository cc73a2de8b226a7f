package com.cloudbees.jenkins.plugins.awscredentials;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Assumes no role. */
public class AWSCredentialsImpl extends BaseStandardCredentials implements AmazonWebServicesCredentials {
    private static final long serialVersionUID = 1L;

    private final String accessKey;
    private final String secretKey;
    private final String iamRoleArn;

    public AWSCredentialsImpl(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String accessKey,
            @CheckForNull String secretKey,
            @CheckForNull String description) {
        this(scope, id, accessKey, secretKey, description, null, null);
    }

    public AWSCredentialsImpl(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String accessKey,
            @CheckForNull String secretKey,
            @CheckForNull String description,
            @CheckForNull String iamRoleArn,
            @CheckForNull String iamMfaSerialNumber) {
        super(scope, id, description);
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.iamRoleArn = iamRoleArn;
    }

    public String getAccessKey() {
        return accessKey;
    }

    public String getIamRoleArn() {
        return iamRoleArn;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return AwsBasicCredentials.create(accessKey, secretKey);
    }
}
