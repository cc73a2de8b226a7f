package io.jenkins.plugins.hummingbird.aws;

/**
 * Why EC2 has terminated an instance during its launch. EC2 uses the keys of encrypted disks only then, after RunInstances
 * has succeeded: see KmsKeyId in
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html and the codes in API_StateReason.html.
 */
public final class LaunchFailure {
    /** The code of an instance whose disk could not be created, in nearly all cases because of its key. */
    public static final String CLIENT_ERROR = "Client.InternalError";

    private LaunchFailure() {}

    /**
     * @param said a code or a message of AWS about an instance or a resource
     * @return what the error means and what to do, as sentences that follow another one; empty for other errors
     */
    public static String advice(String said) {
        return said.contains(CLIENT_ERROR)
                ? " " + CLIENT_ERROR + " of an instance means, as a rule, that the KMS key of its disk or of its image"
                        + " is disabled, or that the launching identity may not use it: the caller, for compute nodes the head"
                        + " node's role, for Spot AWSServiceRoleForEC2Spot. See 'Keys of encrypted disks' in"
                        + " docs/aws.md of Hummingbird."
                : "";
    }
}
