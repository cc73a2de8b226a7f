package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.regex.Pattern;

/**
 * A role to assume. The limits are those of
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.
 *
 * @param arn of the role
 * @param externalId that the role's trust policy may require; empty for none
 * @param sessionName the name of the session in CloudTrail
 */
public record AwsRole(String arn, String externalId, String sessionName) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern NO_SESSION_LETTER = Pattern.compile("[^\\w+=,.@-]+");
    private static final String SESSION_PREFIX = "hummingbird-";
    private static final int MAX_SESSION_NAME = 64;

    /**
     * @param externalId empty for none
     * @param user job and build, such as {@code folder/job#7}; a long one is cut at its beginning
     * @throws OperationException when ARN or external id is not valid
     */
    public static AwsRole of(String arn, String externalId, String user) throws OperationException {
        checkArn(arn);
        if (!externalId.isEmpty()) {
            checkExternalId(externalId);
        }
        String name = NO_SESSION_LETTER.matcher(user).replaceAll("-");
        int most = MAX_SESSION_NAME - SESSION_PREFIX.length();
        return new AwsRole(arn, externalId, SESSION_PREFIX + name.substring(Math.max(0, name.length() - most)));
    }

    /** @throws OperationException when a text is not the ARN of a role */
    public static void checkArn(String arn) throws OperationException {
        if (!ARN.matcher(arn).matches()) {
            throw new OperationException("roleArn: '" + arn
                    + "' is not the ARN of a role; one looks like arn:aws:iam::123456789012:role/name.");
        }
    }

    /** @throws OperationException when a text is not a valid external id */
    public static void checkExternalId(String externalId) throws OperationException {
        if (!EXTERNAL_ID.matcher(externalId).matches()) {
            throw new OperationException("externalId: '" + externalId
                    + "' cannot be an external id: it has 2 to 1224 letters, digits and characters of _+=,.@:/-, such as"
                    + " the one in the role's trust policy.");
        }
    }
}
