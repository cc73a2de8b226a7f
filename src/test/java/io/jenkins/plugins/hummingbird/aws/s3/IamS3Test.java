package io.jenkins.plugins.hummingbird.aws.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.iam.Policy;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Compares docs/iam-s3-jenkins.json with the calls of the code. */
public class IamS3Test {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket images = new S3Bucket(AWS);

    @Rule
    public final S3Bucket others = new S3Bucket(AWS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private AwsClients clients;
    private S3Objects objects;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
        objects = new S3Objects(clients, S3Access.OWN);
        String policy = Files.readString(IamPolicy.S3_JENKINS).replace("images-bucket", images.name());
        relay.allowOnly(Policy.parse(policy));
    }

    @After
    public void close() {
        clients.close();
    }

    @Test
    public void thePolicyAllowsExactlyTheActionsThatTheCodeCanCall() throws Exception {
        Set<String> needed = new TreeSet<>(IamPolicy.calledBy("aws.s3"));
        // S3 asks for it by itself, for an object that is encrypted with a key of KMS.
        needed.add("kms:Decrypt");
        assertEquals(needed, IamPolicy.actions(IamPolicy.S3_JENKINS));
    }

    @Test
    public void thePolicyAllowsToListAndReadTheBucketOfTheImages() throws Exception {
        images.put("p/a.tif", "content");
        S3Location there = new S3Location(images.name(), "p/");
        assertEquals(1, objects.page(there, false, null).objects().size());
        Path file = folder.getRoot().toPath().resolve("a");
        objects.read(new S3Location(images.name(), "p/a.tif"), file, 100, () -> {});
        assertEquals("content", Files.readString(file));
        assertEquals("eu-central-1", objects.region(images.name()));
    }

    @Test
    public void thePolicyDeniesOtherBuckets() {
        others.put("a.tif", "content");
        S3Location there = new S3Location(others.name(), "");
        assertThat(
                assertThrows(OperationException.class, () -> objects.page(there, false, null))
                        .getMessage(),
                allOf(containsString("of the bucket: s3:ListBucket;"), containsString("docs/iam-s3-jenkins.json")));
        Path file = folder.getRoot().toPath().resolve("a");
        assertThrows(
                OperationException.class,
                () -> objects.read(new S3Location(others.name(), "a.tif"), file, 100, () -> {}));
    }
}
