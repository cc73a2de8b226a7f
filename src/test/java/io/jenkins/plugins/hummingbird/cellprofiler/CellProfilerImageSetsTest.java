package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.files.ImageFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Compares the groups of files with the image sets of a real CellProfiler: for all files at once, and for the files of
 * each group alone.
 */
public class CellProfilerImageSetsTest {
    @ClassRule
    public static final CellProfilerImageSetsRule CELL_PROFILER = new CellProfilerImageSetsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Path pipeline(Path root, PipelineText modules) throws IOException {
        return Files.writeString(
                root.resolve("my.cppipe"),
                "CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\nDateRevision:428\n"
                        + "GitHash:\nModuleCount:4\nHasImagePlaneDetails:False\n\n" + modules.text());
    }

    private void assertAsCellProfiler(PipelineText modules, String... paths) throws Exception {
        Path root = folder.newFolder().toPath();
        ImageFiles files = new ImageFiles(modules.pipeline(), List.of());
        for (String path : paths) {
            files.add(path);
        }
        Path all = root.resolve("all");
        List<Group> groups = files.write(all);
        byte[] sorted = Files.readAllBytes(all);
        Files.write(all, List.of(paths));
        List<Path> lists = new ArrayList<>(List.of(all));
        for (int i = 0; i < groups.size(); i++) {
            int end = (int) (groups.get(i).offset() + groups.get(i).length());
            Path own = root.resolve("group" + i);
            lists.add(Files.write(
                    own, Arrays.copyOfRange(sorted, (int) groups.get(i).offset(), end)));
        }
        Map<Integer, Map<String, List<String>>> theirs = new LinkedHashMap<>();
        Map<String, Long> first = new LinkedHashMap<>();
        for (String line : CELL_PROFILER.of(pipeline(root, modules), lists)) {
            String[] fields = line.split("\t", 4);
            // where no file has the key, CellProfiler has another word for that
            fields[2] = fields[2].equals("nan") ? "None" : fields[2];
            theirs.computeIfAbsent(Integer.valueOf(fields[0]), n -> new LinkedHashMap<>())
                    .computeIfAbsent(fields[2], g -> new ArrayList<>())
                    .add(fields[3]);
            if (fields[0].equals("0")) {
                first.putIfAbsent(fields[2], Long.valueOf(fields[1]));
            }
        }
        Map<String, List<String>> ofAllFiles = theirs.get(0);
        assertThat(ofAllFiles.isEmpty(), is(false));
        assertThat("the groups and their order", names(groups), is(List.copyOf(ofAllFiles.keySet())));
        for (int i = 0; i < groups.size(); i++) {
            String name = String.join("/", groups.get(i).values());
            assertThat(name + " alone", theirs.get(i + 1), is(Map.of(name, ofAllFiles.get(name))));
            assertThat(name, groups.get(i).rows(), is(ofAllFiles.get(name).size()));
            assertThat(name, groups.get(i).firstImage(), is(first.get(name)));
        }
    }

    private static List<String> names(List<Group> groups) {
        return groups.stream().map(group -> String.join("/", group.values())).toList();
    }

    @Test
    public void filesWithoutAKeyAndGroupsWithoutAnImageSet() throws Exception {
        assertAsCellProfiler(
                new PipelineText()
                        .extract("File name", "^(?P<Plate>P[0-9])_")
                        .assign("DNA", "and (file does contain \"_w1\")")
                        .groupBy("Plate"),
                "/d/P1_w1.tif",
                "/d/P2_thumb.tif",
                "/d/P3_w1.tif",
                "/d/overview_w1.tif",
                "/d/overview.tif");
    }

    @Test
    public void matchedByMetadataWithPlatesOfAnyName() throws Exception {
        List<String> paths = new ArrayList<>();
        for (String plate : new String[] {"0123", "1E05", "a b", "P'2", "ü%20", "A", "a", "\uFF5E"}) {
            for (String image : new String[] {"A01_s1", "A01_s10", "B02_s2"}) {
                paths.add("/d/" + plate + "/" + image + "_wDNA.tif");
                paths.add("/d/" + plate + "/" + image + "_wActin.tif");
            }
        }
        paths.add("/d/a/C03_s1_wDNA.tif");
        paths.add("/d/A/C03_s1_wActin.tif");
        paths.add("/d/.hidden/C03_s1_wActin.tif");
        paths.add("/d/a/C03_s1_wDNA.txt");
        assertAsCellProfiler(PipelineText.ofPlates(), paths.toArray(String[]::new));
    }

    @Test
    public void illuminationFunctionsOfAPlateAmongWells() throws Exception {
        PipelineText modules = new PipelineText()
                .filter("Custom", "or (extension does isimage) (file does endwith \".npy\")")
                .extract(
                        "File name",
                        "^Channel (?P<ChannelNumber>[0-9])-[0-9]{2}-(?P<WellRow>[A-P])-(?P<WellCol>[0-9]{2})")
                .extract("Folder name", "(?P<Folder>[^/]*)$")
                .assign("Illum", "and (file does eq \"Illum.npy\")")
                .assign("DNA", "and (file does contain \"Channel 1\")")
                .assign("Protein", "and (metadata does ChannelNumber \"2\")")
                .match("[{u'Illum': u'Folder', u'DNA': u'Folder', u'Protein': u'Folder'},"
                        + " {u'Illum': None, u'DNA': u'Well', u'Protein': u'Well'}]")
                .groupBy("Folder", "Well");
        assertAsCellProfiler(
                modules,
                "/v/P1/Channel 1-01-A-01.tif",
                "/v/P1/Channel 1-02-A-02.tif",
                "/v/P1/Channel 2-01-A-01.tif",
                "/v/P1/Channel 2-02-A-02.tif",
                "/v/P1/Illum.npy",
                "/v/P2/Channel 1-01-A-01.tif",
                "/v/P2/Channel 2-01-A-01.tif",
                "/v/P2/Illum.npy");
    }

    @Test
    public void matchedByOrderInTheOrderOfUrls() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("Folder name", ".*[\\\\/](?P<Run>.*)$")
                .assign("G", "and (file does containregexp \"_G[.]\")")
                .assign("R", "and (file does containregexp \"_R[.]\")")
                .groupBy("Run");
        List<String> paths = new ArrayList<>();
        for (String run : new String[] {"r 1", "r-1", "r+1", "R1", "r~1", "r1", "ré"}) {
            for (String image : new String[] {"1", "10", "2", "2 b", "2&b"}) {
                paths.add("/d/" + run + "/" + image + "_G.png");
                paths.add("/d/" + run + "/" + image + "_R.png");
            }
        }
        assertAsCellProfiler(modules, paths.toArray(String[]::new));
    }

    @Test
    public void framesAreRefusedIfCellProfilerSortsThemAsText() throws Exception {
        for (String key : List.of("Moment", "T")) {
            PipelineText modules = new PipelineText()
                    .extract("File name", "^t(?P<" + key + ">[0-9]+)")
                    .assign("A", "and (file does contain \"_w1\")")
                    .assign("B", "and (file does contain \"_w2\")")
                    .match("[{'A': '" + key + "', 'B': '" + key + "'}]");
            List<String> paths = List.of(
                    "/d/t9_w1.tif",
                    "/d/t9_w2.tif",
                    "/d/t10_w1.tif",
                    "/d/t10_w2.tif",
                    "/d/t011_w1.tif",
                    "/d/t011_w2.tif");
            Path root = folder.newFolder().toPath();
            Path list = Files.write(root.resolve("all"), paths);
            List<String> theirs = CELL_PROFILER.of(pipeline(root, modules), List.of(list)).stream()
                    .map(line -> line.replaceAll(".*/t0?([0-9]+)_w2.*", "$1"))
                    .toList();
            ImageFiles ours = new ImageFiles(modules.track().pipeline(), List.of());
            for (String path : paths) {
                ours.add(path);
            }
            if (theirs.equals(List.of("9", "10", "11"))) {
                ours.write(root.resolve("list"));
            } else {
                assertThat(theirs, is(List.of("11", "10", "9")));
                assertThrows(OperationException.class, () -> ours.write(root.resolve("list")));
            }
        }
    }

    @Test
    public void allImagesOfOneChannelWithAConditionalExtraction() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("File name", "^(?P<Specimen>[^_]+)_(?P<Frame2>[0-9]+)")
                .extract(
                        "Extract from file/folder names",
                        "File name",
                        "^new-(?P<Specimen>[^_]+)",
                        "and (file does startwith \"new\") (extension does istif)")
                .groupBy("Specimen");
        assertAsCellProfiler(
                modules, "/t/b_1.tif", "/t/a_2.tif", "/t/a_1.tif", "/t/new-a_3.tif", "/t/new-a_3.png", "/t/n.csv");
    }

    @Test
    public void oneGroupOfAllImages() throws Exception {
        PipelineText modules = new PipelineText().filter("No filtering", "and (extension does isimage)");
        assertAsCellProfiler(modules, "/t/a.tif", "/t/b.weird");
    }
}
