package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Submissions whose images are in S3 and whose results go there, with a real Slurm, real programs on the node, and moto. */
public class ObjectsInS3Test {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(4).build();

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    private final S3Relay s3 = new S3Relay(AWS);
    private final S3Bucket plates = new S3Bucket(AWS);
    private final S3Bucket results = new S3Bucket(AWS);
    private final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule
    public final RuleChain rules =
            RuleChain.outerRule(s3).around(plates).around(results).around(cluster);

    private TestSubmitContext jenkins;
    private AwsClients aws;

    /** What the nodes are in AWS. */
    @Before
    public void identity() throws Exception {
        aws = AwsClients.open(s3.access());
        NodeIdentity.give(HEAD_NODE, AWS, s3.endpoint());
    }

    @After
    public void close() {
        aws.close();
    }

    /** A group for each well: an image of its own, and a word that says what its task does. */
    private SubmitRequest request(String... what) throws IOException {
        StringBuilder table = new StringBuilder("URL_DNA,Metadata_Folder,Metadata_Well,Metadata_Do\n");
        for (int i = 0; i < what.length; i++) {
            String key = "P 1/A0" + (i + 1) + ".tif";
            if (!plates.keys().contains(key)) {
                plates.put(key, "pixels of " + key);
            }
            table.append(String.join(",", plates.url(key), cluster.folder().toString(), "A0" + (i + 1), what[i]))
                    .append('\n');
        }
        SubmitRequest request = cluster.requestFor(table.toString());
        request.groupBy = "Well";
        return request;
    }

    private Outcome run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, aws, request);
        return jenkins.runToEnd();
    }

    private void assertDone(Outcome outcome) {
        assertThat(outcome.message() + "\n" + String.join("\n", jenkins.log), outcome.kind(), is(Outcome.Kind.DONE));
    }

    /** GETs of images, or of results. */
    private static Predicate<S3Request> reads(S3Bucket bucket, String part) {
        return request -> request.method().equals("GET")
                && request.bucket().equals(bucket.name())
                && request.key().contains(part);
    }

    private List<String> files(String group) throws IOException {
        try (Stream<Path> files = Files.walk(cluster.output().resolve(group).toRealPath())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void aTableOfUrlsRunsWithoutASharedFolderOfImagesAndRecordsTheUrls() throws Exception {
        Outcome outcome = run(request("ok", "ok"));
        assertDone(outcome);
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(outcome.result().get("fetchedBytes"), is(2L * "pixels of P 1/A01.tif".length()));
        assertThat(
                Files.readString(cluster.output().resolve("A01/result.csv")).strip(),
                is("A01," + plates.url("P 1/A01.tif")));
        assertThat(
                jenkins.log, hasItem(containsString("tasks fetch 42 bytes from S3, for one group at most 21 bytes")));
        assertThat(jenkins.log, hasItem(startsWith("S3           42 bytes read, 0 bytes written")));
    }

    @Test
    public void aReplacedObjectMakesExactlyItsGroupRunAgain() throws Exception {
        assertDone(run(request("ok", "ok", "ok")));
        s3.forget();
        Outcome second = run(request("ok", "ok", "ok"));
        assertDone(second);
        assertThat(second.result().get("skipped"), is(3L));
        assertThat("the second night fetches nothing", s3.count(reads(plates, ".tif")), is(0));
        plates.put("P 1/A02.tif", "other  of P 1/A02.tif");
        Outcome third = run(request("ok", "ok", "ok"));
        assertDone(third);
        assertThat(third.result().get("completed"), is(1L));
        assertThat("but for the try of the head node", s3.count(reads(plates, "A01.tif")), is(1));
        assertThat(s3.count(reads(plates, "A02.tif")), is(1));
        assertThat(s3.count(reads(plates, "A03.tif")), is(0));
    }

    @Test
    public void aPrefixWithAPatternIsListedByPagesOfAnyNames() throws Exception {
        for (String well : List.of("A01", "A02", "B 1", "Ü+%")) {
            plates.put("2026/Plate 1/" + well + "_w1.tif", well);
            plates.put("2026/Plate 1/" + well + "_w2.tif", well);
        }
        plates.put("2026/Plate 1/", "");
        plates.put("2026/Plate 1/.hidden/A01_w1.tif", "x");
        plates.put("2026/Plate 1//A01_w1.tif", "x");
        plates.putMany(1001, i -> "2026/other/" + i + ".txt", new byte[1]);
        SubmitRequest request = cluster.requestFor("");
        request.dataFileText = "";
        request.images = "s3://" + plates.name() + "/2026/";
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[^/]+)_(?<Channel>w[12]).tif";
        request.groupBy = "Well";
        Outcome outcome = run(request);
        assertDone(outcome);
        assertThat(outcome.result().get("completed"), is(4L));
        assertThat(
                Files.readString(cluster.output().resolve("%C3%9C%2B%25/result.csv")),
                containsString(plates.url("2026/Plate 1/Ü+%_w1.tif")));
        assertThat(jenkins.log, hasItem(containsString("1 objects below")));
        assertThat(jenkins.log, hasItem(containsString("are hidden and left out")));
    }

    @Test
    public void aPrefixAloneIsListedAndThePresetIsFoundThatFits() throws Exception {
        for (String well : List.of("A01", "A02")) {
            plates.put("2026/P1/P1_" + well + "_w1.tif", well);
            plates.put("2026/P1/P1_" + well + "_w2.tif", well);
        }
        SubmitRequest request = cluster.requestFor("");
        request.dataFileText = "";
        request.images = "s3://" + plates.name() + "/2026";
        Outcome outcome = run(request);
        assertDone(outcome);
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(
                jenkins.log, hasItem(containsString("the preset ImageXpress fits the names below " + request.images)));
    }

    @Test
    public void anImageTableInS3IsRead() throws Exception {
        SubmitRequest request = request("ok");
        results.put("tables/plates.csv", request.dataFileText);
        request.dataFileText = "";
        request.dataFile = results.url("tables/plates.csv");
        assertDone(run(request));
    }

    @Test
    public void whatIsMissingOrReplacedSinceTheListingFailsItsGroupByName() throws Exception {
        SubmitRequest request = request("ok", "ok", "ok");
        plates.delete("P 1/A01.tif");
        request.maxFailed = 3;
        jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.runUntil(state -> state.isPast(SubmitPhase.UPLOAD));
        plates.put("P 1/A02.tif", "replaced");
        Outcome outcome = jenkins.runToEnd();
        assertDone(outcome);
        assertThat(jenkins.log, hasItem(containsString("1 objects are not in S3: " + plates.url("P 1/A01.tif"))));
        assertThat(jenkins.groups("folder", "state"), is(List.of("A01 failed", "A02 failed", "A03 completed")));
        assertThat(jenkins.artifact("groups.csv"), containsString(plates.url("P 1/A02.tif")));
    }

    @Test
    public void whatTheHeadNodeMayNotReadIsSaidBeforeAnythingIsSubmitted() throws Exception {
        s3.deny(reads(plates, ".tif"));
        Outcome outcome = run(request("ok"));
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("cannot read " + plates.url("P 1/A01.tif")));
        assertThat(outcome.message(), containsString("S3Access: [{BucketName: " + plates.name() + "}]"));
        assertThat(jenkins.submission().state().groupTasks.arrayIds().isEmpty(), is(true));
    }

    @Test
    public void resultsAreInS3BeforeAGroupCountsAsCompletedAndASecondNightSkipsThem() throws Exception {
        SubmitRequest request = request("ok", "ok");
        request.s3.resultsUrl = results.url("night/{Well}");
        request.s3.keepLocal = false;
        Outcome outcome = run(request);
        assertDone(outcome);
        assertThat(
                results.keys(),
                is(List.of(
                        "night/A01/hummingbird-manifest.tsv",
                        "night/A01/result.csv",
                        "night/A02/hummingbird-manifest.tsv",
                        "night/A02/result.csv")));
        assertThat(jenkins.artifact("outputs.csv"), containsString("," + results.url("night/A01/result.csv")));
        assertThat("the local copies are gone", files("A01"), is(List.of()));
        s3.forget();
        Outcome second = run(request);
        assertDone(second);
        assertThat(second.result().get("skipped"), is(2L));
        assertThat(second.result().get("outputFiles"), is(2L));
        assertThat(s3.count(reads(plates, ".tif")), is(0));
        assertThat(jenkins.artifact("outputs.csv"), containsString("," + results.url("night/A01/result.csv")));
    }

    @Test
    public void resultsThatCouldNotBeCopiedAreCopiedByTheRetryWithoutCellProfiler() throws Exception {
        s3.fail(
                one -> one.method().equals("PUT") && one.key().equals("night/A02/result.csv"),
                1,
                400,
                "InvalidRequest",
                "no reason");
        SubmitRequest request = request("ok", "ok");
        request.retries = 1;
        request.s3.resultsUrl = results.url("night");
        Outcome outcome = run(request);
        assertDone(outcome);
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat("its image is fetched once", s3.count(reads(plates, "A02.tif")), is(1));
        assertThat(results.keys(), hasItem("night/A02/hummingbird-manifest.tsv"));
        assertThat(jenkins.log, hasItem(containsString(results.url("night/A02/result.csv") + ": 400 InvalidRequest")));
    }

    @Test
    public void addingAUrlCopiesTheResultsOfAnEarlierNightWithoutCellProfiler() throws Exception {
        TestSet.takesMinutes();
        assertDone(run(request("ok", "ok")));
        s3.forget();
        SubmitRequest request = request("ok", "ok");
        request.s3.resultsUrl = results.url("later");
        Outcome outcome = run(request);
        assertDone(outcome);
        assertThat(outcome.result().get("skipped"), is(2L));
        assertThat(results.keys(), hasItem("later/A02/result.csv"));
        assertThat("no image is fetched", s3.count(reads(plates, "A02.tif")), is(0));
        assertThat(jenkins.log, hasItem("tasks copy the results of 2 of these to S3, where they are not yet"));
    }

    @Test
    public void tablesGoToS3AndReadResultsThatAreOnlyThere() throws Exception {
        SubmitRequest request = request("cells-2", "cells-1");
        request.merging.tables = "csv";
        request.s3.resultsUrl = results.url("night");
        request.s3.keepLocal = false;
        assertDone(run(request));
        assertThat(results.text("night/tables/all/Nuclei.csv").lines().count(), is(4L));
        assertThat(files("tables/all"), is(List.of("manifest.tsv")));
        plates.put("P 1/A02.tif", "another image of it..");
        SubmitRequest again = request("cells-2", "cells-1");
        again.merging.tables = "csv";
        again.s3.resultsUrl = results.url("night");
        again.s3.keepLocal = false;
        Outcome second = run(again);
        assertDone(second);
        assertThat(second.result().get("skipped"), is(1L));
        assertThat(results.text("night/tables/all/Nuclei.csv").lines().count(), is(4L));
    }
}
