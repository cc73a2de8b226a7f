package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Image tables that we make, as a real CellProfiler reads them. */
public class RealIlluminationTest {
    /** Divides each of two images by its illumination function. */
    private static final String CORRECTION = String.join(
            "\n",
            "",
            "CorrectIlluminationApply:[module_num:7|svn_version:'Unknown'|variable_revision_number:5|show_window:False"
                    + "|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]",
            "    Select the input image:DNA",
            "    Name the output image:CorrectedDNA",
            "    Select the illumination function:IllumDNA",
            "    Select how the illumination function is applied:Divide",
            "    Select the input image:Actin",
            "    Name the output image:CorrectedActin",
            "    Select the illumination function:IllumActin",
            "    Select how the illumination function is applied:Divide",
            "    Set output image values less than 0 equal to 0?:Yes",
            "    Set output image values greater than 1 equal to 1?:Yes",
            "");

    /** Writes a flat function for each plate and channel, of the size that make-plates draws. */
    private static final String FUNCTIONS = String.join(
            "\n",
            "import os, sys, numpy",
            "functions = sys.argv[1]",
            "os.makedirs(functions)",
            "for plate in sys.argv[2:]:",
            "    for channel in ('DNA', 'Actin'):",
            "        numpy.save(os.path.join(functions, plate + '_Illum' + channel), numpy.ones((256, 256)))");

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(2).build();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private static Path top() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("src/local/plates"))) {
            at = at.getParent();
        }
        return at;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(top().toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out, process.waitFor(), is(0));
    }

    @Test
    public void functionsAndWellsReachCellProfiler() throws Exception {
        String images = cluster.folder().resolve("images").toString();
        String functions = cluster.folder().resolve("illum").toString();
        run(
                "python3",
                "src/local/plates/make-plates",
                images,
                "--intact",
                "--wells",
                "A12",
                "--sites",
                "1",
                "--plates",
                "0123",
                "P 2");
        run(
                Path.of(CELL_PROFILER.command()).resolveSibling("python").toString(),
                "-c",
                FUNCTIONS,
                functions,
                "0123",
                "P 2");
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images;
        // of A12, as if it were row 1 and column 2: LoadData cannot make a well of two numbers
        request.imagePattern =
                "(?P<Plate>[^/]+)/[A-P](?P<Well_Row>1)(?P<Well_Column>2)_s(?P<Site>.)_w(?P<Channel>[^.]+)[.]tif";
        request.illumination = functions + "/{Plate}_Illum{Channel}.npy";
        request.pipelineText =
                Files.readString(top().resolve("docs/examples/nuclei.cppipe")).replace("ModuleCount:6", "ModuleCount:7")
                        + CORRECTION;
        request.groupBy = "Plate,Well";
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        TestSurroundings jenkins = TestSurroundings.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        String table = Files.readString(cluster.output().resolve("P%202-A02/Image.csv"));
        assertThat(table, containsString("FileName_IllumActin"));
        assertThat(table, containsString("P 2_IllumDNA.npy"));
        assertThat(table, not(containsString("nan,nan,nan")));
    }
}
