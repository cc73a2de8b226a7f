package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import java.io.Serializable;

/**
 * The parameters of a step that say as whom and where AWS is used. Part of the state of an operation: it names a
 * credential and never holds one.
 */
public final class AwsRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Such as {@code eu-central-1}; empty for the one that the SDK finds. */
    @Parameter(variables = true)
    public String region = "";

    /** The id of a credential; empty for the SDK's default chain, where jobs may use that. */
    @Parameter(variables = true)
    public String awsCredentialsId = "";

    /** A role to assume; empty for none. */
    @Parameter(variables = true)
    public String roleArn = "";

    /** What the role's trust policy asks for; empty for nothing. */
    @Parameter(variables = true)
    public String externalId = "";
}
