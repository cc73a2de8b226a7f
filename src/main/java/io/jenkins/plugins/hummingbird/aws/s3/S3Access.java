package io.jenkins.plugins.hummingbird.aws.s3;

import io.jenkins.plugins.hummingbird.operation.OperationException;

/** As whom objects are listed and fetched. */
public enum S3Access {
    /** As the caller: in Jenkins the step's credentials, on a node the node's. */
    OWN("", "own"),
    /** As nobody, for public buckets: requests are not signed. */
    ANONYMOUS("anonymous", "anonymous"),
    /** As the caller, who pays: https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html. */
    REQUESTER_PAYS("requesterPays", "requester-pays");

    private final String word;
    private final String setting;

    S3Access(String word, String setting) {
        this.word = word;
        this.setting = setting;
    }

    /** @return the value of the parameter s3Access in a Jenkinsfile */
    public String word() {
        return word;
    }

    /** @return how the settings for the programs on the nodes name it */
    public String setting() {
        return setting;
    }

    /**
     * @param word null or blank means {@link #OWN}
     * @throws OperationException when there is no such word; the message names the parameter and lists the words
     */
    public static S3Access parse(String word) throws OperationException {
        String wanted = word == null ? "" : word.strip();
        for (S3Access access : values()) {
            if (access.word.equals(wanted)) {
                return access;
            }
        }
        throw new OperationException(
                "s3Access: there is no '" + wanted + "'. Use 'anonymous' for public buckets,"
                        + " 'requesterPays' for buckets whose requesters pay, or leave it empty to use the step's own identity.");
    }
}
