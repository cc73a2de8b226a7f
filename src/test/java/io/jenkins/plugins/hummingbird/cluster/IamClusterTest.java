package io.jenkins.plugins.hummingbird.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDeletion;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDescription;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.reads.DirectoryLookup;
import io.jenkins.plugins.hummingbird.cluster.reads.HeadNodeLog;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvent;
import io.jenkins.plugins.hummingbird.cluster.reads.StackEvents;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Compares docs/iam-cluster.json with the calls of the code. */
public class IamClusterTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Test
    public void thePolicyAllowsExactlyTheActionsThatTheCodeCanCall() throws Exception {
        assertThat(
                "docs/iam-cluster.json must list what the package cluster needs",
                IamPolicy.actions(IamPolicy.CLUSTER),
                is(IamPolicy.neededBy("cluster")));
    }

    @Test
    public void requestsHaveTheActionNamesOfThePolicyAndAreAllowed() throws Exception {
        relay.allowOnly(IamPolicy.CLUSTER);
        try (AwsClients setUp = AwsClients.open(AWS.access());
                AwsClients aws = AwsClients.open(relay.access())) {
            new SimulatedCluster(AWS, setUp, "allowed")
                    .create(
                            ", 'V': {'Type': 'AWS::EC2::Volume', 'Properties': {'AvailabilityZone': 'eu-central-1a',"
                                    + " 'Size': 1}}",
                            new String[] {ClusterTags.VERSION, "3.16.1"})
                    .fleet("STOPPED", "2026-08-15 10:00:00.123456+00:00");
            assertThat(new ClusterStacks(aws).list().isEmpty(), is(false));
            ClusterStack stack = new ClusterStacks(aws).get("allowed");
            new ComputeFleet(aws).start(stack, Instant.now());
            ClusterDescription.read(aws, "allowed");
            List<StackEvent> events = new StackEvents(aws).since(stack.arn(), "");
            StackEvent head = new StackEvent(
                    "e", Instant.EPOCH, "HeadNode", "i-0123", "AWS::EC2::Instance", "CREATE_COMPLETE", "");
            new HeadNodeLog(aws).last(stack, List.of(head), 2);
            assertThrows(OperationException.class, () -> new DirectoryLookup(aws).get("d-0123456789"));
            ClusterDeletion deletion = new ClusterDeletion(aws);
            deletion.warnings(stack);
            deletion.start(stack, List.of(), "build-7");
            assertThat(events.isEmpty(), is(false));
        }
        Set<String> allowed = IamPolicy.actions(IamPolicy.CLUSTER);
        assertThat(relay.actions(), everyItem(in(allowed)));
        assertThat(
                relay.actions(),
                hasItems("cloudformation:DeleteStack", "ds:DescribeDirectories", "logs:DescribeLogStreams"));
    }

    @Test
    public void thePolicyDeniesTheDeletionOfStacksThatAreNotClusters() throws Exception {
        relay.allowOnly(IamPolicy.CLUSTER);
        try (AwsClients setUp = AwsClients.open(AWS.access());
                AwsClients aws = AwsClients.open(relay.access())) {
            new SimulatedCluster(AWS, setUp, "no-cluster").create("project", "plates");
            OperationException refused = assertThrows(
                    OperationException.class,
                    () -> aws.cloudFormation(
                            "deleting no-cluster",
                            cloudFormation -> cloudFormation.deleteStack(r -> r.stackName("no-cluster"))));
            assertThat(refused.getMessage(), containsString("cloudformation:DeleteStack"));
            assertThat(
                    setUp.cloudFormation("looking at no-cluster", cloudFormation -> cloudFormation
                            .describeStacks(r -> r.stackName("no-cluster"))
                            .stacks()
                            .size()),
                    is(1));
        }
    }

    @Test
    public void namesAMissingActionAndThePolicyThatHasIt() throws Exception {
        relay.deny("cloudformation:DescribeStacks");
        try (AwsClients aws = AwsClients.open(relay.access())) {
            assertThat(
                    assertThrows(OperationException.class, () -> new ClusterStacks(aws).list())
                            .getMessage(),
                    allOf(
                            containsString("the policy of the caller: cloudformation:DescribeStacks;"),
                            containsString("docs/iam-cluster.json")));
        }
    }
}
