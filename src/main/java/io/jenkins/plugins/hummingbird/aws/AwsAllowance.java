package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;

/**
 * The identities that the administrator lets jobs use in AWS, besides the jobs' own credentials.
 *
 * @param controller whether they may use the controller's identity, by the SDK's default chain: its environment, files, or
 *     the role of its instance
 * @param roles patterns of the ARNs of roles that they may assume; any role without a pattern
 * @param place where an administrator changes this setting, for messages
 */
public record AwsAllowance(boolean controller, NamePatterns roles, String place) {
    /**
     * @param reason why a job would use the controller's identity, beginning with the name of a parameter
     * @throws OperationException when jobs may not use it
     */
    public void checkController(String reason) throws OperationException {
        if (!controller) {
            throw new OperationException(reason + ": the job would use AWS as the controller itself, and that is not"
                    + " allowed here. Set awsCredentialsId to a credential that holds a key, or ask an administrator to"
                    + " allow it: " + place + ", allowControllerCredentials.");
        }
    }

    /**
     * @param arn of a role
     * @throws OperationException when jobs may not assume that role
     */
    public void checkRole(String arn) throws OperationException {
        if (!roles.isEmpty() && !roles.match(arn)) {
            throw new OperationException("roleArn: jobs may not assume the role " + arn
                    + ": it is not among the allowed ones. Name another, or ask an administrator to add it: " + place
                    + ", allowedRoles.");
        }
    }
}
