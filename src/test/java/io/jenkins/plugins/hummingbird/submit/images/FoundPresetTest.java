package io.jenkins.plugins.hummingbird.submit.images;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.cellprofiler.HarmonyXml;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Submissions that name neither an image table nor how to make one, or imagePattern: 'auto'. */
public class FoundPresetTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private SubmitRequest request;
    private Path images;
    private TestSubmitContext jenkins;

    @Before
    public void images() throws Exception {
        images = cluster.folder().resolve("images");
        request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.groupBy = "Plate,Well";
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = images.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private void twoWells() throws IOException {
        write("P 1_A01_s1_w1.tif", "P 1_A01_s1_w2.tif", "P 1_A01_s2_w1.tif", "P 1_A01_s2_w2.tif");
        write("P 1_A02_s3_w1.tif", "P 1_A02_s3_w2.tif", "notes.txt");
    }

    private Outcome run() throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        return jenkins.runToEnd();
    }

    private String refusal() throws Exception {
        Outcome outcome = run();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(jenkins.log, not(hasItem(startsWith("submitted"))));
        return outcome.message();
    }

    @Test
    public void withLoadDataAndImagesAloneThePresetIsFoundAndSaid() throws Exception {
        twoWells();
        jenkins = TestSubmitContext.of(cluster, request);
        while (!jenkins.move()) {
            jenkins.reload();
        }
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(2L));
        assertThat(Files.exists(cluster.output().resolve("P%201-A02/result.csv")), is(true));
        for (String line : List.of(
                "The pipeline has LoadData, and no image table is given: it is made of the names of the files below "
                        + images + ", as by imagePattern: 'auto'",
                "imagePattern: the preset ImageXpress fits the names below " + images + ": it explains 6 of 6 images",
                "WARNING: 1 files below " + images + " do not match the preset ImageXpress of imagePattern and are left"
                        + " out, such as notes.txt",
                "the table made by imagePattern has 3 image sets: 1 plate, 2 wells, up to 2 sites in a well, 2 channels",
                "The channels of the table are w1, w2",
                "3 image sets in 2 groups by Plate, Well")) {
            assertThat(jenkins.log, hasItem(line));
        }
    }

    @Test
    public void whenTheChannelsDifferFromThePipelinesAMappingIsSuggestedWhichThenFits() throws Exception {
        twoWells();
        request.imagePattern = "auto";
        request.pipelineText = request.pipelineText.replace("ModuleCount:2", "ModuleCount:3")
                + "\nMeasureImageIntensity:[module_num:3|svn_version:'Unknown'|variable_revision_number:4|show_window:"
                + "False|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]\n"
                + "    Select images to measure:DNA\n";
        assertThat(refusal(), containsString("such as channels: 'DNA=w1'"));
        assertThat(
                jenkins.log,
                hasItem("WARNING: the channels of the table are w1, w2, and the pipeline works on DNA: say which is"
                        + " which, such as channels: 'DNA=w1'"));
        request.imagePattern = "";
        request.channels = "DNA=w1";
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(state -> state.phase() == SubmitPhase.SUBMIT);
        assertThat(jenkins.log, hasItem("The channels of the table are DNA, w2; the pipeline does not work on w2"));
    }

    @Test
    public void aKeyThatThePresetDoesNotGiveAndNamesThatNoneFitsAreRefused() throws Exception {
        twoWells();
        request.groupBy = "Plate,Timeline";
        assertThat(refusal(), startsWith("The image table has no column Metadata_Timeline to group by. Its metadata"));
        write("x.tif");
        assertThat(
                refusal(),
                allOf(
                        startsWith("No preset of imagePattern fits the names of the 7 images below " + images),
                        containsString("ImageXpress matches 85.7 %, but not x.tif.")));
    }

    @Test
    public void harmonysIndexNamesTheChannelsAsWhereThePresetIsNamed() throws Exception {
        HarmonyXml index = new HarmonyXml(5, "P1", "HOECHST 33342", "Alexa 488");
        for (String name : index.place(1, 1, 1)) {
            write("P1__2021-M1/Images/" + name);
        }
        Files.writeString(images.resolve("P1__2021-M1/Images/Index.idx.xml"), index.toString());
        request.groupBy = "PlateName,Well";
        Outcome outcome = run();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.log, hasItem(containsString("the preset OperaPhenix fits the names below")));
        assertThat(jenkins.log, hasItem("Harmony's index says: ch1 is HOECHST_33342, ch2 is Alexa_488"));
        assertThat(jenkins.uploaded("header.csv"), startsWith("FileName_Alexa_488,"));
    }

    @Test
    public void aPipelineWithoutLoadDataStillGetsTheFilesThemselvesAndNoParametersOfATable() throws Exception {
        twoWells();
        request.groupBy = "";
        String images = "Images:[module_num:1|svn_version:'Unknown'|variable_revision_number:2|enabled:True]\n"
                + "    :\n    Filter images?:Images only\n\n"
                + "NamesAndTypes:[module_num:2|svn_version:'Unknown'|variable_revision_number:8|enabled:True]\n"
                + "    Assign a name to:All images\n    Name to assign these images:DNA\n\n";
        int loadData = request.pipelineText.indexOf("LoadData:");
        int next = request.pipelineText.indexOf("ExportToSpreadsheet:");
        request.pipelineText =
                request.pipelineText.substring(0, loadData) + images + request.pipelineText.substring(next);
        request.channels = "DNA=w1";
        request.illumination = "x.npy";
        assertThat(
                refusal(),
                allOf(
                        startsWith(
                                "The submission cannot start: illumination adds to an image table, and there is none"),
                        containsString("; channels names the channels of an image table, and there is none")));
        assertThat(jenkins.submission().state().foundPattern, is(nullValue()));
        request.channels = "";
        request.illumination = "";
        request.imagePattern = "auto";
        assertThat(refusal(), containsString("there is no enabled LoadData module, which reads the image table"));
    }
}
