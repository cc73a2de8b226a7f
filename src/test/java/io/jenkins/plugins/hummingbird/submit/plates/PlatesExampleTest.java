package io.jenkins.plugins.hummingbird.submit.plates;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The pipelines of docs/examples/plates.Jenkinsfile, run by a real CellProfiler one after the other as it does. */
public class PlatesExampleTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Path images;

    private Path output(String stage) {
        return cluster.folder().resolve("results").resolve(stage);
    }

    private SubmitRequest request(String stage, String pipeline, String keys) throws Exception {
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        // of A12, as if it were row 1 and column 2: LoadData cannot make a well of two numbers
        request.imagePattern =
                "(?P<Plate>[^/]+)/[A-P](?P<Well_Row>1)(?P<Well_Column>2)_s(?P<Site>.)_w(?P<Channel>[^.]+)[.]tif";
        request.pipelineText =
                Files.readString(Plates.top().resolve("docs/examples").resolve(pipeline));
        request.output = output(stage).toString();
        request.groupBy = keys;
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        return request;
    }

    private void run(SubmitRequest request) throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
    }

    @Test
    public void correctsEachPlateByItsOwnLight() throws Exception {
        TestSet.takesMinutes();
        images = cluster.folder().resolve("images");
        Plates.make(images, "--intact", "--wells", "A12", "--sites", "1", "--plates", "0123", "P 2");
        SubmitRequest illumination = request("illumination", "illumination.cppipe", "Plate");
        illumination.expectedFiles = "IllumDNA.npy,IllumActin.npy";
        run(illumination);

        run(request("quality", "quality.cppipe", "Plate,Well"));
        assertThat(
                Files.readString(output("quality").resolve("0123-A02/Image.csv")),
                containsString("ImageQuality_PowerLogLogSlope_DNA"));

        SubmitRequest nuclei = request("nuclei", "corrected-nuclei.cppipe", "Plate,Well");
        nuclei.illumination = output("illumination") + "/{%Plate}/Illum{Channel}.npy";
        run(nuclei);
        String table = Files.readString(output("nuclei").resolve("P%202-A02/Image.csv"));
        assertThat(table, containsString("FileName_IllumActin"));
        assertThat(table, containsString(output("illumination") + "/P%202"));
        assertThat(table, not(containsString("nan,nan,nan")));
    }
}
