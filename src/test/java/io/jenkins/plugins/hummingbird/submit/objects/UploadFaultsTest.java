package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** upload.py when it is repeated, cut short, or runs twice. */
public class UploadFaultsTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms programs = new ObjectPrograms(AWS, ObjectPrograms.Client.BOTO3);

    private UploadedResults results;

    @Before
    public void results() throws Exception {
        programs.at(relay.endpoint());
        results = new UploadedResults(programs, bucket);
    }

    private List<S3Request> changes() {
        return relay.requests(
                one -> !one.method().equals("GET") && !one.method().equals("HEAD"));
    }

    @Test
    public void copiesLargeFilesInParts() throws Exception {
        TestSet.takesMinutes();
        byte[] large = new byte[70 << 20];
        new Random(5).nextBytes(large);
        Files.write(results.folder.resolve("large.db"), large);
        relay.cut(one -> one.query().getOrDefault("partNumber", "").equals("2"), 1, 1000);
        programs.succeeded(results.upload());
        assertThat(bucket.read("out/g 1/large.db"), is(large));
        assertThat(bucket.openUploads(), is(0));
        assertThat(bucket.text(UploadedResults.MANIFEST), containsString(UploadedResults.line("large.db", large)));
    }

    @Test
    public void leavesTheManifestWhenTheSameResultsAreCopiedAgain() throws Exception {
        assertThat(results.upload(), is(0));
        relay.forget();
        assertThat(results.upload(), is(0));
        assertThat(relay.count(S3Request.ofObjects("DELETE")), is(0));
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
    }

    @Test
    public void removesWhatEarlierResultsLeft() throws Exception {
        results.write("old/Cells.csv", "old");
        bucket.put("out/g 10/other", "of another group");
        bucket.put("out/g 1/unknown", "nobody's");
        assertThat(results.upload(), is(0));
        results.delete("old/Cells.csv");
        relay.forget();
        programs.succeeded(results.upload());
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
        assertThat(
                bucket.keys(),
                is(List.of(
                        "out/g 1/Image.csv",
                        "out/g 1/empty.properties",
                        UploadedResults.MANIFEST,
                        "out/g 1/sub ü/b+%41.db",
                        "out/g 1/unknown",
                        "out/g 10/other")));
        // the manifest goes before any file of it changes, and comes back before what it does not name is removed
        List<String> order =
                changes().stream().map(one -> one.method() + " " + one.key()).toList();
        assertThat(
                order.subList(0, 2),
                is(List.of("PUT " + UploadedResults.EARLIER, "DELETE " + UploadedResults.MANIFEST)));
        assertThat(
                order.subList(order.size() - 3, order.size()),
                is(List.of(
                        "PUT " + UploadedResults.MANIFEST,
                        "DELETE out/g 1/old/Cells.csv",
                        "DELETE " + UploadedResults.EARLIER)));
    }

    @Test
    public void removesThemAlsoWhenAnUploadWasCutShortBetween() throws Exception {
        results.write("old.csv", "old");
        assertThat(results.upload(), is(0));
        results.delete("old.csv");
        Files.delete(results.manifest);
        relay.deny(S3Request.of("PUT", "out/g 1/empty.properties"));
        assertThat(results.upload(), is(22));
        assertThat(programs.sentence(), startsWith(bucket.url("out/g 1/empty.properties") + ": "));
        assertThat(programs.sentence(), containsString("AccessDenied"));
        assertThat(bucket.keys(), not(hasItem(UploadedResults.MANIFEST)));
        assertThat(bucket.keys(), hasItem("out/g 1/old.csv"));
        assertThat(Files.exists(results.manifest), is(false));
        relay.heal();
        assertThat(results.upload(), is(0));
        assertThat(
                bucket.keys(),
                is(List.of(
                        "out/g 1/Image.csv",
                        "out/g 1/empty.properties",
                        UploadedResults.MANIFEST,
                        "out/g 1/sub ü/b+%41.db")));
        assertThat(Files.exists(results.manifest), is(true));
    }

    @Test
    public void twoAtOnceDoNoHarm() throws Exception {
        results.write("old.csv", "old");
        assertThat(results.upload(), is(0));
        results.delete("old.csv");
        S3Relay.Held held = relay.hold(S3Request.of("PUT", "out/g 1/Image.csv"), 1);
        Process first = results.start();
        held.awaitOne();
        assertThat(results.upload(), is(0));
        held.release();
        first.waitFor();
        assertThat(programs.said(first), programs.ended(first), is(0));
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
        assertThat(bucket.keys().size(), is(4));
    }

    @Test
    public void isCompleteOnlyWhenTheManifestIsThere() throws Exception {
        S3Relay.Held held = relay.hold(S3Request.of("PUT", UploadedResults.MANIFEST), 1);
        Process process = results.start();
        held.awaitOne();
        process.destroyForcibly().waitFor();
        assertThat(Files.exists(results.manifest), is(false));
        held.release();
        assertThat(results.upload(), is(0));
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
    }

    @Test
    public void triesAgainWhatFailsInPassing() throws Exception {
        relay.slowDown(S3Request.ofObjects("PUT"), 4);
        relay.loseAnswers(S3Request.of("PUT", UploadedResults.MANIFEST), 2);
        programs.succeeded(results.upload());
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
    }

    @Test
    public void refusesResultsThatAreNotThoseThatWerePublished() throws Exception {
        Path proof = programs.root().resolve("results.done");
        Files.writeString(proof, "d1g 3 6 1\n");
        assertThat(results.upload(), is(0));
        relay.forget();
        results.delete("empty.properties");
        assertThat(results.upload(), is(1));
        assertThat(
                programs.sentence(),
                is(bucket.url("out/g 1") + ": not copied, for the results have been changed: 3 files of 6 bytes were"
                        + " published, there are 2 of 6"));
        results.write("empty.properties", "x");
        assertThat(results.upload(), is(1));
        assertThat(programs.sentence(), containsString("there are 3 of 7"));
        results.write("empty.properties", "");
        Path mark = Files.createFile(programs.root().resolve("results.dropped"));
        assertThat(results.upload(), is(1));
        assertThat(programs.sentence(), startsWith(bucket.url("out/g 1") + ": not copied, for the local results"));
        assertThat(relay.count(one -> true), is(0));
        Files.delete(mark);
        assertThat(results.upload(), is(0));
    }

    @Test
    public void leavesTheManifestsAndOtherObjectsThatAManifestNames() throws Exception {
        bucket.put(
                UploadedResults.MANIFEST,
                "key\tbytes\tsha256\n" + UploadedResults.MANIFEST + "\t1\tab\n" + UploadedResults.EARLIER
                        + "\t1\tab\nout/g 1\t1\tab\nother\t1\tab\n");
        bucket.put("out/g 1", "a key that is a folder, too");
        bucket.put("other", "not below the URL");
        programs.succeeded(results.upload());
        assertThat(bucket.text(UploadedResults.MANIFEST), is(UploadedResults.remote()));
        assertThat(bucket.text("other"), is("not below the URL"));
        assertThat(bucket.text("out/g 1"), is("a key that is a folder, too"));
    }

    @Test
    public void refusesAWholeBucket() throws Exception {
        String url = "s3://" + bucket.name();
        assertThat(
                programs.run("upload.py", "s3", results.folder.toString(), url, results.manifest.toString(), "d1g"),
                is(1));
        assertThat(programs.sentence(), startsWith(url + ": is a whole bucket"));
        assertThat(relay.count(one -> true), is(0));
    }

    @Test
    public void refusesNamesThatTheManifestCannotSay() throws Exception {
        results.write("a\tb", "x");
        assertThat(results.upload(), is(1));
        assertThat(programs.sentence(), containsString("has a tab or a line end in it"));
        results.delete("a\tb");
        results.write("hummingbird-manifest.tsv", "x");
        assertThat(results.upload(), is(1));
        assertThat(programs.sentence(), containsString("which is the manifest's name"));
        assertThat(relay.count(one -> true), is(0));
    }
}
