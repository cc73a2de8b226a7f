package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** stage.py, with boto3 and with the AWS CLI. */
@RunWith(Parameterized.class)
public class StageTest {
    private static final String ODD_KEY = "p 1/a b+c%41 ü,\"q'&?#=;$(x)\\.tif";

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms programs;

    private StagedGroup group;

    private final ObjectPrograms.Client client;

    public StageTest(ObjectPrograms.Client client) {
        this.client = client;
        programs = new ObjectPrograms(AWS, client);
    }

    @Rule
    public final TestName test = new TestName();

    @Parameterized.Parameters(name = "{0}")
    public static Object[] clients() {
        return new Object[] {ObjectPrograms.Client.BOTO3, ObjectPrograms.Client.CLI};
    }

    @Before
    public void group() {
        // each request of the CLI takes a second
        if (client == ObjectPrograms.Client.CLI && !test.getMethodName().startsWith("fetches")) {
            TestSet.takesMinutes();
        }
        programs.at(relay.endpoint());
        group = new StagedGroup(programs, bucket);
    }

    private String urlOfFile(String path) {
        return "file:" + group.folder.resolve(bucket.name()) + "/" + path;
    }

    @Test
    public void fetchesTheObjectsOfTheGroupAlone() throws Exception {
        group.behind(10_000)
                .object(ODD_KEY, "odd")
                .object("p 1/empty", "")
                .object("-x", "hyphen")
                .object("~/100%.tif", "home");
        programs.succeeded(group.run());
        assertThat(programs.out, is("13\n"));
        assertThat(programs.log, is(""));
        assertThat(group.files(), is(Map.of(ODD_KEY, "odd", "p 1/empty", "", "-x", "hyphen", "~/100%.tif", "home")));
        assertThat(relay.count(S3Request.ofObjects("GET")), is(4));
        assertThat(relay.requests(one -> !one.method().equals("GET")).size(), is(0));
        assertThat(
                relay.requests(S3Request.of("GET", "-x")).get(0).header("if-match"), is('"' + bucket.etag("-x") + '"'));
    }

    @Test
    public void namesTheFilesInTheColumnsOfUrlsAndLeavesTheRest() throws Exception {
        group.object(ODD_KEY, "odd").object("plain.tif", "plain").object("5%.tif", "percent");
        String table = "URL_DNA,Metadata_Url,Image_ObjectsURL_Nuclei,URLs\r\n"
                + "\"s3://B/p 1/a b+c%41 ü,\"\"q'&?#=;$(x)\\.tif\",s3://B/plain.tif,s3://B/plain.tif,\"x\r\ny\"\r\n"
                + "\"s3://B/plain.tif\",\"5\"\" disc\",,s3://B/plain.tif\n"
                + "file:/data/a.tif,,s3://B/5%.tif,";
        assertThat(group.table(table.replace("B/", bucket.name() + "/")), is(0));
        String expected = "URL_DNA,Metadata_Url,Image_ObjectsURL_Nuclei,URLs\r\n"
                + "\"F/p 1/a b+c%2541 ü,\"\"q'&?#=;$(x)\\.tif\",s3://B/plain.tif,F/plain.tif,\"x\r\ny\"\r\n"
                + "\"F/plain.tif\",\"5\"\" disc\",,s3://B/plain.tif\n"
                + "file:/data/a.tif,,F/5%.tif,";
        assertThat(
                group.rewritten(),
                is(expected.replace("B/", bucket.name() + "/").replace("F/", urlOfFile(""))));
    }

    @Test
    public void namesTheFilesInAList() throws Exception {
        group.object(ODD_KEY, "odd").object("plain.tif", "plain");
        assertThat(group.list(bucket.url(ODD_KEY) + "\n/data/s3://x.tif\n" + bucket.url("plain.tif")), is(0));
        assertThat(group.rewritten(), is(group.file(ODD_KEY) + "\n/data/s3://x.tif\n" + group.file("plain.tif")));
    }

    @Test
    public void refusesATableWithAnObjectThatIsNotTheGroups() throws Exception {
        group.object("a", "a");
        String table = "URL_DNA\n" + bucket.url("b") + "\n";
        assertThat(group.table(table), is(1));
        assertThat(programs.sentence(), startsWith(bucket.url("b") + ": is in the table of the group"));
        assertThat(group.rewritten(), is(table));
    }

    @Test
    public void tellsOfAnObjectThatWasDeleted() throws Exception {
        group.object("a", "a").object("gone", "x");
        bucket.delete("gone");
        assertThat(group.run(), is(20));
        assertThat(programs.sentence(), startsWith(bucket.url("gone") + ": "));
        assertThat(programs.sentence(), containsString("NoSuchKey: The specified key does not exist."));
        assertThat(relay.count(S3Request.of("GET", "gone")), is(1));
    }

    @Test
    public void tellsOfABucketThatIsNotThere() throws Exception {
        programs.at(relay.endpoint());
        StagedGroup other = new StagedGroup(programs, bucket).listed("../../" + "x", 1, "-");
        assertThat(other.run(), is(1));
        assertThat(programs.sentence(), containsString("cannot be a file"));
        assertThat(relay.count(one -> true), is(0));
    }

    @Test
    public void tellsOfAnObjectThatWasReplacedByOneOfTheSameSize() throws Exception {
        group.object("a", "before");
        bucket.put("a", "after!");
        assertThat(group.run(), is(21));
        assertThat(programs.sentence(), startsWith(bucket.url("a") + ": "));
        assertThat(programs.sentence(), containsString("PreconditionFailed"));
    }

    @Test
    public void tellsOfAnObjectOfAnotherSizeWhoseETagIsNotKnown() throws Exception {
        bucket.put("a", "after");
        group.listed("a", 4, "-");
        assertThat(group.run(), is(21));
        assertThat(programs.sentence(), is(bucket.url("a") + ": has 5 bytes now, not 4 as it was listed"));
    }

    @Test
    public void tellsOfAnObjectThatItMayNotRead() throws Exception {
        String key = "k".repeat(200) + "/" + "l".repeat(200);
        group.object(key, "a");
        relay.deny(S3Request.of("GET", key));
        assertThat(group.run(), is(22));
        assertThat(programs.sentence(), startsWith(bucket.url("kkk")));
        assertThat(programs.sentence(), containsString("AccessDenied: Access Denied"));
        assertThat(programs.sentence().length(), lessThanOrEqualTo(200));
        assertThat(relay.count(S3Request.of("GET", key)), is(1));
    }

    @Test
    public void tellsOfAKeyOfKmsThatItMayNotUse() throws Exception {
        group.object("a", "a");
        relay.fail(S3Request.of("GET", "a"), 1, 400, "KMS.DisabledException", "arn:key is disabled.");
        assertThat(group.run(), is(22));
        assertThat(programs.sentence(), containsString("KMS.DisabledException: arn:key is disabled."));
    }

    @Test
    public void tellsOfAnIdentityThatIsNotThere() throws Exception {
        group.object("a", "a");
        programs.environment.put("AWS_ACCESS_KEY_ID", "");
        programs.environment.put("AWS_SECRET_ACCESS_KEY", "");
        assertThat(group.run(), is(22));
        assertThat(programs.sentence(), startsWith(bucket.url("a") + ": Unable to locate credentials"));
    }

    @Test
    public void readsPublicObjectsWithoutAnIdentity() throws Exception {
        group.object("a", "a");
        relay.openToAll(bucket.name());
        programs.settings("access\tanonymous", "region\t" + bucket.name() + "\t" + AWS.region());
        programs.environment.put("AWS_ACCESS_KEY_ID", "");
        programs.environment.put("AWS_SECRET_ACCESS_KEY", "");
        assertThat(group.run(), is(0));
        assertThat(relay.requests(S3Request.of("GET", "a")).get(0).isAnonymous(), is(true));
    }

    @Test
    public void paysForRequestsWhereItIsTold() throws Exception {
        group.object("a", "a");
        relay.requesterPays(bucket.name());
        assertThat(group.run(), is(22));
        programs.settings("access\trequester-pays");
        assertThat(group.run(), is(0));
    }

    @Test
    public void asksTheRegionOfTheBucket() throws Exception {
        group.object("a", "a");
        relay.inRegion(bucket.name(), "us-west-2");
        programs.settings("access\town", "region\t" + bucket.name() + "\tus-west-2");
        assertThat(group.run(), is(0));
        assertThat(relay.count(S3Request.of("GET", "a")), is(1));
    }

    @Test
    public void tellsOfObjectsThatCannotBeFilesBesideEachOther() throws Exception {
        group.object("a", "file").object("a/b", "below");
        assertThat(group.run(), is(1));
        assertThat(programs.sentence(), startsWith(bucket.url("a") + ": cannot be a file"));
    }

    @Test
    public void fetchesAnObjectOnceThatTheGroupNamesTwice() throws Exception {
        group.object("a", "aa").listed("a", 2, bucket.etag("a"));
        assertThat(group.run(), is(0));
        assertThat(programs.out, is("2\n"));
        assertThat(relay.count(S3Request.of("GET", "a")), is(1));
        assertThat(Files.size(group.file("a")), is(2L));
    }
}
