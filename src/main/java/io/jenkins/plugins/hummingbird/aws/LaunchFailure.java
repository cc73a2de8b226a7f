package io.jenkins.plugins.hummingbird.aws;

/**
 * Why EC2 has ended an instance that it had begun to launch. Keys of encrypted disks are asked for only then, whatever
 * RunInstances has answered: see KmsKeyId in
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html and the codes in API_StateReason.html.
 */
public final class LaunchFailure {
    /** Of an instance whose disk could not be made, in nearly all cases for its key. */
    public static final String CLIENT_ERROR = "Client.InternalError";

    private LaunchFailure() {}

    /**
     * @param said what AWS says of an instance or a resource, its code or its words
     * @return what it means and what to do, sentences that follow another one; empty where it does not name that error
     */
    public static String advice(String said) {
        return said.contains(CLIENT_ERROR)
                ? " " + CLIENT_ERROR + " of an instance means, as a rule, that the KMS key of its disk or of its image"
                        + " is disabled, or that who launches it may not use it: the caller, for compute nodes the head"
                        + " node's role, for Spot AWSServiceRoleForEC2Spot. See 'Keys of encrypted disks' in"
                        + " docs/setup.md of Hummingbird."
                : "";
    }
}
