package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What a real CellProfiler writes into its tables in one submission is read by the next. */
public class TwoSubmissionsTest {
    private static final String CALCULATE =
            """
            CorrectIlluminationCalculate:[module_num:1|svn_version:'Unknown'|variable_revision_number:2|show_window:False|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]
                Select the input image:DNA
                Name the output image:IllumDNA
                Select how the illumination function is calculated:Regular
                Dilate objects in the final averaged image?:No
                Dilation radius:1
                Block size:60
                Rescale the illumination function?:Yes
                Calculate function for each image individually, or based on all images?:All: Across cycles
                Smoothing method:No smoothing
                Method to calculate smoothing filter size:Automatic
                Approximate object diameter:10
                Smoothing filter size:10
                Retain the averaged image?:No
                Name the averaged image:IllumBlueAvg
                Retain the dilated image?:No
                Name the dilated image:IllumBlueDilated
                Automatically calculate spline parameters?:Yes
                Background mode:auto
                Number of spline points:5
                Background threshold:2.0
                Image resampling factor:2.0
                Maximum number of iterations:40
                Residual value for convergence:0.001
            """;

    private static final String APPLY =
            """
            CorrectIlluminationApply:[module_num:1|svn_version:'Unknown'|variable_revision_number:5|show_window:False|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]
                Select the input image:DNA
                Name the output image:CorrectedDNA
                Select the illumination function:IllumDNA
                Select how the illumination function is applied:Divide
                Set output image values less than 0 equal to 0?:Yes
                Set output image values greater than 1 equal to 1?:Yes
            """;

    /** Image, how its file is named, the name, format, when. */
    private static final String SAVE =
            """
            SaveImages:[module_num:1|svn_version:'Unknown'|variable_revision_number:16|show_window:False|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]
                Select the type of image to save:Image
                Select the image to save:%s
                Select method for constructing file names:Single name
                Select image name for file prefix:None
                Enter single file name:%s
                Number of digits:4
                Append a suffix to the image file name?:No
                Text to append to the image name:
                Saved file format:%s
                Output file location:Default Output Folder|
                Image bit depth:16-bit integer
                Overwrite existing files without warning?:Yes
                When to save:%s
                Record the file and path information to the saved image?:Yes
                Create subfolders in the output folder?:No
                Base image folder:Elsewhere...|
                How to save the series:T (Time)
                Save with lossless compression?:Yes
            """;

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(2).build();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void leaveEveryRecordedPathInPlace() throws Exception {
        Path images = cluster.folder().resolve("images");
        Plates.make(images, "--intact", "--wells", "A01", "--sites", "2", "--plates", "P1", "P2");
        Path functions = cluster.folder().resolve("functions");
        SubmitRequest request = request(images, functions);
        request.pipelineText =
                pipeline("Plate", CALCULATE, SAVE.formatted("IllumDNA", "\\g<Plate>_IllumDNA", "npy", "Last cycle"));
        run("first", request, 2);

        Path corrected = cluster.folder().resolve("corrected");
        request = request(images, corrected);
        request.illumination = functions + "/{Plate}/{Plate}_Illum{Channel}.npy";
        request.pipelineText = pipeline(
                "Plate,Well", APPLY, SAVE.formatted("CorrectedDNA", "\\g<Site>_Corrected", "tiff", "Every cycle"));
        run("second", request, 2);

        assertThat("images and functions", recordedFiles(functions), hasSize(4 + 2));
        assertThat("images, functions and corrected images", recordedFiles(corrected), hasSize(4 + 2 + 4));
    }

    private SubmitRequest request(Path images, Path output) throws Exception {
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[A-P][0-9]{2})_s(?<Site>[0-9]+)_w(?<Channel>DNA)[.]tif";
        request.output = output.toString();
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        return request;
    }

    /** The example's way to read and to export, by other keys and with other modules in between. */
    private static String pipeline(String keys, String... modules) throws Exception {
        String[] example = Files.readString(Plates.top().resolve("docs/examples/nuclei.cppipe"))
                .split("\n\n");
        List<String> parts = new ArrayList<>();
        parts.add(example[1].replace("for grouping:Plate,Well", "for grouping:" + keys));
        parts.addAll(List.of(modules));
        parts.add(example[example.length - 1]);
        StringBuilder text =
                new StringBuilder(example[0].replaceAll("ModuleCount:\\d+", "ModuleCount:" + parts.size()));
        for (int i = 0; i < parts.size(); i++) {
            text.append("\n\n").append(parts.get(i).strip().replaceFirst("module_num:\\d+", "module_num:" + (i + 1)));
        }
        return text.append('\n').toString();
    }

    private void run(String id, SubmitRequest request, int groups) throws Exception {
        TestSurroundings jenkins = new TestSurroundings(
                cluster.folder().resolve(id), cluster.shell(), new Submission(id, request, Instant.now()));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                jenkins.figures(), is(List.of("groups " + groups, "completed " + groups, "image sets " + 2 * groups)));
    }

    /** The files that the groups' tables of images name, each of which is there. */
    private static Set<Path> recordedFiles(Path output) throws Exception {
        Set<Path> recorded = new TreeSet<>();
        try (Stream<Path> groups = Files.list(output)) {
            for (Path group : groups.filter(Files::isSymbolicLink).toList()) {
                try (CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(group.resolve("Image.csv"))) {
                    rows.stream().forEach(row -> recorded.addAll(files(row)));
                }
            }
        }
        for (Path file : recorded) {
            assertThat(file + " is there", Files.isRegularFile(file), is(true));
        }
        return recorded;
    }

    private static List<Path> files(NamedCsvRecord row) {
        List<Path> files = new ArrayList<>();
        for (String column : row.getHeader()) {
            String value = row.getField(column);
            if (column.startsWith("FileName_")) {
                files.add(Path.of(row.getField(column.replace("FileName_", "PathName_")), value));
            } else if (column.startsWith("URL_")) {
                files.add(Path.of(URI.create(value)));
            }
        }
        return files;
    }
}
