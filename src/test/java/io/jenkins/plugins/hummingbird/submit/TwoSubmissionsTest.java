package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
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

/** A real CellProfiler makes illumination functions in one submission and reads them in the next. */
public class TwoSubmissionsTest {
    /** Saves the corrected image of each site. */
    private static final String SAVE =
            """
            SaveImages:[module_num:1|svn_version:'Unknown'|variable_revision_number:16|show_window:False|notes:[]|batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]
                Select the type of image to save:Image
                Select the image to save:CorrectedDNA
                Select method for constructing file names:Single name
                Select image name for file prefix:None
                Enter single file name:\\g<Site>_Corrected
                Number of digits:4
                Append a suffix to the image file name?:No
                Text to append to the image name:
                Saved file format:tiff
                Output file location:Default Output Folder|
                Image bit depth:16-bit integer
                Overwrite existing files without warning?:Yes
                When to save:Every cycle
                Record the file and path information to the saved image?:Yes
                Create subfolders in the output folder?:No
                Base image folder:Elsewhere...|
                How to save the series:T (Time)
                Save with lossless compression?:Yes
            """;

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void leaveEveryRecordedPathInPlace() throws Exception {
        TestSet.takesMinutes();
        Path images = cluster.folder().resolve("images");
        Plates.make(images, "--intact", "--wells", "A01", "--sites", "2", "--plates", "P1", "P 2");
        Path functions = cluster.folder().resolve("functions");
        SubmitRequest request = request(images, functions);
        request.pipelineText = example("illumination");
        request.groupBy = "Plate";
        run("first", request);

        Path corrected = cluster.folder().resolve("corrected");
        request = request(images, corrected);
        request.illumination = functions + "/{%Plate}/Illum{Channel}.npy";
        request.pipelineText = withSavedImages(example("corrected-nuclei"));
        run("second", request);

        assertThat("images, functions and corrected images", recordedFiles(corrected), hasSize(8 + 4 + 4));
    }

    private SubmitRequest request(Path images, Path output) throws Exception {
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = images.toString();
        request.imagePattern = "(?<Plate>[^/]+)/(?<Well>[A-P][0-9]{2})_s(?<Site>[0-9]+)_w(?<Channel>[^.]+)[.]tif";
        request.output = output.toString();
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        return request;
    }

    private static String example(String name) throws Exception {
        return Files.readString(Plates.top().resolve("docs/examples/" + name + ".cppipe"));
    }

    /** Puts a module in front of the last one, the export. */
    private static String withSavedImages(String pipeline) {
        List<String> parts = new ArrayList<>(List.of(pipeline.strip().split("\n\n")));
        parts.add(parts.size() - 1, SAVE.strip());
        parts.set(0, parts.get(0).replaceAll("ModuleCount:\\d+", "ModuleCount:" + (parts.size() - 1)));
        for (int i = 1; i < parts.size(); i++) {
            parts.set(i, parts.get(i).replaceFirst("module_num:\\d+", "module_num:" + i));
        }
        return String.join("\n\n", parts) + "\n";
    }

    private void run(String id, SubmitRequest request) throws Exception {
        TestSubmitContext jenkins = new TestSubmitContext(
                cluster.folder().resolve(id), cluster.shell(), new Submission(id, request, Instant.now()));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.figures(), is(List.of("groups 2", "completed 2", "image sets 4")));
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
