package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.AbortException;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A step that uses AWS, through its build and restarts. */
public class AwsStepTest {
    private static final String ENDPOINT = "aws.endpointUrl";
    private static final String SECRET = "a-s3cret-that-nobody-may-see";
    private static final long FOR_EVER = TimeUnit.HOURS.toMillis(1);

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final LocalController controller = new LocalController();

    @Before
    public void aCredential() {
        System.setProperty(ENDPOINT, relay.endpoint().toString());
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", SECRET));
    }

    @After
    public void usualEndpoint() {
        System.clearProperty(ENDPOINT);
    }

    private static AwsZonesStep step(int moves, long pauseMillis) {
        AwsZonesStep step = new AwsZonesStep(moves, pauseMillis);
        step.setRegion(" eu-central-1 ");
        step.setAwsCredentialsId("a-key");
        step.setRoleArn("arn:aws:iam::" + AWS.property("account") + ":role/baker");
        return step;
    }

    private long called(String action) {
        return relay.actions().stream().filter(action::equals).count();
    }

    @Test
    public void allMovesOfAnOperationShareOneSessionOfTheRole() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, step(3, 0)).start();
        assertThat(pipeline.awaitEnd(), is(Map.of("moves", 3L)));
        assertThat(called("sts:AssumeRole"), is(1L));
        assertThat(called("ec2:DescribeAvailabilityZones"), is(3L));
    }

    @Test
    public void theCredentialIsLookedUpAgainAfterARestart() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, step(2, FOR_EVER)).start();
        Patience.await("a move", () -> pipeline.build().log().contains("asked 1"));
        LocalCredentials.clear();
        pipeline.restart();
        AbortException e = (AbortException) pipeline.awaitEnd();
        assertThat(e.getMessage(), containsString("awsCredentialsId: there is no AWS credential"));
    }

    @Test
    public void aFaultThatMayPassIsOutlived() throws Exception {
        relay.fail("ec2:DescribeAvailabilityZones", 5, 500, "InternalError", "An internal error has occurred");
        LocalPipeline pipeline = new LocalPipeline(controller, step(1, 0)).start();
        assertThat(pipeline.awaitEnd(), is(Map.of("moves", 1L)));
    }

    @Test
    public void aRefusalEndsTheStepAndSaysWhatIsMissing() throws Exception {
        relay.deny("ec2:DescribeAvailabilityZones");
        LocalPipeline pipeline = new LocalPipeline(controller, step(1, 0)).start();
        AbortException e = (AbortException) pipeline.awaitEnd();
        assertThat(e.getMessage(), containsString("the policy of the caller: ec2:DescribeAvailabilityZones"));
    }

    @Test
    public void theSecretIsNeitherInAFileNorInTheLogNorInTheSavedPipeline() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, step(2, FOR_EVER)).start();
        Patience.await("a move", () -> pipeline.build().log().contains("asked 1"));
        List<String> holders;
        try (Stream<Path> files = Files.walk(controller.home())) {
            holders = files.filter(Files::isRegularFile)
                    .filter(AwsStepTest::holdsASecret)
                    .map(Path::toString)
                    .toList();
        }
        assertThat(holders, is(empty()));
        assertThat(pipeline.build().log(), not(containsString(SECRET)));
        assertThat(pipeline.savedFormHolds(SECRET), is(false));
        assertThat(Files.readString(pipeline.folder().resolve("operation.xml")), containsString("a-key"));
    }

    private static boolean holdsASecret(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            // moto's sessions begin like this
            return text.contains(SECRET) || text.contains("ASIA");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
