package io.jenkins.plugins.hummingbird.aws.s3;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Buckets of another region than the step's. */
public class S3RegionTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket elsewhere = new S3Bucket(AWS, "elsewhere", "us-west-2");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private AwsClients clients;
    private S3Objects objects;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
        objects = new S3Objects(clients, S3Access.OWN);
    }

    @After
    public void close() {
        clients.close();
    }

    @Test
    public void usesABucketOfAnotherRegion() throws Exception {
        elsewhere.put("a", "content");
        relay.inRegion(elsewhere.name(), "us-west-2");
        S3Location there = new S3Location(elsewhere.name(), "");
        List<S3Object> listed = objects.page(there, false, null).objects();
        assertEquals("a", listed.get(0).key());
        Path file = folder.getRoot().toPath().resolve("file");
        objects.read(new S3Location(elsewhere.name(), "a"), file, 100, () -> {});
        assertEquals("content", Files.readString(file));
        assertEquals("us-west-2", objects.region(elsewhere.name()));
        assertEquals("the region is looked for once", 1, relay.count(one -> one.header("authorization")
                .contains("/eu-central-1/")));
    }

    @Test
    public void doesNotKnowTheRegionOfABucketThatIsNotThere() throws Exception {
        assertEquals("", objects.region("there-is-no-such-bucket"));
        relay.deny(one -> one.method().equals("HEAD"));
        assertEquals("", objects.region(elsewhere.name()));
        relay.heal();
        relay.slowDown(one -> true, Integer.MAX_VALUE);
        assertThrows(IOException.class, () -> objects.region(elsewhere.name()));
    }
}
