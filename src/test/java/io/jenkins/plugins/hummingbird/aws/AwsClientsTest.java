package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Clients and the emulated AWS. */
public class AwsClientsTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Test
    public void callsEc2InTheRegion() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            assertEquals("eu-central-1", aws.region());
            String zone = aws.ec2("looking for zones", ec2 -> ec2.describeAvailabilityZones()
                    .availabilityZones()
                    .get(0)
                    .zoneName());
            assertThat(zone, containsString("eu-central-1"));
        }
    }

    @Test
    public void callsEveryService() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            aws.cloudFormation("looking for stacks", cloudFormation -> cloudFormation.listStacks());
            aws.cloudWatchLogs("looking for logs", logs -> logs.describeLogGroups());
            aws.directory("looking for directories", directory -> directory.describeDirectories());
            aws.dynamoDb("looking for tables", dynamoDb -> dynamoDb.listTables());
            aws.dynamoDb("looking once more", dynamoDb -> dynamoDb.listTables());
        }
    }

    private static AwsRole baker(String externalId) throws OperationException {
        return AwsRole.of("arn:aws:iam::" + AWS.property("account") + ":role/baker", externalId, "folder/plates#7");
    }

    @Test
    public void assumesARoleWithTheCredentials() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access(AWS.endpoint(), baker("")))) {
            String arn =
                    aws.sts("asking who this is", sts -> sts.getCallerIdentity().arn());
            assertThat(arn, endsWith(":assumed-role/baker/hummingbird-folder-plates-7"));
        }
    }

    @Test
    public void passesTheExternalId() throws Exception {
        for (String id : List.of("", "of-the-partner")) {
            relay.forget();
            try (AwsClients aws = AwsClients.open(AWS.access(relay.endpoint(), baker(id)))) {
                aws.sts("asking who this is", sts -> sts.getCallerIdentity());
            }
            Map<String, String> asked = relay.parameters("sts:AssumeRole").get(0);
            assertEquals(id, asked.getOrDefault("ExternalId", ""));
        }
    }

    /** The default chain finds its keys in these properties, as it would find those of an instance. */
    @Test
    public void doesNotPassTheKeysOfThisProcessToOtherPrograms() throws Exception {
        System.setProperty("aws.accessKeyId", AWS.property("key"));
        System.setProperty("aws.secretAccessKey", AWS.property("secret"));
        try (AwsClients process = AwsClients.open(new AwsAccess("eu-central-1", null, null, null, AWS.endpoint()));
                AwsClients role =
                        AwsClients.open(new AwsAccess("eu-central-1", null, baker(""), null, AWS.endpoint()))) {
            process.sts("asking who this is", sts -> sts.getCallerIdentity());
            Map<String, String> environment = process.environment();
            assertThat(environment.keySet(), not(hasItem(containsString("KEY"))));
            assertThat(environment.values(), not(hasItem(AWS.property("secret"))));
            assertEquals("eu-central-1", environment.get("AWS_REGION"));
            assertEquals(AWS.endpoint().toString(), environment.get("AWS_ENDPOINT_URL"));
            assertThat(role.environment(), hasKey("AWS_SESSION_TOKEN"));
            assertThat(role.environment().values(), not(hasItem(AWS.property("secret"))));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        try (AwsClients given = AwsClients.open(AWS.access())) {
            assertEquals(AWS.property("key"), given.environment().get("AWS_ACCESS_KEY_ID"));
        }
    }

    @Test
    public void hasOfficialImagesAndANetwork() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            int images = aws.ec2(
                    "counting",
                    ec2 -> ec2.describeImages(r -> r.owners("amazon")).images().size());
            assertThat(images, greaterThan(10));
            String block = aws.ec2(
                    "looking for the subnet", ec2 -> ec2.describeSubnets(r -> r.subnetIds(AWS.property("subnet")))
                            .subnets()
                            .get(0)
                            .cidrBlock());
            assertEquals("127.60.1.0/24", block);
        }
    }

    @Test
    public void rejectsAZoneOrAMistypedRegion() {
        for (String region : new String[] {"eu-central-1a", "Frankfurt", "eu-central", "eu-central-1/x"}) {
            OperationException e = assertThrows(
                    OperationException.class,
                    () -> AwsClients.open(new AwsAccess(region, null, null, null, AWS.endpoint())));
            assertThat(e.getMessage(), containsString("'" + region + "'"));
        }
    }
}
