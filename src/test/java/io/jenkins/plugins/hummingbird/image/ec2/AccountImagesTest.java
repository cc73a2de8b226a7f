package io.jenkins.plugins.hummingbird.image.ec2;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** Which of the account's images stands for a bake that need not be made again. */
public class AccountImagesTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private final String digest = "digest-" + UUID.randomUUID();
    private AwsClients clients;
    private AccountImages images;
    private String instance;

    @Before
    public void anInstance() throws Exception {
        clients = AwsClients.open(relay.access());
        images = new AccountImages(clients);
        String base = new OfficialImages(clients, Instant.now())
                .newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64)
                .id();
        instance = clients.ec2("launching", ec2 -> ec2.runInstances(r -> r.imageId(base)
                        .instanceType(InstanceType.M5_LARGE)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(AWS.property("subnet")))
                .instances()
                .get(0)
                .instanceId());
        relay.forget();
    }

    @After
    public void close() {
        clients.close();
    }

    private String made(String name, String itsDigest) throws Exception {
        return clients.ec2("making an image", ec2 -> {
            String id = ec2.createImage(r -> r.instanceId(instance).name(name)).imageId();
            ec2.createTags(
                    r -> r.resources(id).tags(tag -> tag.key(TagKeys.DIGEST).value(itsDigest)));
            return id;
        });
    }

    private static String name() {
        return "plates-" + UUID.randomUUID();
    }

    private Optional<String> alike() throws Exception {
        return images.alike(digest).map(Image::imageId);
    }

    @Test
    public void anImageMadeOfTheSameIsFoundByOneCall() throws Exception {
        made(name(), "another-" + digest);
        String id = made(name(), digest);
        relay.forget();
        assertEquals(Optional.of(id), alike());
        assertEquals(List.of("ec2:DescribeImages"), relay.actions());
        assertEquals(Optional.empty(), images.alike("none-" + digest));
    }

    @Test
    public void theNewestOfThoseAlikeIsTaken() throws Exception {
        made(name(), digest);
        // moto's times are whole seconds
        Thread.sleep(1100);
        String second = made(name(), digest);
        assertEquals(Optional.of(second), alike());
    }

    @Test
    public void anImageOfSomebodyElseIsNeverTaken() throws Exception {
        String official = new OfficialImages(clients, Instant.now())
                .newest("3.16.1", Os.UBUNTU2404, Architecture.X86_64)
                .id();
        clients.ec2(
                "tagging",
                ec2 -> ec2.createTags(r -> r.resources(official)
                        .tags(tag -> tag.key(TagKeys.DIGEST).value(digest))));
        assertEquals(Optional.empty(), alike());
    }

    @Test
    public void anImageThatIsGoneIsNotTaken() throws Exception {
        String id = made(name(), digest);
        clients.ec2("removing", ec2 -> ec2.deregisterImage(r -> r.imageId(id)));
        assertEquals(Optional.empty(), alike());
    }

    @Test
    public void aNameThatIsTakenIsFoundWithItsImageAlsoWhileThatIsBeingMade() throws Exception {
        relay.slow(1, 0);
        String name = name();
        assertEquals(Optional.empty(), images.named(name));
        String id = made(name, digest);
        Image pending = images.named(name).orElseThrow();
        assertEquals(id, pending.imageId());
        assertEquals("pending", pending.stateAsString());
        assertEquals("available", images.named(name).orElseThrow().stateAsString());
    }
}
