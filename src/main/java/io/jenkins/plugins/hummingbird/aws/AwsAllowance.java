package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;

/**
 * As whom jobs may use AWS, besides the credentials that they have.
 *
 * @param controller whether they may be the controller itself, by the SDK's default chain: its environment, files, or the
 *     role of its instance
 * @param roles the ARNs of the roles that they may assume; any when there is no pattern
 * @param place where an administrator changes this, for messages
 */
public record AwsAllowance(boolean controller, NamePatterns roles, String place) {
    /**
     * @param reason why a job would be, which begins with the parameter's name
     * @throws OperationException when jobs may not be the controller
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
