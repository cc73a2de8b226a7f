package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cellprofiler.HarmonyXml;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Submissions with images and results in S3 whose process ends after each move, before or after the move is saved. */
public class RestartsWithObjectsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(4).build();

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    private final S3Bucket plates = new S3Bucket(AWS);
    private final S3Bucket results = new S3Bucket(AWS);
    private final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(plates).around(results).around(cluster);

    private final Set<SubmitPhase> repeated = EnumSet.noneOf(SubmitPhase.class);
    private TestSubmitContext jenkins;
    private AwsClients aws;

    /** What the nodes are in AWS. */
    @Before
    public void identity() throws Exception {
        aws = AwsClients.open(AWS.access());
        Files.writeString(
                Path.of(HEAD_NODE.property("tmp")).resolve(".bashrc"),
                "export AWS_ENDPOINT_URL=" + AWS.endpoint() + " AWS_ACCESS_KEY_ID=" + AWS.property("key")
                        + " AWS_SECRET_ACCESS_KEY=" + AWS.property("secret") + " AWS_DEFAULT_REGION=" + AWS.region()
                        // the emulator's Python has boto3
                        + " PATH=" + AWS.python().getParent() + ":$PATH\n");
    }

    @After
    public void close() {
        aws.close();
    }

    private SubmitRequest tableInS3() throws IOException {
        StringBuilder table = new StringBuilder("URL_DNA,Metadata_Folder,Metadata_Well,Metadata_Do\n");
        for (String well : List.of("A01", "A02")) {
            String key = "P 1/" + well + "/ü.tif";
            plates.put(key, "pixels");
            table.append(String.join(",", plates.url(key), cluster.folder().toString(), well, "ok"))
                    .append('\n');
        }
        plates.put("tables/plates.csv", table.toString());
        SubmitRequest request = cluster.requestFor("");
        request.dataFileText = "";
        request.dataFile = plates.url("tables/plates.csv");
        request.groupBy = "Well";
        request.s3.resultsUrl = results.url("night/{Well}");
        request.s3.keepLocal = false;
        return request;
    }

    private SubmitRequest harmonyInS3() throws IOException {
        HarmonyXml first = new HarmonyXml(5, "P 1's", "HOECHST 33342", "Alexa 488");
        put("P 1's__2021-M1", "Index.idx.xml", first, first.place(1, 1, 1));
        HarmonyXml second = new HarmonyXml(7, "P2", "Alexa 488", "HOECHST 33342");
        put("P2__2024-M1", "Index.xml", second, second.place(1, 1, 1));
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = plates.url("2026/");
        request.imagePattern = "OperaPhenix";
        request.groupBy = "PlateName,Well";
        return request;
    }

    private void put(String plate, String index, HarmonyXml text, List<String> names) {
        plates.put("2026/" + plate + "/Images/" + index, text.toString());
        names.forEach(name -> plates.put("2026/" + plate + "/Images/" + name, "x"));
    }

    /**
     * Makes each move of some phases twice, the second time from the state before the first, and reads the state after each. Of
     * each phase six moves, as one that leads back to an earlier phase would do so without end.
     */
    private Outcome runWithRestarts(SubmitRequest request, Set<SubmitPhase> phases) throws Exception {
        jenkins = TestSubmitContext.of(cluster, aws, request);
        jenkins.save();
        Path state = jenkins.folder().resolve("operation.xml");
        Map<SubmitPhase, Integer> made = new EnumMap<>(SubmitPhase.class);
        while (true) {
            byte[] before = Files.readAllBytes(state);
            SubmitPhase phase = jenkins.submission().state().phase();
            // a listing on the head node saves its name before it begins
            boolean repeatable = phases.contains(phase)
                    && (phase != SubmitPhase.DROP_RESULTS
                            || jenkins.submission().state().listing != null);
            if (jenkins.move()) {
                return jenkins.submission().outcome();
            }
            if (repeatable && made.merge(phase, 1, Integer::sum) <= 6) {
                Files.write(state, before);
                repeated.add(phase);
            }
            jenkins.reload();
        }
    }

    private void assertDone(Outcome outcome) {
        assertThat(outcome.message() + "\n" + String.join("\n", jenkins.log), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
    }

    @Test
    public void aTableInS3ItsObjectsTheTryOfS3AndTheRemovalOfCopiesMayBeRepeatedAtEachMove() throws Exception {
        Set<SubmitPhase> phases = EnumSet.of(
                SubmitPhase.COPY_TABLE,
                SubmitPhase.MAKE_PLAN,
                SubmitPhase.FIND_OBJECTS,
                SubmitPhase.TRY_S3,
                SubmitPhase.DROP_RESULTS);
        assertDone(runWithRestarts(tableInS3(), phases));
        assertThat(repeated, is(phases));
        assertThat(
                results.keys(),
                is(List.of(
                        "night/A01/hummingbird-manifest.tsv",
                        "night/A01/result.csv",
                        "night/A02/hummingbird-manifest.tsv",
                        "night/A02/result.csv")));
        try (Stream<Path> files = Files.walk(cluster.output().resolve("A01").toRealPath())) {
            assertThat(files.filter(Files::isRegularFile).toList(), is(List.of()));
        }
        assertThat(jenkins.artifact("outputs.csv"), containsString("," + results.url("night/A02/result.csv")));
    }

    @Test
    public void harmonysIndexesInS3MayBeReadAgainAtEachMove() throws Exception {
        TestSet.takesMinutes();
        Set<SubmitPhase> phases =
                EnumSet.of(SubmitPhase.LIST_OBJECTS, SubmitPhase.READ_OBJECT_INDEXES, SubmitPhase.TRY_S3);
        assertDone(runWithRestarts(harmonyInS3(), phases));
        assertThat(repeated, is(phases));
        String images = plates.url("2026");
        assertThat(
                jenkins.uploaded("table.csv"),
                containsString(
                        images + "/P 1's__2021-M1/Images/r01c01f01p01-ch2sk1fk1fl1.tiff," + images
                                + "/P 1's__2021-M1/Images/r01c01f01p01-ch1sk1fk1fl1.tiff,P 1's__2021-M1,01,01,01,01,1,A01,P 1's,"));
        assertThat(
                jenkins.log,
                hasItem("Harmony's index says: ch1 is Alexa_488, ch2 is HOECHST_33342;"
                        + " or ch1 is HOECHST_33342, ch2 is Alexa_488"));
        assertThat(Files.exists(jenkins.folder().resolve(SubmissionFiles.IMAGES)), is(false));
        assertThat(Files.exists(jenkins.folder().resolve("index-0.xml")), is(false));
    }

    @Test
    public void aCopyOfAnIndexThatIsLostIsMadeAgain() throws Exception {
        jenkins = TestSubmitContext.of(cluster, aws, harmonyInS3());
        jenkins.save();
        jenkins.runUntil(state -> state.phase() == SubmitPhase.READ_OBJECT_INDEXES && state.objects.indexes == 2);
        Files.delete(jenkins.folder().resolve("index-0.xml"));
        jenkins.reload();
        jenkins.runUntil(state -> state.isPast(SubmitPhase.READ_OBJECT_INDEXES));
        assertThat(jenkins.submission().state().phase(), is(SubmitPhase.MAKE_PLAN));
        assertThat(jenkins.abort().kind(), is(Outcome.Kind.STOPPED));
    }

    @Test
    public void anAbortBeforeAnythingIsSubmittedLeavesNothing() throws Exception {
        for (SubmitPhase phase : List.of(SubmitPhase.COPY_TABLE, SubmitPhase.FIND_OBJECTS, SubmitPhase.TRY_S3)) {
            jenkins = TestSubmitContext.of(cluster, aws, tableInS3());
            jenkins.save();
            jenkins.runUntil(state -> state.phase() == phase);
            jenkins.save();
            Outcome outcome = jenkins.abort();
            assertThat(phase + ": " + outcome.message(), outcome.kind(), is(Outcome.Kind.STOPPED));
        }
        assertThat(results.keys(), is(List.of()));
    }
}
