package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** upload.py and restore.py, with boto3 and with the AWS CLI. */
@RunWith(Parameterized.class)
public class UploadTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms programs;

    private final ObjectPrograms.Client client;
    private UploadedResults results;

    public UploadTest(ObjectPrograms.Client client) {
        this.client = client;
        programs = new ObjectPrograms(AWS, client);
    }

    @Parameterized.Parameters(name = "{0}")
    public static Object[] clients() {
        return new Object[] {ObjectPrograms.Client.BOTO3, ObjectPrograms.Client.CLI};
    }

    @Before
    public void results() throws Exception {
        programs.at(relay.endpoint());
        results = new UploadedResults(programs, bucket);
    }

    /** Each request of the CLI takes a second. */
    private void ofTheCliInMinutes() {
        if (client == ObjectPrograms.Client.CLI) {
            TestSet.takesMinutes();
        }
    }

    private List<S3Request> changes() {
        return relay.requests(
                one -> !one.method().equals("GET") && !one.method().equals("HEAD"));
    }

    @Test
    public void copiesAllFilesAndThenTheManifest() throws Exception {
        Files.createSymbolicLink(results.folder.resolve("link"), Path.of("Image.csv"));
        programs.succeeded(results.upload());
        assertThat(programs.out, is((6 + UploadedResults.remote().getBytes(StandardCharsets.UTF_8).length) + "\n"));
        assertThat(
                bucket.keys(),
                is(List.of(
                        "out/g 1/Image.csv",
                        "out/g 1/empty.properties",
                        UploadedResults.MANIFEST,
                        "out/g 1/sub ü/b+%41.db")));
        assertThat(bucket.text("out/g 1/sub ü/b+%41.db"), is("db"));
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
        assertThat(
                Files.readString(results.manifest), is(bucket.url("out/g 1") + "\td1g\n" + UploadedResults.remote()));
        List<S3Request> changes = changes();
        assertThat(changes.size(), is(4));
        assertThat(changes.get(3).key(), is(UploadedResults.MANIFEST));
        assertThat(
                relay.requests(S3Request.of("PUT", "out/g 1/Image.csv")).get(0).header("x-amz-checksum-sha256"),
                is(Base64.getEncoder()
                        .encodeToString(UploadedResults.digest("SHA-256", "1,2\n".getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    public void givesTheMd5WhereTheClientIsOld() throws Exception {
        ofTheCliInMinutes();
        if (client == ObjectPrograms.Client.BOTO3) {
            Path boto = programs.root().resolve("plan/s3_boto.py");
            String text = Files.readString(boto);
            assertThat(text, containsString("\"ChecksumSHA256\" in ("));
            Files.writeString(boto, text.replace("\"ChecksumSHA256\" in (", "\"NotYet\" in ("));
        }
        programs.environment.put("AWS_OLD", "ChecksumSHA256");
        programs.succeeded(results.upload());
        S3Request put = relay.requests(S3Request.of("PUT", "out/g 1/Image.csv")).get(0);
        assertThat(put.header("x-amz-checksum-sha256"), is(""));
        assertThat(
                put.header("content-md5"),
                is(Base64.getEncoder()
                        .encodeToString(UploadedResults.digest("MD5", "1,2\n".getBytes(StandardCharsets.UTF_8)))));
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
    }

    @Test
    public void restoresTheFilesThatTablesAreMergedFrom() throws Exception {
        ofTheCliInMinutes();
        results.write("picture.png", "png");
        results.write("screen.sqlite", "data");
        results.write("Cells.txt", "1");
        assertThat(results.upload(), is(0));
        programs.succeeded(results.restore());
        assertThat(programs.out, is("11\n"));
        Path back = programs.root().resolve("back");
        assertThat(Files.readString(back.resolve("sub ü/b+%41.db")), is("db"));
        assertThat(Files.readString(back.resolve("Image.csv")), is("1,2\n"));
        assertThat(Files.readString(back.resolve("screen.sqlite")), is("data"));
        assertThat(Files.readString(back.resolve("Cells.txt")), is("1"));
        assertThat(Files.size(back.resolve("empty.properties")), is(0L));
        assertThat(Files.exists(back.resolve("picture.png")), is(false));
    }

    @Test
    public void restoresNothingElseThanWhatWasUploaded() throws Exception {
        ofTheCliInMinutes();
        assertThat(results.upload(), is(0));
        bucket.put("out/g 1/Image.csv", "1,3\n");
        assertThat(results.restore(), is(21));
        assertThat(programs.sentence(), startsWith(bucket.url("out/g 1/Image.csv") + ": is not what was uploaded"));
        bucket.delete("out/g 1/Image.csv");
        assertThat(results.restore(), is(20));
        Files.writeString(
                results.manifest, bucket.url("out/g 1") + "\td\nkey\tbytes\tsha256\nout/g 1/../../x.csv\t1\t00\n");
        assertThat(results.restore(), is(1));
        assertThat(programs.sentence(), containsString("cannot be a file"));
    }
}
