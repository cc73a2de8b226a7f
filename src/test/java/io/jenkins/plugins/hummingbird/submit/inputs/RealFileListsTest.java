package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.cellprofiler.PipelineText;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Whole submissions of pipelines without LoadData through a real CellProfiler. */
public class RealFileListsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Path images;

    private SubmitRequest plates(String inputModules, String... makePlates) throws Exception {
        images = cluster.folder().resolve("images");
        List<String> words = new ArrayList<>(List.of("--intact"));
        words.addAll(List.of(makePlates));
        Plates.make(images, words.toArray(String[]::new));
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.pipelineText = Plates.nucleiOf(inputModules);
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        return request;
    }

    private void assertNucleiAsDrawn() throws Exception {
        Plates.run(List.of(
                "src/local/plates/count-nuclei",
                images.toString(),
                cluster.output().toString()));
    }

    @Test
    public void platesFoundByTheMetadataModuleAreGroupsOfTheirOwn() throws Exception {
        SubmitRequest request = plates(
                PipelineText.ofPlates().text(), "--plates", "0123", "P'2", "--wells", "A01", "A02", "--sites", "1");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.log.toString(), containsString("4 image sets in 2 groups by Plate"));
        assertThat(outcome.result().get("completed"), is(2L));
        assertNucleiAsDrawn();
        assertThat(
                jenkins.artifact("groups.csv"),
                allOf(containsString("0123,0123,completed,"), containsString("P'2,P%272,completed,")));
    }

    @Test
    public void aWellIsRunAgainOnlyWhenOneOfItsFilesHasChanged() throws Exception {
        TestSet.takesMinutes();
        SubmitRequest request =
                plates(PipelineText.ofPlates().text(), "--plates", "P1", "--wells", "A01", "A02", "--sites", "2");
        request.groupBy = "Plate,Well";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertNucleiAsDrawn();

        Files.setLastModifiedTime(images.resolve("P1/A02_s2_wActin.tif"), FileTime.fromMillis(1_000_000_000_000L));
        jenkins = TestSubmitContext.of(cluster, request);
        outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("skipped"), is(1L));
        assertThat(jenkins.artifact("groups.csv"), containsString("P1,A01,P1-A01,skipped,"));
        assertNucleiAsDrawn();
    }
}
