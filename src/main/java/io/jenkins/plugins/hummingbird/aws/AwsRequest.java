package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import java.io.Serializable;

/**
 * The parameters of a step for region and identity in AWS. Part of the saved state of an operation: it contains the id of a
 * credential, and no secret.
 */
public final class AwsRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Such as {@code eu-central-1}; empty for the SDK's default. */
    @Parameter(variables = true)
    public String region = "";

    /** The id of a credential; empty for the SDK's default chain, if jobs may use it. */
    @Parameter(variables = true)
    public String awsCredentialsId = "";

    /** The ARN of a role to assume; empty for none. */
    @Parameter(variables = true)
    public String roleArn = "";

    /** The external id that the role's trust policy requires; empty for none. */
    @Parameter(variables = true)
    public String externalId = "";
}
