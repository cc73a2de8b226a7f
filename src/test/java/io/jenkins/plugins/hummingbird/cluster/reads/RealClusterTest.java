package io.jenkins.plugins.hummingbird.cluster.reads;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperationTest;
import io.jenkins.plugins.hummingbird.cluster.SmallClusterConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Clusters that the real CLI creates in the emulator, beyond {@link ClusterOperationTest}. */
public class RealClusterTest {

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final PclusterRule pcluster = new PclusterRule(AWS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private AwsClients aws;

    @Before
    public void open() throws Exception {
        aws = AwsClients.open(AWS.access());
    }

    @After
    public void close() {
        aws.close();
    }

    @Test
    public void namesAFailureInTheNestedStackOfQueuesAfterItsDeletion() throws Exception {
        AWS.cluster("early", "creationSeconds=1", "failure=There is no room", "failedResource=LaunchTemplate");
        change("create-cluster", "early", 4, "true");

        await("early", "ROLLBACK_COMPLETE");
        CreationFailure failure = describe("early").failure();
        assertEquals("ResourceCreationFailure", failure.code());
        assertTrue(failure.resource(), failure.resource().startsWith("LaunchTemplate"));
        assertEquals("There is no room", failure.said());
        assertNull(describe("early").headNode());
    }

    @Test
    public void createsAClusterAgainAtTheSameAddress() throws Exception {
        TestSet.takesMinutes();
        AWS.cluster("again", "creationSeconds=1", "deletionSeconds=0", "headNodeAddress=127.60.1.22");
        for (int i = 0; i < 2; i++) {
            change("create-cluster", "again", 4, "true");
            await("again", "CREATE_COMPLETE");
            assertEquals("127.60.1.22", describe("again").headNode().privateIp());
            if (i == 0) {
                assertAnUpdateAndADeletionNameWhatFailedInTheStackOfTheQueues("again");
            }
            aws.cloudFormation("deleting", cloudFormation -> cloudFormation.deleteStack(r -> r.stackName("again")));
            awaitEnd("again");
        }
    }

    private void assertAnUpdateAndADeletionNameWhatFailedInTheStackOfTheQueues(String name) throws Exception {
        ClusterStack stack = describe(name).stack();
        AWS.cluster(name, "updateSeconds=0", "updateFailure=The type is not offered", "failedResource=LaunchTemplate");
        // as the CLI does: the configuration is another version of the same file
        aws.cloudFormation(
                "updating",
                cloudFormation -> cloudFormation.updateStack(r -> r.stackName(name)
                        .usePreviousTemplate(true)
                        .parameters(stack.parameters().entrySet().stream()
                                .map(one -> parameter(
                                        one.getKey(), one.getKey().equals("ConfigVersion") ? "2" : one.getValue()))
                                .toList())));
        await(name, "UPDATE_ROLLBACK_COMPLETE");
        assertFailed(stack, "UPDATE", "LaunchTemplate", "The type is not offered");

        AWS.cluster(name, "deletionSeconds=0", "deletionFailure=Somebody uses it", "failedResource=Role7");
        aws.cloudFormation("deleting", cloudFormation -> cloudFormation.deleteStack(r -> r.stackName(name)));
        await(name, "DELETE_FAILED");
        assertFailed(stack, "DELETE", "Role7", "Somebody uses it");
        AWS.cluster(name, "creationSeconds=1", "deletionSeconds=0", "headNodeAddress=127.60.1.22");
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private void assertFailed(ClusterStack stack, String change, String resource, String reason) throws Exception {
        StackEvents events = new StackEvents(aws);
        List<StackFailures.Failure> failures =
                new StackFailures(events).of(stack.arn(), events.since(stack.arn(), ""), change);
        assertEquals(failures.toString(), 1, failures.size());
        String words = failures.get(0).text();
        assertTrue(words, words.startsWith(resource) && words.endsWith(": " + reason));
        assertTrue(failures.get(0).resource(), failures.get(0).resource().contains("QueuesNestedStack"));
    }

    /** @param rollback null for what knows no such option */
    private JsonNode change(String command, String name, int most, String rollback) throws Exception {
        Path configuration = folder.newFile().toPath();
        Files.writeString(
                configuration,
                SmallClusterConfiguration.configuration(
                        AWS, most, "SharedStorage: [{Name: efs, MountDir: /shared, StorageType: Efs}]"));
        List<String> arguments = new ArrayList<>(List.of(command, "-n", name, "-c", configuration.toString()));
        arguments.add("--suppress-validators");
        arguments.addAll(Arrays.asList(AWS.property("suppressValidators").split(" ")));
        if (rollback != null) {
            arguments.addAll(List.of("--rollback-on-failure", rollback));
        }
        return pcluster.run(AWS.endpoint(), arguments.toArray(new String[0]));
    }

    private ClusterDescription describe(String name) throws Exception {
        return ClusterDescription.read(aws, name);
    }

    private void await(String name, String status) throws Exception {
        Patience.await(
                name + " is in " + status,
                () -> describe(name).stack().stackStatus().equals(status));
    }

    private void awaitEnd(String name) throws Exception {
        Patience.await(
                name + " is gone", () -> new ClusterStacks(aws).find(name).isEmpty());
    }
}
