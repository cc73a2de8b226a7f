package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Whole submissions of drawn images through a real CellProfiler. */
public class RealCellProfilerTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Path images;

    private SubmitRequest plates(String... makePlates) throws Exception {
        images = cluster.folder().resolve("images");
        Plates.make(images, makePlates);
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[A-P][0-9]{2})_s(?<Site>[0-9]+)_w(?<Channel>[^.]+)[.]tif";
        request.pipelineText = Files.readString(Plates.top().resolve("docs/examples/nuclei.cppipe"));
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        return request;
    }

    private void assertNucleiAsDrawn() throws Exception {
        Plates.run(List.of(
                "python3",
                "src/local/plates/count-nuclei",
                images.toString(),
                cluster.output().toString()));
    }

    @Test
    public void platesOfAnyNameRunThrough() throws Exception {
        SubmitRequest request = plates(
                "--intact", "--wells", "A01", "--sites", "1", "--plates", "O'Hara $(touch x)", "Pl,a=te", "-g", "ü");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(4L));
        assertNucleiAsDrawn();
        assertThat(
                jenkins.artifact("groups.csv"),
                containsString("O'Hara $(touch x),A01,O%27Hara%20%24%28touch%20x%29-A01"));
        assertThat(Files.isDirectory(cluster.output().resolve("%C3%BC-A01")), is(true));
    }

    @Test
    public void aDamagedImageFailsItsGroupAloneAndSaysWhy() throws Exception {
        SubmitRequest request = plates("--wells", "A01", "A02", "--sites", "2", "--plates", "P1");
        request.onFailed = SubmitRequest.UNSTABLE;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.UNSTABLE));
        assertThat(outcome.message(), containsString("Plate=P1, Well=A02"));
        assertThat(outcome.result().get("completed"), is(1L));
        assertThat(jenkins.artifact("groups.csv"), containsString("CellProfiler ended with exit code "));
        assertNucleiAsDrawn();
    }

    @Test
    public void anImageSetSkippedOnTheWayIsNamedWhateverLogLevelTheCommandSets() throws Exception {
        SubmitRequest request = plates("--wells", "A01", "A02", "--sites", "2", "--plates", "P1");
        Path command = cluster.folder().resolve("always-continue");
        Files.writeString(
                command, "#!/bin/sh\nexec '" + CELL_PROFILER.command() + "' --always-continue -L WARNING \"$@\"\n");
        command.toFile().setExecutable(true);
        request.cellprofiler = command.toString();
        request.onFailed = SubmitRequest.UNSTABLE;
        request.retries = 0;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.UNSTABLE));
        assertThat(outcome.result().get("completed"), is(1L));
        assertThat(
                jenkins.artifact("groups.csv"),
                containsString("CellProfiler reports success, but only 1 of 2 image sets reached the last module"
                        + " without an error: missing of the group are 2: A02_s2_w"));
        assertNucleiAsDrawn();
    }

    @Test
    public void aModuleThatIsMissingOnTheNodesIsNoSuccess() throws Exception {
        SubmitRequest request = plates("--intact", "--wells", "A01", "--sites", "1", "--plates", "P1");
        request.pipelineText =
                request.pipelineText.replace("IdentifyPrimaryObjects:[module_num:2|", "ModuleOfAPlugin:[module_num:2|");
        // whose modules nobody can list beforehand
        Path command = cluster.folder().resolve("somewhere-else");
        Files.writeString(command, "#!/bin/sh\nexec '" + CELL_PROFILER.command() + "' \"$@\"\n");
        command.toFile().setExecutable(true);
        request.cellprofiler = command.toString();
        request.onFailed = SubmitRequest.UNSTABLE;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runToEnd();
        assertThat(jenkins.figures(), is(List.of("groups 1", "failed 1", "image sets 0 of 1")));
        assertThat(
                jenkins.groups("reason").get(0),
                containsString("CellProfiler reports success, but only 0 of 1 image sets reached the last module"));
    }

    @Test
    public void theWholeTableWithGroupsByOptionGivesTheSame() throws Exception {
        TestSet.takesMinutes();
        SubmitRequest request = plates("--intact", "--wells", "A01", "A02", "--sites", "1", "--plates", "P1");
        request.slice = false;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertNucleiAsDrawn();
    }
}
