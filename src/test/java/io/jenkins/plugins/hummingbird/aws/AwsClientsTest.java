package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import org.junit.ClassRule;
import org.junit.Test;

/** Clients against an AWS that answers. */
public class AwsClientsTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Test
    public void ec2IsCalledInTheRegion() throws Exception {
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
    public void everyServiceIsCalled() throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            aws.cloudFormation("looking for stacks", cloudFormation -> cloudFormation.listStacks());
            aws.cloudWatchLogs("looking for logs", logs -> logs.describeLogGroups());
            aws.directory("looking for directories", directory -> directory.describeDirectories());
            aws.dynamoDb("looking for tables", dynamoDb -> dynamoDb.listTables());
            aws.dynamoDb("looking once more", dynamoDb -> dynamoDb.listTables());
        }
    }

    @Test
    public void aRoleIsAssumedWithTheCredentials() throws Exception {
        String role = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        try (AwsClients aws = AwsClients.open(AWS.access(AWS.endpoint(), role))) {
            String arn =
                    aws.sts("asking who this is", sts -> sts.getCallerIdentity().arn());
            assertThat(arn, containsString(":assumed-role/baker/hummingbird"));
        }
    }

    @Test
    public void theOfficialImagesAndTheNetworkAreThere() throws Exception {
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
    public void aZoneOrATypingErrorIsNoRegion() {
        for (String region : new String[] {"eu-central-1a", "Frankfurt", "eu-central", "eu-central-1/x"}) {
            OperationException e = assertThrows(
                    OperationException.class,
                    () -> AwsClients.open(new AwsAccess(region, null, "", null, AWS.endpoint())));
            assertThat(e.getMessage(), containsString("'" + region + "'"));
        }
    }

    @Test
    public void aRoleIsNamedByItsArn() {
        OperationException e =
                assertThrows(OperationException.class, () -> AwsClients.open(AWS.access(AWS.endpoint(), "baker")));
        assertThat(e.getMessage(), containsString("arn:aws:iam::123456789012:role/name"));
    }
}
