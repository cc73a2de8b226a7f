package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What probe.py says, each in the words of S3. */
public class ProbeTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms boto = new ObjectPrograms(AWS, ObjectPrograms.Client.BOTO3);

    @Rule
    public final ObjectPrograms cli = new ObjectPrograms(AWS, ObjectPrograms.Client.CLI);

    @Rule
    public final ObjectPrograms without = new ObjectPrograms(AWS, ObjectPrograms.Client.NONE);

    @Before
    public void objects() {
        List.of(boto, cli, without).forEach(one -> one.at(relay.endpoint()));
        bucket.put("a b+ü", "content");
        bucket.put("empty", "");
    }

    private String probe(ObjectPrograms programs, String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "s3";
        System.arraycopy(words, 0, all, 1, words.length);
        programs.succeeded(programs.run("probe.py", all));
        return programs.out;
    }

    @Test
    public void isOkWhereTheFirstByteComes() throws Exception {
        assertThat(probe(boto, bucket.url("a b+ü")), is("ok\n"));
        assertThat(relay.requests(S3Request.ofObjects("GET")).get(0).header("range"), is("bytes=0-0"));
        assertThat(probe(boto, bucket.url("empty")), is("ok\n"));
        assertThat(probe(cli, bucket.url("a b+ü")), is("ok\n"));
        assertThat(probe(cli, bucket.url("empty")), is("ok\n"));
    }

    @Test
    public void writesReadsAndRemovesAnObject() throws Exception {
        assertThat(probe(boto, bucket.url("empty"), bucket.url("out")), is("ok\n"));
        assertThat(probe(cli, "", bucket.url("out")), is("ok\n"));
        assertThat(bucket.keys(), is(List.of("a b+ü", "empty")));
        assertThat(relay.requests(S3Request.ofObjects("DELETE")).get(0).key(), startsWith("out/hummingbird-probe-"));
    }

    @Test
    public void tellsWhatMayNotBeDoneThere() throws Exception {
        relay.deny(S3Request.ofObjects("DELETE"));
        assertThat(
                probe(boto, bucket.url("empty"), bucket.url("out")),
                startsWith("write-denied\t\t" + bucket.url("out/hummingbird-probe-")));
        relay.deny(S3Request.ofObjects("PUT"));
        assertThat(
                probe(boto, bucket.url("empty"), bucket.url("out")),
                containsString("403 AccessDenied: Access Denied\n"));
        relay.deny(S3Request.ofObjects("GET"));
        assertThat(
                probe(boto, bucket.url("empty"), bucket.url("out")),
                is("denied\t\t" + bucket.url("empty") + ": 403 AccessDenied: Access Denied\n"));
    }

    @Test
    public void tellsWhereTheBucketMayNotBeListed() throws Exception {
        // of an object that is not there S3 says 404 only to those who may
        relay.fail(
                one -> one.method().equals("GET") && one.key().startsWith("out/hummingbird-probe-"),
                1,
                403,
                "AccessDenied",
                "Access Denied");
        assertThat(
                probe(boto, "", bucket.url("out")),
                startsWith("write-denied\t\t" + bucket.url("out/hummingbird-probe-")));
        assertThat(bucket.keys(), is(List.of("a b+ü", "empty")));
    }

    @Test
    public void tellsWhatIsNotThere() throws Exception {
        String missing = bucket.url("missing");
        assertThat(
                probe(boto, missing),
                is("missing\t\t" + missing + ": 404 NoSuchKey: The specified key does not exist.\n"));
        assertThat(probe(cli, missing), startsWith("missing\t\t" + missing + ": NoSuchKey: "));
        assertThat(
                probe(boto, "s3://no-such-bucket-x/k"),
                startsWith("bucket\t\ts3://no-such-bucket-x/k: 404 NoSuchBucket"));
        assertThat(probe(boto, "", "s3://no-such-bucket-x/k"), startsWith("write-bucket\t\ts3://no-such-bucket-x/k/"));
    }

    @Test
    public void tellsOfAKeyOfKms() throws Exception {
        relay.fail(
                S3Request.of("GET", "empty"),
                1,
                403,
                "AccessDenied",
                "User: x is not authorized to perform: kms:Decrypt on the resource");
        assertThat(probe(boto, bucket.url("empty")), startsWith("kms\t\t" + bucket.url("empty")));
    }

    @Test
    public void findsTheRegionOfTheBucketAndTellsItWhereItCannotBeUsed() throws Exception {
        relay.inRegion(bucket.name(), "us-west-2");
        assertThat(probe(boto, bucket.url("empty")), is("ok\n"));
        relay.fail(
                S3Request.of("GET", "empty"),
                Integer.MAX_VALUE,
                400,
                "IllegalLocationConstraintException",
                "The us-west-2 location constraint is incompatible for the region specific endpoint.");
        relay.inRegion(bucket.name(), "");
        assertThat(probe(boto, bucket.url("empty")), startsWith("region\t"));
    }

    @Test
    public void tellsThatNobodyAnswers() throws Exception {
        try (LatePort port = new LatePort()) {
            boto.at(port.endpoint());
            assertThat(probe(boto, bucket.url("empty")), startsWith("network\t\t" + bucket.url("empty")));
        }
    }

    @Test
    public void tellsThatThereIsNoClient() throws Exception {
        assertThat(probe(without, bucket.url("empty")), startsWith("no-client\t\tS3: neither boto3"));
    }

    @Test
    public void tellsWhatElseS3Says() throws Exception {
        relay.fail(S3Request.of("GET", "empty"), 1, 400, "Strange", "What\n\tis this?");
        assertThat(
                probe(boto, bucket.url("empty")),
                is("other\t\t" + bucket.url("empty") + ": 400 Strange: What  is this?\n"));
    }
}
