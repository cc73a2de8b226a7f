package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** What {@code probe.py} found when it tried S3 from the head node, and what to do about it. */
final class S3Trial {
    private static final String WRITING = "write-";

    private final boolean writing;
    private final String code;
    private final String region;
    private final String said;
    private final String url;
    private final String bucket;

    private S3Trial(boolean writing, String code, String region, String said, String url) throws OperationException {
        this.writing = writing;
        this.code = code;
        this.region = region;
        this.said = said;
        this.url = url;
        bucket = url.isEmpty() ? "" : S3Location.parse(url).bucket();
    }

    /**
     * @param answer a line of a word, a region and what S3 said, separated by tabs
     * @param read the object that was asked for
     * @param write the folder in which one was written
     * @throws IOException when it is no such line
     */
    static S3Trial parse(String answer, String read, String write) throws IOException, OperationException {
        String[] fields = answer.lines().findFirst().orElse("").split("\t", -1);
        if (!answer.equals("ok") && fields.length != 3) {
            throw new IOException(
                    "the try of S3 printed '" + answer.substring(0, Math.min(answer.length(), 200)) + "'");
        }
        boolean writing = fields[0].startsWith(WRITING) || read.isEmpty();
        return new S3Trial(
                writing,
                fields[0].replaceFirst("^" + WRITING, ""),
                fields.length < 3 ? "" : fields[1],
                fields.length < 3 ? "" : fields[2].replaceAll("\\p{Cntrl}", " "),
                writing ? write : read);
    }

    boolean succeeded() {
        return code.equals("ok");
    }

    /** @return whether it may be otherwise a moment later */
    boolean isTemporary() {
        return code.equals("network");
    }

    /** @return whether nothing was found out: the nodes may have what the head node lacks */
    boolean isUnknown() {
        return code.equals("no-client");
    }

    /** @return what the head node cannot do, why, and what helps */
    String sentence(String host) {
        if (isUnknown()) {
            return host
                    + " has neither boto3 in the Python of CellProfiler nor the AWS CLI, so S3 is not tried from there."
                    + " The compute nodes need one of them.";
        }
        return host + " cannot " + (writing ? "write to " : "read ") + url + ": " + remedy()
                + (said.isEmpty() ? "" : " S3: " + said);
    }

    private String remedy() {
        return switch (code) {
            case "denied" -> "its role may not. " + access() + permission();
            case "kms" ->
                "its role may not use the KMS key of the object or the bucket. Allow kms:Decrypt"
                        + (writing ? " and kms:GenerateDataKey" : "")
                        + " on that key, in a policy named by Iam/AdditionalIamPolicies of the head node and of each queue of"
                        + " cluster-config.yaml, and in the policy of the key.";
            case "region" ->
                "the bucket is in " + (region.isEmpty() ? "another region" : "region " + region)
                        + ", and S3 does not redirect this request. Set AWS_DEFAULT_REGION on the nodes to the region of the"
                        + " bucket, or use a bucket in the region of the cluster.";
            case "missing" -> "it is gone since the bucket was listed. Start the build again.";
            case "bucket" ->
                "there is no bucket " + bucket + ". Correct "
                        + (writing ? "resultsUrl, or make the bucket." : "the URL.");
            case "network" ->
                "S3 does not answer. In a subnet without a way to the internet, add a gateway endpoint of S3 to the"
                        + " VPC.";
            default -> "S3 refuses it.";
        };
    }

    /** @return the lines of a cluster's configuration that give its roles what is needed */
    private String access() {
        String lines = "S3Access: [{BucketName: " + bucket + (writing ? ", EnableWriteAccess: true" : "") + "}]";
        return "In cluster-config.yaml add Iam: {" + lines
                + "} to HeadNode and to each of Scheduling/SlurmQueues, and update" + " the cluster; or ";
    }

    private String permission() {
        return writing
                ? "allow the roles s3:PutObject, s3:GetObject, s3:DeleteObject and s3:AbortMultipartUpload on arn:aws:s3:::"
                        + bucket + "/*, and s3:ListBucket on arn:aws:s3:::" + bucket + "."
                : "allow the roles s3:GetObject on arn:aws:s3:::" + bucket
                        + "/*. A bucket of another account must allow them, too; one that is public can be read with"
                        + " s3Access: 'anonymous', one whose reader pays with s3Access: 'requesterPays'.";
    }
}
