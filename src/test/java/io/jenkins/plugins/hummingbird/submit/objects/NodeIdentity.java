package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a head node and its compute nodes are in AWS, in place of the role of an instance. */
final class NodeIdentity {
    private NodeIdentity() {}

    /**
     * Lets each login have it, and so each task.
     *
     * @param headNode of the class alone
     * @param endpoint of S3
     */
    static void give(HeadNodeRule headNode, AwsRule aws, URI endpoint) throws IOException {
        Files.writeString(
                Path.of(headNode.property("tmp")).resolve(".bashrc"),
                "export AWS_ENDPOINT_URL=" + endpoint + " AWS_ACCESS_KEY_ID=" + aws.property("key")
                        + " AWS_SECRET_ACCESS_KEY=" + aws.property("secret") + " AWS_DEFAULT_REGION=" + aws.region()
                        // the emulator's Python has boto3
                        + " PATH=" + aws.python().getParent() + ":$PATH\n");
    }
}
