package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Listings of vendors' software and tables of users: the files in the folders names and tables. */
public class RealInputsTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    /** The listings and tables that a test here has read; all of the folders must be among them. */
    private final Set<String> read = new TreeSet<>();

    private static Path folder(String name) throws Exception {
        return Path.of(RealInputsTest.class.getResource(name).toURI());
    }

    private void assertAllRead(String folder) throws Exception {
        try (Stream<Path> files = Files.list(folder(folder))) {
            assertThat(
                    read,
                    is(files.map(file -> file.getFileName().toString().replaceFirst("[.][a-z]+$", ""))
                            .collect(Collectors.toSet())));
        }
    }

    /** The columns of a listing's table, each with what stands below it. */
    private Map<String, List<String>> columns(String listing, String preset) throws Exception {
        read.add(listing);
        ImagePattern pattern = new ImagePattern(preset);
        for (String path : Files.readAllLines(folder("file-names").resolve(listing + ".txt"))) {
            pattern.add(path);
        }
        assertThat(listing, pattern.unmatched(), is(List.of()));
        Path written = temp.getRoot().toPath().resolve("images.csv");
        pattern.write("/images", written);
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (ImageTable table = new ImageTable(written, listing)) {
            while (table.hasNext()) {
                List<String> row = table.next();
                for (int i = 0; i < row.size(); i++) {
                    columns.computeIfAbsent(table.columns().get(i), c -> new ArrayList<>())
                            .add(row.get(i));
                }
            }
        }
        return columns;
    }

    private static List<String> channels(Map<String, List<String>> columns) {
        return columns.keySet().stream()
                .filter(column -> column.startsWith("FileName_"))
                .map(column -> column.substring("FileName_".length()))
                .toList();
    }

    @Test
    public void namesOfVendors() throws Exception {
        Map<String, List<String>> table = columns("imx_guid_underscore", "ImageXpress");
        assertThat(channels(table), is(List.of("w1", "w2")));
        assertThat(table.get("Metadata_Well"), is(List.of("C01")));
        table = columns("imx_guid_brackets", "ImageXpress");
        assertThat(channels(table), is(List.of("w1", "w2")));
        assertThat(table.get("Metadata_Well"), is(List.of("C16")));
        table = columns("imx_singlewave", "ImageXpress");
        assertThat(channels(table), is(List.of("w1")));
        assertThat(table.get("Metadata_Site"), is(List.of("1", "2")));
        table = columns("imx_zname", "ImageXpress");
        assertThat(channels(table), is(List.of("w1", "w2")));
        assertThat(table.get("Metadata_Z"), is(List.of("1", "2")));
        table = columns("imx_two_plates", "ImageXpress");
        assertThat(table.get("Metadata_Plate"), is(List.of("A_Plate_1", "A_Plate_2")));
        table = columns("incell_nowv", "INCell");
        assertThat(channels(table), is(List.of("Image")));
        assertThat(table.get("Metadata_Well"), is(List.of("A01")));
        table = columns("cq1", "CQ1");
        assertThat(channels(table), is(List.of("C1", "C2")));
        assertThat(table.get("Metadata_Plate"), is(List.of("P")));
        table = columns("cellomics_c01", "Cellomics");
        assertThat(channels(table), is(List.of("d0", "d1")));
        table = columns("phenix_lower_folder", "OperaPhenix");
        assertThat(table.get("Metadata_Plate"), is(List.of("P", "p")));
        assertThat(table.get("Metadata_Well"), is(List.of("A01", "A02")));
        assertThat(
                assertThrows(OperationException.class, () -> columns("imx_zmip", "ImageXpress"))
                        .getMessage(),
                allOf(
                        containsString("1 image sets are flat beside planes of the same place, as projections are:"
                                + " P/2023/1/P_E07_s1_w1"),
                        containsString("ImageXpressPlanes for the planes alone")));
        assertAllRead("file-names");
    }

    @Test
    public void planesAndProjectionsAreSeparated() throws Exception {
        for (Map.Entry<String, List<String>> expected : Map.of(
                        "ImageXpressPlanes", List.of("1", "2"), "ImageXpressProjections", List.of(""))
                .entrySet()) {
            ImagePattern pattern = new ImagePattern(expected.getKey());
            for (String path : Files.readAllLines(folder("file-names").resolve("imx_zmip.txt"))) {
                pattern.add(path);
            }
            assertThat(pattern.unmatchedCount(), is(3L - expected.getValue().size()));
            Path written = temp.getRoot().toPath().resolve("images.csv");
            pattern.write("/images", written);
            List<String> planes = new ArrayList<>();
            try (ImageTable table = new ImageTable(written, "the table")) {
                while (table.hasNext()) {
                    planes.add(table.next().get(table.columns().indexOf("Metadata_Z")));
                }
            }
            assertThat(planes, is(expected.getValue()));
        }
    }

    private List<List<String>> rows(String name) throws Exception {
        read.add(name);
        List<List<String>> rows = new ArrayList<>();
        try (ImageTable table = new ImageTable(folder("tables").resolve(name + ".csv"), name)) {
            while (table.hasNext()) {
                rows.add(table.next());
            }
            rows.add(List.of(Long.toString(table.blankRows())));
        }
        return rows;
    }

    private String refusal(String name) {
        return assertThrows(OperationException.class, () -> rows(name)).getMessage();
    }

    @Test
    public void tablesOfUsers() throws Exception {
        assertThat(
                refusal("windows_paths"),
                containsString(
                        "windows_paths, line 2: PathName_DNA is a Windows path, which does not exist on the nodes: C:\\data\\P1"));
        assertThat(
                refusal("s3_in_pathname"),
                allOf(
                        containsString("s3_in_pathname, line 2: PathName_DNA is a URL"),
                        containsString("into a column URL_DNA")));
        assertThat(refusal("semicolons"), containsString("has semicolons between its columns"));
        assertThat(
                rows("dots_in_absolute_path"),
                is(List.of(List.of("a1.tif", "/shared/plates/P1/../P1", "P1", "A01"), List.of("0"))));
        assertThat(
                rows("blank_rows_at_the_end"),
                is(List.of(
                        List.of("a1.tif", "/shared/plates/P1", "P1", "A01"),
                        List.of("a2.tif", "/shared/plates/P1", "P1", "A02"),
                        List.of("2"))));
        assertAllRead("tables");
    }
}
