package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.ssh.Command;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** That what the emulator says is running can be logged in to, as long as it says so. */
public class InstancesRuleTest {
    private static final AwsRule AWS = AwsRule.common();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property);

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(AWS).around(INSTANCES);

    @Rule
    public final InstanceSsh ssh = new InstanceSsh();

    @Test
    public void aRunningInstanceAnswersByItsUserDataUntilItIsStoppedOrTerminated() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            String id = run(aws, ssh.userData("host", "user"));
            Instance instance = INSTANCES.instance(id);
            assertThat(instance.host(), is(address(aws, id)));
            assertThat(instance.port(), is(INSTANCES.port()));
            assertThat(instance.hostKey(), is(ssh.publicKey("host")));
            assertThat(ssh.run(instance, "user", Command.of("touch", "left")).exit(), is(0));

            aws.ec2("stopping", ec2 -> ec2.stopInstances(r -> r.instanceIds(id)));
            awaitEnd(instance);
            aws.ec2("starting", ec2 -> ec2.startInstances(r -> r.instanceIds(id)));
            instance = INSTANCES.instance(id);
            assertThat(ssh.run(instance, "user", Command.of("ls")).out(), is("left\n"));
            assertThat(instance.record(), contains("boot", "boot"));

            aws.ec2("terminating", ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
            awaitEnd(instance);
        }
    }

    private static String run(AwsClients aws, String userData) throws Exception {
        String image = aws.ec2("looking for an image", ec2 -> ec2.describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId());
        String encoded = Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8));
        return aws.ec2("running", ec2 -> ec2.runInstances(r -> r.imageId(image)
                        .instanceType(InstanceType.M5_LARGE)
                        .subnetId(AWS.property("subnet"))
                        .minCount(1)
                        .maxCount(1)
                        .userData(encoded))
                .instances()
                .get(0)
                .instanceId());
    }

    private static String address(AwsClients aws, String id) throws Exception {
        return aws.ec2("looking", ec2 -> ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .privateIpAddress());
    }

    private static void awaitEnd(Instance instance) throws Exception {
        Patience.await("the instance has ended", () -> !instance.isUp());
    }
}
