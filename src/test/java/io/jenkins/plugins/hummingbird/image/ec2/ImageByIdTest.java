package io.jenkins.plugins.hummingbird.image.ec2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import java.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** The image that people name as the base of a bake. */
public class ImageByIdTest {
    private static final Instant NOW = Instant.parse("2026-08-15T12:00:00Z");

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    private AwsClients clients;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(AWS.access());
    }

    @After
    public void close() {
        clients.close();
    }

    @Test
    public void anImageThatPeopleNameIsChecked() throws Exception {
        ImageById named = new ImageById(clients, NOW);
        BaseImage official = new OfficialImages(clients, NOW).newest("3.16.1", Os.UBUNTU2404, Architecture.ARM64);
        assertThat(named.get(official.id(), Architecture.ARM64), is(official));
        assertRefused("is made for arm64", () -> named.get(official.id(), Architecture.X86_64));
        assertRefused("no image ami-0123456789abcdef0", () -> named.get("ami-0123456789abcdef0", Architecture.X86_64));
        assertRefused("not the id of an image", () -> named.get("ubuntu", Architecture.X86_64));
    }

    private static void assertRefused(String reason, ThrowingRunnable call) {
        assertThat(assertThrows(OperationException.class, call).getMessage(), containsString(reason));
    }
}
