package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import jenkins.local.LocalKey;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestRule;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Whole bakes by the drivers of Jenkins, with an emulated AWS whose instance is a real sshd. */
public class WholeBakeTest {
    /** Most of it are the pauses between two looks. */
    private static final AwsRule AWS = AwsRule.own();

    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.5);

    @ClassRule
    public static final TestRule PARTS = RuleChain.outerRule(AWS).around(INSTANCES);

    @Rule
    public final LocalController controller = new LocalController();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void aCredential() {
        System.setProperty("aws.endpointUrl", AWS.endpoint().toString());
        LocalCredentials.add(new TestKeyPair("baker", AWS.property("key"), AWS.property("secret")));
    }

    @After
    public void forgetTheEndpoint() {
        System.clearProperty("aws.endpointUrl");
    }

    /** Its script waits for the file go. */
    private BakeStep step(String name) {
        BakeStep step = new BakeStep(name);
        step.setRegion(AWS.region());
        step.setAwsCredentialsId("baker");
        step.setSubnetId(AWS.property("subnet"));
        step.setSshUser(System.getProperty("user.name"));
        step.setSshPort(INSTANCES.port());
        step.setRecipe("none");
        step.setScript("echo 'the script begins'\nwhile [ ! -e '" + go() + "' ]; do sleep 0.2; done\n");
        step.setTags("project=cells");
        return step;
    }

    private Path go() {
        return folder.getRoot().toPath().resolve("go");
    }

    /** @param ended whether it is in vain to wait */
    private static void awaitScript(LocalBuild build, BooleanSupplier ended) throws Exception {
        Patience.await("the script", () -> build.log().contains("the script begins") || ended.getAsBoolean());
        assertThat(build.log(), containsString("the script begins"));
    }

    private static Map<?, ?> result(LocalPipeline pipeline) throws Exception {
        Patience.await("the image", () -> !pipeline.ends().isEmpty());
        assertThat(pipeline.ends(), hasSize(1));
        assertThat(pipeline.build().log(), pipeline.ends().get(0), is(instanceOf(Map.class)));
        return (Map<?, ?>) pipeline.ends().get(0);
    }

    @Test
    public void goesThroughARestartLeavesNoSecretAnywhereAndFindsTheImageTheNextTime() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, step("cells {timestamp}")).start();
        awaitScript(pipeline.build(), () -> !pipeline.ends().isEmpty());
        List<byte[]> saved = new ArrayList<>(List.of(pipeline.savedForm()));
        pipeline.restart();
        Files.createFile(go());
        Map<?, ?> result = result(pipeline);
        assertThat(pipeline.build().linesWith("the script begins"), hasSize(1));
        assertThat(
                result.keySet().stream().map(Object::toString).toList(),
                contains(
                        "imageId",
                        "name",
                        "region",
                        "baseImageId",
                        "os",
                        "architecture",
                        "parallelClusterVersion",
                        "recipeDigest",
                        "reused",
                        "minutes"));
        assertThat(result.get("reused"), is(false));
        assertThat((String) result.get("name"), startsWith("cells 2"));
        assertLeft(1);
        Image image = images().get(0);
        assertThat(image.imageId(), is(result.get("imageId")));
        assertThat(image.tags().toString(), containsString("Key=project, Value=cells"));
        assertThat(image.tags().toString(), containsString("Key=hummingbird:job, Value=plates"));
        String controllerId = Jenkins.get().getLegacyInstanceId();
        assertThat(image.tags().toString(), containsString("Key=hummingbird:controller, Value=" + controllerId));
        Path artifacts = pipeline.build().getRootDir().toPath().resolve("archive/hummingbird/" + pipeline.id());
        assertThat(Files.readString(artifacts.resolve("script.log")), is("the script begins\n"));

        saved.add(pipeline.savedForm());
        for (Path file : filesOfJenkins()) {
            saved.add(Files.readAllBytes(file));
        }
        for (byte[] bytes : saved) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text, not(containsString("PRIVATE KEY")));
            assertThat(text, not(containsString(AWS.property("secret"))));
        }

        LocalFreestyle again = freestyle(2, step("cells {timestamp}"));
        Patience.await("the end", () -> again.build().log().contains(image.imageId()));
        assertThat(again.awaitEnd(), is(nullValue()));
        assertLeft(1);
    }

    private List<Path> filesOfJenkins() throws Exception {
        try (Stream<Path> files = Files.walk(controller.home())) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found, is(not(empty())));
            return found;
        }
    }

    private LocalFreestyle freestyle(int number, BakeStep step) throws Exception {
        return new LocalFreestyle(controller.job("plates").build(number, true), new BakeBuilder(step)).start();
    }

    @Test
    public void anAbortedFreestyleBuildWithAKeyOfTheUsersLeavesNothingInAws() throws Exception {
        int images = images().size();
        LocalKey key = new LocalKey("a-key", "somebody else", Keys.generate(), null);
        LocalCredentials.add(key);
        BakeStep step = step("never");
        step.setSshCredentialsId("a-key");
        LocalFreestyle freestyle = freestyle(1, step);
        awaitScript(freestyle.build(), freestyle::over);
        assertThat("told once, though it is used at each move", LocalCredentials.tracked(), hasSize(2));
        assertThat(LocalCredentials.tracked(), hasItem(key));
        freestyle.abort();
        Patience.await("the end", () -> controller.unfinished().isEmpty());
        assertThat(freestyle.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(freestyle.build().log(), containsString("nothing of the bake is left in AWS"));
        assertLeft(images);
    }

    @Test
    public void aFreestyleBuildThatJenkinsLostLeavesNothingInAws() throws Exception {
        int images = images().size();
        LocalFreestyle freestyle = freestyle(1, step("lost"));
        awaitScript(freestyle.build(), freestyle::over);
        Path log = LiveOperation.folder(freestyle.build(), freestyle.id()).resolve("after-the-build.log");
        controller.restart();
        controller.job("plates");
        PendingOperations.cancelLeftovers();
        Patience.await("the cancellation", () -> controller.unfinished().isEmpty());
        assertThat(Files.readString(log), containsString("nothing of the bake is left in AWS"));
        assertLeft(images);
    }

    private static List<Image> images() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            return aws.ec2("looking", ec2 -> ec2.describeImages(request -> request.owners("self")))
                    .images();
        }
    }

    /** Nothing but images, and what every account and the network of the tests have. */
    private static void assertLeft(int images) throws Exception {
        assertThat(images(), hasSize(images));
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            assertThat(
                    aws.ec2("looking", ec2 -> ec2.describeInstances()).reservations().stream()
                            .flatMap(reservation -> reservation.instances().stream())
                            .filter(one -> one.state().name() != InstanceStateName.TERMINATED)
                            .toList(),
                    is(empty()));
            assertThat(aws.ec2("looking", ec2 -> ec2.describeVolumes()).volumes(), is(empty()));
            assertThat(
                    aws.ec2("looking", ec2 -> ec2.describeSecurityGroups()).securityGroups().stream()
                            .filter(group -> !List.of("default", "endpoint").contains(group.groupName()))
                            .toList(),
                    is(empty()));
        }
    }
}
