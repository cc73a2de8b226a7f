package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** The messages of failed calls, and whether a failure counts as temporary. */
public class AwsFailureTest {
    private static final String ZONES = "ec2:DescribeAvailabilityZones";
    private static final String NO_MATTER = "ignored";

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    private AwsClients clients;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
    }

    @After
    public void close() {
        clients.close();
    }

    private int zones() throws IOException, OperationException {
        return clients.ec2(
                "looking for zones",
                ec2 -> ec2.describeAvailabilityZones().availabilityZones().size());
    }

    private String finalMessage() {
        return assertThrows(OperationException.class, this::zones).getMessage();
    }

    private String passingMessage() {
        return assertThrows(IOException.class, this::zones).getMessage();
    }

    @Test
    public void retriesAFewThrottledCallsByItself() throws Exception {
        relay.throttle(ZONES, 3);
        assertThat(zones(), greaterThan(0));
        assertEquals(
                "one more than the SDK tries on its own", 4, relay.actions().size());
    }

    @Test
    public void reportsManyThrottledCallsForALaterRetry() {
        relay.throttle(ZONES, 9);
        assertThat(passingMessage(), containsString("throttles this account's calls (RequestLimitExceeded)"));
    }

    @Test
    public void namesAMissingActionThatAwsDoesNotName() {
        relay.deny(ZONES);
        assertThat(
                finalMessage(),
                allOf(
                        startsWith("AWS, looking for zones in eu-central-1: it is not allowed."),
                        containsString("the policy of the caller: " + ZONES + ";"),
                        containsString("docs/iam-bake.json and docs/iam-cluster.json"),
                        not(containsString("AbC12"))));
        assertEquals("a refusal is not tried again", 1, relay.actions().size());
    }

    @Test
    public void namesTheMissingActionThatAwsNames() {
        relay.fail(
                ZONES,
                1,
                403,
                "UnauthorizedOperation",
                "You are not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/x");
        assertThat(finalMessage(), containsString("caller: iam:PassRole;"));
    }

    @Test
    public void reportsARoleThatMayNotBeAssumed() throws Exception {
        relay.fail("sts:AssumeRole", 1, 403, "AccessDenied", "User: x is not authorized");
        AwsRole role = AwsRole.of("arn:aws:iam::123456789012:role/baker", "", "plates#1");
        try (AwsClients inRole = AwsClients.open(AWS.access(relay.endpoint(), role))) {
            String message = assertThrows(
                            OperationException.class,
                            () -> inRole.ec2("looking", ec2 -> ec2.describeAvailabilityZones()))
                    .getMessage();
            assertThat(message, containsString("the role's trust policy: sts:AssumeRole;"));
        }
    }

    @Test
    public void keepsTheSessionOfARole() throws Exception {
        AwsRole role = AwsRole.of("arn:aws:iam::123456789012:role/baker", "", "plates#1");
        try (AwsClients inRole = AwsClients.open(AWS.access(relay.endpoint(), role))) {
            for (int i = 0; i < 3; i++) {
                inRole.ec2("looking", ec2 -> ec2.describeAvailabilityZones());
            }
        }
        assertEquals(
                1,
                relay.actions().stream()
                        .filter(one -> one.equals("sts:AssumeRole"))
                        .count());
    }

    @Test
    public void doesNotRetryWrongCredentials() {
        relay.fail(ZONES, 1, 401, "AuthFailure", "AWS was not able to validate the provided access credentials");
        assertThat(finalMessage(), containsString("does not accept the credentials. Check key id and secret"));
        assertEquals(1, relay.actions().size());
    }

    @Test
    public void reportsAnExpiredSession() {
        relay.fail(ZONES, 1, 400, "ExpiredToken", NO_MATTER);
        assertThat(finalMessage(), containsString("the session of the credentials has expired"));
    }

    /** EC2 answers with status 500, which otherwise means an internal error. */
    @Test
    public void doesNotRetryMissingCapacityThoughItsStatusIs500() {
        relay.fail(ZONES, 9, 500, "InsufficientInstanceCapacity", NO_MATTER);
        assertThat(finalMessage(), containsString("another instanceType, or a subnetId in another zone"));
    }

    @Test
    public void reportsALimitOfTheAccount() {
        relay.fail(ZONES, 1, 400, "VcpuLimitExceeded", NO_MATTER);
        assertThat(finalMessage(), containsString("ask for a higher limit"));
    }

    @Test
    public void reportsOtherErrorsWithTheirCode() {
        relay.fail(ZONES, 1, 400, "InvalidSubnetID.NotFound", "The subnet ID 'subnet-1' does not exist");
        assertThat(finalMessage(), containsString("The subnet ID 'subnet-1' does not exist"));
    }

    @Test
    public void retriesAnInternalErrorOfAws() {
        relay.fail(ZONES, 9, 500, "InternalError", "An internal error has occurred");
        assertThat(passingMessage(), containsString("AWS reports an internal error"));
    }

    @Test
    public void retriesALostResponse() throws Exception {
        relay.loseAnswers(ZONES, 1);
        assertThat(zones(), greaterThan(0));
    }

    @Test
    public void retriesWhenAwsCannotBeReached() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (AwsClients nobody = AwsClients.open(AWS.access(URI.create("http://127.0.0.1:" + free), null))) {
            IOException e = assertThrows(
                    IOException.class, () -> nobody.ec2("looking", ec2 -> ec2.describeAvailabilityZones()));
            assertThat(
                    e.getMessage(),
                    allOf(startsWith("AWS cannot be reached ("), containsString("looking in eu-central-1")));
        }
    }

    @Test
    public void doesNotRetryARegionWithoutAHost() throws Exception {
        AwsAccess access = new AwsAccess("eu-centrale-7", AWS.access().credentials(), null, null, null);
        try (AwsClients nowhere = AwsClients.open(access)) {
            OperationException e = assertThrows(
                    OperationException.class, () -> nowhere.ec2("looking", ec2 -> ec2.describeAvailabilityZones()));
            assertThat(e.getMessage(), containsString("Check the parameter region: 'eu-centrale-7'"));
        }
    }

    @Test
    public void recognizesMissingThings() throws Exception {
        String code = clients.ec2("looking", ec2 -> {
            try {
                ec2.describeInstances(r -> r.instanceIds("i-0123456789abcdef0"));
                return "";
            } catch (SdkException e) {
                assertThat(AwsFailure.isNotFound(e), is(true));
                return AwsFailure.code(e);
            }
        });
        assertEquals("InvalidInstanceID.NotFound", code);
    }

    @Test
    public void sendsItsNameAsUserAgent() throws Exception {
        zones();
        assertThat(relay.headers("User-Agent").get(0), startsWith("hummingbird/"));
    }
}
