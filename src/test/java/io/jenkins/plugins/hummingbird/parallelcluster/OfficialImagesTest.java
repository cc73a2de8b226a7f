package io.jenkins.plugins.hummingbird.parallelcluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Which official image is taken. */
public class OfficialImagesTest {
    private static final Instant NOW = Instant.parse("2026-08-15T12:00:00Z");

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private AwsClients clients;
    private OfficialImages images;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
        images = new OfficialImages(clients, NOW);
    }

    @After
    public void close() {
        clients.close();
    }

    private String refusal(String version, Os os, Architecture architecture) {
        return assertThrows(OperationException.class, () -> images.newest(version, os, architecture))
                .getMessage();
    }

    @Test
    public void theNewestOfThePinnedVersionIsTakenByOneCall() throws Exception {
        BaseImage image = images.newest(ParallelCluster.VERSION, Os.UBUNTU2204, Architecture.X86_64);
        assertThat(image.name(), startsWith("aws-parallelcluster-3.16.1-ubuntu-2204-lts-hvm-x86_64-202607211233"));
        assertEquals("3.16.1", image.version());
        assertEquals("ubuntu2204", image.os());
        assertEquals("x86_64", image.architecture());
        assertEquals("/dev/sda1", image.rootDevice());
        assertFalse(image.deprecated());
        assertEquals(List.of("ec2:DescribeImages"), relay.actions());
    }

    @Test
    public void anImageIsOfAmazonAndNotOfSomebodyWhoCopiesTheName() throws Exception {
        images.newest("3.16.1", Os.ALINUX2023, Architecture.ARM64);
        assertEquals("amazon", relay.parameters("ec2:DescribeImages").get(0).get("Owner.1"));
    }

    @Test
    public void anOlderOneIsTakenWhenTheNewestIsDeprecated() throws Exception {
        BaseImage newest = images.newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64);
        relay.deprecate(newest.id(), "2026-08-01T00:00:00.000Z");
        BaseImage older = images.newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64);
        assertThat(older.name(), containsString("-202607010810"));
        relay.deprecate(older.id(), "2026-08-01T00:00:00.000Z");
        BaseImage deprecated = images.newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64);
        assertEquals(newest.id(), deprecated.id());
        assertTrue(deprecated.deprecated());
    }

    @Test
    public void anImageThatWillBeDeprecatedIsAsGoodAsAny() throws Exception {
        BaseImage newest = images.newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64);
        relay.deprecate(newest.id(), "2028-08-01T00:00:00.000Z");
        assertEquals(newest, images.newest("3.16.1", Os.UBUNTU2204, Architecture.X86_64));
    }

    @Test
    public void anOsThatTheVersionLacksIsAnsweredWithThoseThatItHas() {
        String message = refusal("3.16.1", Os.UBUNTU2004, Architecture.X86_64);
        assertThat(
                message,
                allOf(
                        startsWith("There is no official image of ParallelCluster 3.16.1 for ubuntu2004 on x86_64 in"
                                + " eu-central-1. For 3.16.1 there is: alinux2023 (arm64), alinux2023 (x86_64), "),
                        containsString("ubuntu2404 (x86_64)"),
                        not(containsString("rhel8"))));
    }

    @Test
    public void aVersionThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(
                refusal("3.99.0", Os.UBUNTU2204, Architecture.X86_64),
                containsString("For ubuntu2204 there are the versions 3.15.0, 3.16.1."));
        assertThat(
                refusal("3.99.0", Os.ROCKY8, Architecture.X86_64),
                containsString("There is none at all for rocky8 in this region."));
    }

    @Test
    public void wordsThatAreNeitherVersionNorArchitectureNorOsAreNamed() {
        assertThat(refusal("latest", Os.UBUNTU2204, Architecture.X86_64), containsString("'latest' is not a version"));
        assertThat(
                assertThrows(OperationException.class, () -> Architecture.parse("amd64"))
                        .getMessage(),
                containsString("'amd64' is neither x86_64 nor arm64"));
        assertThat(
                assertThrows(OperationException.class, () -> Os.parse("centos7"))
                        .getMessage(),
                containsString("alinux2, alinux2023, ubuntu2004"));
        assertTrue(relay.actions().isEmpty());
    }

    @Test
    public void versionsAreOrderedByTheirNumbers() {
        assertEquals(
                List.of("3.9.0", "3.9.3", "3.16.1"),
                List.of("3.16.1", "3.9.3", "3.9.0").stream()
                        .sorted(new VersionOrder())
                        .toList());
    }
}
