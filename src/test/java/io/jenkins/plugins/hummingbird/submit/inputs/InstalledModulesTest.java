package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The modules that a real CellProfiler on the head node has, and what it reads of a pipeline. */
public class InstalledModulesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext submission(String module) throws Exception {
        SubmitRequest request = cluster.request("ok");
        request.cellprofiler = CELL_PROFILER.command() + " -L DEBUG";
        request.pipelineText = Files.readString(Path.of("docs/examples/nuclei.cppipe"))
                .replace("MeasureObjectSizeShape:", module + ":");
        request.groupBy = "Well";
        return TestSubmitContext.of(cluster, request);
    }

    private SubmitRequest filesOf(String pipeline) throws Exception {
        SubmitRequest request = cluster.request("ok");
        request.cellprofiler = "env LANG=C " + CELL_PROFILER.command();
        request.pipelineText = Files.readString(
                Path.of("src/test/resources/io/jenkins/plugins/hummingbird/cellprofiler/cases", pipeline + ".cppipe"));
        request.dataFileText = "";
        Path images = Files.createDirectories(cluster.folder().resolve("two"));
        for (String name : List.of("P1_A01_w1.tif", "P2_A01_w1.tif")) {
            Files.writeString(images.resolve(name), "pixels");
        }
        request.images = images.toString();
        return request;
    }

    @Test
    public void whatCellProfilerStopsAtIsRefusedInItsWords() throws Exception {
        Outcome outcome =
                TestSubmitContext.of(cluster, filesOf("missing_setting")).runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(
                outcome.message(),
                containsString("pipelineText: module 6, ExportToSpreadsheet, cannot be read by CellProfiler 4.2.8.1:"
                        + " AssertionError: assert (setting_count"));
    }

    @Test
    public void whatItHasReadIsKeptForTheNextSubmission() throws Exception {
        SubmitRequest request = filesOf("oldregex");
        request.groupBy = "Plate";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(
                jenkins.log,
                hasItem(allOf(startsWith("CellProfiler 4.2.8.1 on "), endsWith(" has read the pipeline"))));
        assertThat(jenkins.log, hasItem("2 image sets in 2 groups by Plate"));

        List<Path> kept;
        try (Stream<Path> files = Files.list(cluster.output().resolve(".hummingbird/readings"))) {
            kept = files.toList();
        }
        assertThat(kept.toString(), kept.size(), is(1));
        Files.writeString(kept.get(0), Files.readString(kept.get(0)).replace("version\t4.2.8.1", "version\tkept"));
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(jenkins.log, hasItem(startsWith("CellProfiler kept on ")));
    }

    @Test
    public void theListOfTheInstallationDecides() throws Exception {
        Outcome outcome = submission("MeasureBaz").runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(
                outcome.message(),
                containsString(
                        "module 3, MeasureBaz, is a module neither of the CellProfiler at " + CELL_PROFILER.command()));
    }

    @Test
    public void itsModulesAndTheirOldNamesAreKnown() throws Exception {
        TestSubmitContext jenkins = submission("MeasureNeurons");
        // its settings name other images than the table has
        jenkins.runUntil(s -> s.phase() == SubmitPhase.MAKE_PLAN);
        assertThat(String.join("\n", jenkins.log), jenkins.submission().phaseName(), is(SubmitPhase.MAKE_PLAN.name()));
        assertThat(jenkins.log, not(hasItem(containsString("MeasureNeurons"))));
    }
}
