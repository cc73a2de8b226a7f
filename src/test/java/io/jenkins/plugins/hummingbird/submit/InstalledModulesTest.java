package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The modules that a real CellProfiler on the head node has. */
public class InstalledModulesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(2).build();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSurroundings submission(String module) throws Exception {
        SubmitRequest request = cluster.request("ok");
        request.cellprofiler = CELL_PROFILER.command() + " -L DEBUG";
        request.pipelineText = Files.readString(Path.of("docs/examples/nuclei.cppipe"))
                .replace("MeasureObjectSizeShape:", module + ":");
        request.groupBy = "Well";
        return TestSurroundings.of(cluster, request);
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
        TestSurroundings jenkins = submission("MeasureNeurons");
        jenkins.runUntil(s -> s.phaseName().equals(Phase.SUBMIT.name()));
        assertThat(jenkins.submission().phaseName(), is(Phase.SUBMIT.name()));
        assertThat(jenkins.log, not(hasItem(containsString("MeasureNeurons"))));
    }
}
