package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The messages of failed calls of S3, and whether a failure counts as temporary. */
public class S3FailureTest {
    private static final String NO_MATTER = "ignored";

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    private AwsClients clients;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
        bucket.put("a", "content");
    }

    @After
    public void close() {
        clients.close();
    }

    private String get(String inBucket, String key) {
        return assertThrows(
                        OperationException.class,
                        () -> clients.s3(
                                "reading",
                                false,
                                s3 -> s3.getObjectAsBytes(
                                        r -> r.bucket(inBucket).key(key))))
                .getMessage();
    }

    private String failed(int status, String code, String message) {
        relay.fail(S3Request.of("GET", "a"), 1, status, code, message);
        return get(bucket.name(), "a");
    }

    private String head(String key) {
        return assertThrows(
                        OperationException.class,
                        () -> clients.s3(
                                "looking",
                                false,
                                s3 -> s3.headObject(r -> r.bucket(bucket.name()).key(key))))
                .getMessage();
    }

    @Test
    public void reportsWhatDoesNotExist() {
        assertThat(
                get("there-is-no-such-bucket", "a"),
                startsWith("AWS, reading in eu-central-1: there is no such bucket. Correct its name"));
        assertThat(get(bucket.name(), "b"), containsString("there is no such bucket or object. Correct the s3:// URL"));
        assertThat(head("b"), containsString("there is no such bucket or object."));
    }

    @Test
    public void namesTheActionThatIsMissingAlsoWhereTheAnswerHasNoBody() {
        relay.deny(one -> true);
        assertThat(
                get(bucket.name(), "a"),
                allOf(
                        containsString("Missing in the policy of the caller, or in that of the bucket: s3:GetObject;"),
                        containsString("docs/iam-s3-jenkins.json")));
        assertThat(head("a"), containsString("of the bucket: s3:GetObject;"));
        String message = assertThrows(
                        OperationException.class,
                        () -> clients.s3("listing", false, s3 -> s3.listObjectsV2(r -> r.bucket(bucket.name()))))
                .getMessage();
        assertThat(message, containsString("of the bucket: s3:ListBucket;"));
        assertEquals("refusals are not tried again", 3, relay.count(one -> true));
    }

    @Test
    public void reportsARoleThatMayNotBeAssumedAsSuch() throws Exception {
        AwsRole role = AwsRole.of("arn:aws:iam::123456789012:role/reader", "", "plates#1");
        relay.fail(one -> one.key().isEmpty(), 1, 403, "AccessDenied", "User: x is not authorized");
        try (AwsClients inRole = AwsClients.open(AWS.access(relay.endpoint(), role))) {
            String message = assertThrows(
                            OperationException.class,
                            () -> inRole.s3(
                                    "looking",
                                    false,
                                    s3 -> s3.headObject(
                                            r -> r.bucket(bucket.name()).key("a"))))
                    .getMessage();
            assertThat(message, containsString("the role's trust policy: sts:AssumeRole;"));
        }
    }

    @Test
    public void reportsAKeyThatMayNotBeUsed() {
        assertThat(
                failed(403, "AccessDenied", "User: x is not authorized to perform: kms:Decrypt on resource: key/1"),
                allOf(containsString("the KMS key of the object may not be used"), containsString(": kms:Decrypt;")));
        assertThat(
                failed(400, "KMS.DisabledException", "key/1 is disabled."),
                allOf(
                        containsString("the KMS key of the object cannot be used"),
                        containsString("key/1 is disabled.")));
    }

    @Test
    public void reportsARegionThatIsNotFound() {
        relay.fail(one -> true, Integer.MAX_VALUE, 301, "PermanentRedirect", NO_MATTER);
        assertThat(get(bucket.name(), "a"), containsString("Set the parameter region to that of the bucket"));
        assertThat(head("a"), containsString("Set the parameter region to that of the bucket"));
    }

    @Test
    public void reportsThatSomebodyMustPay() {
        assertThat(
                failed(400, "InvalidRequest", "Anonymous users cannot invoke this API on a requester pays bucket."),
                containsString("set s3Access to 'requesterPays'"));
    }

    @Test
    public void reportsAnArchivedObject() {
        assertThat(failed(403, "InvalidObjectState", NO_MATTER), containsString("the object is in an archive"));
    }

    @Test
    public void reportsWhatAnonymousCallersMayNotDo() {
        String message = assertThrows(
                        OperationException.class,
                        () -> clients.s3(
                                "looking",
                                true,
                                s3 -> s3.headObject(r -> r.bucket(bucket.name()).key("a"))))
                .getMessage();
        assertThat(
                message,
                allOf(
                        containsString("S3 does not allow it without credentials (s3:GetObject)"),
                        containsString("Leave s3Access empty")));
    }

    @Test
    public void reportsWrongCredentialsAsForOtherServices() {
        assertThat(
                failed(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
                containsString("AWS does not accept the credentials. Check key id and secret"));
    }

    @Test
    public void anInternalErrorOfS3IsTemporary() {
        relay.fail(S3Request.of("HEAD", "a"), Integer.MAX_VALUE, 500, "InternalError", NO_MATTER);
        IOException e = assertThrows(
                IOException.class,
                () -> clients.s3(
                        "looking",
                        false,
                        s3 -> s3.headObject(r -> r.bucket(bucket.name()).key("a"))));
        assertThat(e.getMessage(), containsString("AWS reports an internal error"));
        assertEquals("as often as the SDK tries on its own", 5, relay.count(S3Request.of("HEAD", "a")));
    }
}
