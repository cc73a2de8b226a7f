package io.jenkins.plugins.hummingbird.submit.images;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.cellprofiler.HarmonyXml;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Plates of Opera Phenix with the index files of Harmony, on a real head node. */
public class HarmonySubmissionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private SubmitRequest request;
    private Path images;

    @Before
    public void images() throws Exception {
        images = cluster.folder().resolve("images");
        request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.imagePattern = "OperaPhenix";
        request.groupBy = "PlateName,Well";
    }

    private void write(String path, String text) throws IOException {
        Path file = images.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void write(String plate, String index, HarmonyXml text, List<String> names) throws IOException {
        write(plate + "/Images/" + index, text.toString());
        for (String name : names) {
            write(plate + "/Images/" + name, "x");
        }
    }

    private void twoPlates() throws IOException {
        HarmonyXml first = new HarmonyXml(5, "P 1's", "HOECHST 33342", "Alexa 488");
        write("P 1's__2021-M1", "Index.idx.xml", first, first.place(1, 1, 1));
        first.image(1, 2, 1, 1, "Failed", "").place(9, 9, 9);
        write("P 1's__2021-M1", "Index.idx.xml", first, List.of());
        // the same stains, acquired in the other order
        HarmonyXml second = new HarmonyXml(7, "P2", "Alexa 488", "HOECHST 33342");
        write("P2__2024-M1", "Index.xml", second, second.place(1, 1, 1));
    }

    private Outcome outcome() throws Exception {
        return TestSubmitContext.of(cluster, request).runToEnd();
    }

    @Test
    public void channelsOfEachPlateAreCalledWhatItsOwnIndexSaysAlsoAfterARestartAndALostAnswerAtEachMove()
            throws Exception {
        twoPlates();
        Shell shell = cluster.shell();
        Set<String> lost = new LinkedHashSet<>();
        Pattern asked = Pattern.compile("[.]indexes: ([a-z]+)");
        Shell losing = command -> {
            Result result = shell.run(command);
            Matcher action = asked.matcher(command.toString());
            if (action.find() && lost.add(action.group(1))) {
                throw new IOException("the connection broke");
            }
            return result;
        };
        String id = "harmony-" + cluster.folder().getFileName();
        TestSubmitContext jenkins =
                new TestSubmitContext(cluster.folder().resolve(id), losing, new Submission(id, request, Instant.now()));
        while (!jenkins.move()) {
            jenkins.reload();
        }
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(lost, is(Set.of("start", "poll", "end")));
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(
                jenkins.uploaded("header.csv"),
                startsWith("FileName_Alexa_488,PathName_Alexa_488,FileName_HOECHST_33342,PathName_HOECHST_33342,"));
        String table = jenkins.uploaded("table.csv");
        assertThat(
                table,
                containsString("r01c01f01p01-ch2sk1fk1fl1.tiff," + images
                        + "/P 1's__2021-M1/Images,r01c01f01p01-ch1sk1fk1fl1.tiff," + images
                        + "/P 1's__2021-M1/Images,P 1's__2021-M1,01,01,01,01,1,A01,P 1's,0,5E-06\n"));
        assertThat(
                table,
                containsString("r01c01f01p01-ch1sk1fk1fl1.tiff," + images + "/P2__2024-M1/Images,r01c01f01p01-ch2"));
        assertThat(
                jenkins.log,
                hasItem("Harmony's index says: ch1 is Alexa_488, ch2 is HOECHST_33342;"
                        + " or ch1 is HOECHST_33342, ch2 is Alexa_488"));
        assertThat(
                jenkins.log,
                hasItem(containsString(
                        "1 images have another state than Ok in Harmony's index; their image sets are left"
                                + " out, such as P 1's__2021-M1/Images/0102K1F1P1R1 (Failed)")));
        assertThat(
                jenkins.log,
                hasItem(containsString("2 images that Harmony's index names are not there, such as"
                        + " P 1's__2021-M1/Images/r09c09f09p01-ch1sk1fk1fl1.tiff, ")));
        assertThat(jenkins.log, not(hasItem(containsString("do not match"))));
        assertThat(Files.exists(jenkins.folder().resolve(SubmissionFiles.IMAGES)), is(false));
        assertThat(Files.exists(jenkins.folder().resolve("indexes.listing")), is(false));
    }

    @Test
    public void theTableIsMadeAnewWhenTheMoveThatRemovedTheListWasNotSaved() throws Exception {
        twoPlates();
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.save();
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_INDEXES && s.listing != null);
        Files.delete(jenkins.folder().resolve(SubmissionFiles.IMAGES));
        jenkins.reload();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
    }

    @Test
    public void anAbortWhileTheIndexIsCopiedLeavesNothing() throws Exception {
        twoPlates();
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.save();
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_INDEXES && s.listing != null);
        jenkins.submission().stop();
        jenkins.reload();
        jenkins.submission().stop();
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.STOPPED));
        assertThat(outcome.message(), is(""));
        assertThat(cluster.processes().toString(), is("[]"));
    }

    @Test
    public void aBrokenIndexAndAPlateWithoutOneAreRefusedBeforeAnythingIsSubmitted() throws Exception {
        twoPlates();
        write("P3/Images/r01c01f01p01-ch1sk1fk1fl1.tiff", "x");
        assertThat(
                outcome().message(),
                containsString("such as P3/Images/r01c01f01p01-ch1sk1fk1fl1.tiff. Add the missing index"));
        write("P3/Images/Index.idx.xml", "<EvaluationInputData><Images>");
        assertThat(outcome().message(), containsString("Harmony's index P3/Images/Index.idx.xml cannot be read: "));
        write("P3/Images/Index.idx.xml", "<Other/>");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.FAILED));
        assertThat(
                jenkins.log,
                hasItem(containsString(
                        "1 files are called like an index of Harmony, and are none, such as P3/Images/")));
    }

    private Path answer(String most, String... paths) throws Exception {
        Path answer = cluster.folder().resolve("answer");
        try (OutputStream out = Files.newOutputStream(answer)) {
            Result result = cluster.shell()
                    .run(RemoteScripts.INDEXES
                            .command(images.toString(), most)
                            .stdin((String.join("\0", paths) + "\0").getBytes(StandardCharsets.UTF_8))
                            .output(out, 1 << 30));
            assertThat(result.err(), result.succeeded(), is(true));
        }
        return answer;
    }

    @Test
    public void filesComeWholeAndInTheirOrderUnlessTheyAreTooManyBytes() throws Exception {
        write("a\nb/Index.xml", "one\n2");
        write("-c/$(x).xml", "");
        write("d/Index.xml", "three");
        String[] paths = {"a\nb/Index.xml", "-c/$(x).xml", "d/Index.xml"};
        try (IndexFiles files = new IndexFiles(answer("10", "gone/Index.xml"), "/im", 10)) {
            assertThrows(OperationException.class, () -> files.next("gone"));
        }
        try (IndexFiles files = new IndexFiles(answer("10", paths), "/im", 10)) {
            assertThat(files.next("a").read(), is((int) 'o'));
            assertThat("nothing is left of the first", files.next("b").readAllBytes().length, is(0));
            assertThat(new String(files.next("c").readAllBytes(), StandardCharsets.UTF_8), is("three"));
            assertThrows(EOFException.class, () -> files.next("d"));
        }
        Path more = answer("9", paths);
        String message = assertThrows(OperationException.class, () -> new IndexFiles(more, "/im", 9))
                .getMessage();
        assertThat(
                message, startsWith("Harmony's index files below /im have 10 bytes together, and up to 9 are read."));
        assertThat("they are not sent", Files.size(more) < 30, is(true));
    }

    @Test
    public void anIndexThatMayNotBeReadIsRefused() throws Exception {
        Path answer = cluster.folder().resolve("refused");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(answer))) {
            out.write("7\nalice may not, or it is gone\n".getBytes(StandardCharsets.UTF_8));
        }
        try (IndexFiles files = new IndexFiles(answer, "/im", 10)) {
            assertThat(
                    assertThrows(OperationException.class, () -> files.next("P/Index.xml"))
                            .getMessage(),
                    startsWith(
                            "Harmony's index P/Index.xml cannot be read: alice may not, or it is gone. Let that user"));
        }
    }
}
