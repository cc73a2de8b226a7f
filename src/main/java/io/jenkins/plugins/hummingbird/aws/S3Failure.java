package io.jenkins.plugins.hummingbird.aws;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;

/**
 * A failed call of S3. The codes are those of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; a
 * response to HEAD has no body, and so no more than a status.
 */
final class S3Failure extends AwsFailure {
    private static final String DENIED = "AccessDenied";
    private static final String NO_BUCKET = "NoSuchBucket";
    private static final String NO_OBJECT = "NoSuchKey";
    private static final String OTHER_REGION = "PermanentRedirect";

    private static final Map<Integer, String> BY_STATUS =
            Map.of(301, OTHER_REGION, 307, OTHER_REGION, 403, DENIED, 404, NO_OBJECT);
    private static final Set<String> OTHER_REGIONS = Set.of(
            OTHER_REGION, "TemporaryRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");

    private final SdkException cause;
    private final boolean anonymous;

    /** @param anonymous whether the request was not signed */
    S3Failure(String doing, Region region, String action, SdkException cause, boolean anonymous) {
        super(doing, region, action, cause);
        this.cause = cause;
        this.anonymous = anonymous;
    }

    @Override
    String advice(String code) {
        boolean ofS3 = !missingAction().startsWith("sts:");
        String known = code.isEmpty() && cause instanceof SdkServiceException service
                ? BY_STATUS.getOrDefault(service.statusCode(), "")
                : code;
        String advice = ofS3 ? ofS3(known) : "";
        return advice.isEmpty() ? super.advice(code) : advice + " AWS: " + said();
    }

    private String ofS3(String code) {
        if (code.equals(DENIED)) {
            return denied();
        }
        if (code.equals(NO_BUCKET)) {
            return "there is no such bucket. Correct its name in the s3:// URL.";
        }
        if (code.equals(NO_OBJECT)) {
            return "there is no such bucket or object. Correct the s3:// URL: a key has small and capital letters as"
                    + " given, and is not percent-encoded.";
        }
        if (OTHER_REGIONS.contains(code)) {
            return "the bucket is in another region, and AWS does not say where, or its endpoint cannot be used from here."
                    + " Set the parameter region to that of the bucket; where an administrator has set an endpoint, it must"
                    + " be that of the bucket's region.";
        }
        if (code.startsWith("KMS.")) {
            return "the KMS key of the object cannot be used. Check in the AWS console whether it is enabled and"
                    + " exists.";
        }
        if (code.equals("InvalidObjectState")) {
            return "the object is in an archive. Restore it in S3, or copy it to another storage class, first.";
        }
        if (code.equals("InvalidRequest")) {
            return "S3 does not take the request. If the bucket is one of those whose requesters pay, set s3Access to"
                    + " 'requesterPays', and give the step a credential, for nobody can pay for an anonymous request.";
        }
        return "";
    }

    private String denied() {
        if (anonymous) {
            return "S3 does not allow it without credentials (" + missingAction() + "). The bucket or the object is not"
                    + " public, or does not exist, or is one whose requesters pay. Leave s3Access empty to use the"
                    + " credentials of the step, or set it to 'requesterPays'.";
        }
        if (missingAction().startsWith("kms:")) {
            return "the KMS key of the object may not be used. Missing in the policy of the caller, or in that of the"
                    + " key: " + missingAction() + "; docs/iam-s3-jenkins.json of Hummingbird has it.";
        }
        return "it is not allowed. Missing in the policy of the caller, or in that of the bucket: " + missingAction()
                + "; docs/iam-s3-jenkins.json of Hummingbird lists what its steps need. Without s3:ListBucket, S3 denies"
                + " an object that does not exist, too. If the requesters of the bucket pay, set s3Access to"
                + " 'requesterPays'.";
    }
}
