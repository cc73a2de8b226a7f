package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A submission's groups taken together and a run of a real CellProfiler over the whole table have the same results. */
public class WholeTableTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void isTheSameForPlatesThatLookLikeNumbersAndWhoseRowsAreMixed() throws Exception {
        TestSet.takesMinutes();
        Path images = cluster.folder().resolve("images");
        Plates.make(images, "--intact", "--wells", "A01", "--sites", "2", "--plates", "P2", "0123", "1E05");
        List<String> table = mixed(Files.readAllLines(images.resolve("images.csv")));
        assertThat(table.get(1).contains(",P2,"), is(true));
        assertThat(table.get(2).contains(",0123,"), is(true));
        SubmitRequest request = cluster.requestFor(String.join("\n", table) + "\n");
        request.pipelineText = Files.readString(Plates.top().resolve("docs/examples/nuclei.cppipe"));
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.figures(), is(List.of("groups 3", "completed 3", "image sets 6")));
        assertThat(
                jenkins.groups("Metadata_Plate", "Metadata_Well", "firstImageNumber"),
                is(List.of("0123 A01 1", "1E05 A01 3", "P2 A01 5")));

        Path whole = runWhole(request);
        SortedSet<String> wholeImages = images(whole, 1);
        SortedSet<String> wholeNuclei = nuclei(whole, 1);
        SortedSet<String> groupImages = new TreeSet<>();
        SortedSet<String> groupNuclei = new TreeSet<>();
        for (String group : jenkins.groups("folder", "firstImageNumber")) {
            Path folder = cluster.output().resolve(group.split(" ")[0]);
            int first = Integer.parseInt(group.split(" ")[1]);
            groupImages.addAll(images(folder, first));
            groupNuclei.addAll(nuclei(folder, first));
        }
        assertThat(groupImages, is(wholeImages));
        assertThat(groupImages.size(), is(6));
        assertThat(groupNuclei, is(wholeNuclei));
        assertThat(groupNuclei, is(not(Collections.emptySet())));
    }

    /** The first row of each plate, then the second. */
    private static List<String> mixed(List<String> lines) {
        List<String> mixed = new ArrayList<>(lines.subList(0, 1));
        for (int site = 0; site < 2; site++) {
            for (int row = 1 + site; row < lines.size(); row += 2) {
                mixed.add(lines.get(row));
            }
        }
        return mixed;
    }

    private Path runWhole(SubmitRequest request) throws Exception {
        Path whole = Files.createDirectories(cluster.folder().resolve("whole"));
        Path pipeline = Files.writeString(whole.resolve("pipeline.cppipe"), request.pipelineText);
        Path table = Files.writeString(whole.resolve("images.csv"), request.dataFileText);
        List<String> words = new ArrayList<>(List.of(CELL_PROFILER.command(), "-c", "-r", "-p", pipeline.toString()));
        words.addAll(List.of("-i", whole.toString(), "-o", whole.toString(), "--data-file", table.toString()));
        Plates.run(words);
        return whole;
    }

    /** Each image set with its number in the whole, its file and how many nuclei it has. */
    private static SortedSet<String> images(Path folder, int first) throws Exception {
        return rows(folder.resolve("Image.csv"), first, "PathName_DNA", "FileName_DNA", "Count_Nuclei");
    }

    /** Each nucleus with the number of its image set in the whole. */
    private static SortedSet<String> nuclei(Path folder, int first) throws Exception {
        return rows(
                folder.resolve("Nuclei.csv"),
                first,
                "ObjectNumber",
                "AreaShape_Area",
                "AreaShape_Center_X",
                "Intensity_MeanIntensity_Actin");
    }

    private static SortedSet<String> rows(Path table, int first, String... columns) throws Exception {
        SortedSet<String> rows = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(table)) {
            for (NamedCsvRecord row : csv) {
                StringBuilder text = new StringBuilder();
                text.append(Integer.parseInt(row.getField("ImageNumber")) + first - 1);
                for (String column : columns) {
                    text.append(' ').append(row.getField(column));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
