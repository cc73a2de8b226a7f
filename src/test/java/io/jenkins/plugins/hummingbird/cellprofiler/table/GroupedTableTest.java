package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tables sorted by groups, and the slices that tasks extract. */
public class GroupedTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private List<Group> sort(String text, String... keys) throws IOException, OperationException {
        Path file = Files.writeString(path("images.csv"), text);
        try (ImageTable table = new ImageTable(file, "images.csv")) {
            Grouping grouping = new Grouping(List.of(keys), table.columns());
            return GroupedTable.sort(table, grouping, path("header.csv"), path("table.csv"));
        }
    }

    private static List<List<String>> values(List<Group> groups) {
        return groups.stream().map(Group::values).toList();
    }

    /** The values of the groups of a table with one metadata column of these values. */
    private List<String> order(String key, String... values) throws IOException, OperationException {
        StringBuilder text = new StringBuilder("FileName_DNA,Metadata_" + key + "\n");
        for (String value : values) {
            text.append("a.tif,\"").append(value.replace("\"", "\"\"")).append("\"\n");
        }
        return sort(text.toString(), key).stream()
                .map(group -> group.values().get(0))
                .toList();
    }

    /** @return the slice of a group, extracted as in a task and parsed as in CellProfiler */
    private List<List<String>> slice(byte[] header, byte[] table, Group group) throws IOException, OperationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header);
        bytes.write(Arrays.copyOfRange(table, (int) group.offset(), (int) (group.offset() + group.length())));
        List<List<String>> rows = new ArrayList<>();
        try (ImageTable slice = new ImageTable(Files.write(path("slice.csv"), bytes.toByteArray()), "slice.csv")) {
            while (slice.hasNext()) {
                rows.add(slice.next());
            }
        }
        return rows;
    }

    @Test
    public void groupsAreInTheOrderOfCellProfilerForAllColumnTypes() throws Exception {
        // each order as CellProfiler 4.2.8.1 gave it for this table
        assertEquals(
                List.of("-1", "0", "+1", "10", "1_000", "٣", "9"),
                order("N", "10", "9", "-1", "+1", "1_000", "٣", "0"));
        assertEquals(
                List.of("-inf", "1e5", "123456789.125", "1e16", "1E-5", "2", " 7 ", "nan"),
                order("N", "1e5", "2", "1E-5", " 7 ", "1e16", "nan", "-inf", "123456789.125"));
        assertEquals(List.of("0123", "1E05", "P2"), order("Plate", "P2", "0123", "1E05"));
        assertEquals(List.of("1", "2147483647", "2147483648", "3"), order("N", "2147483647", "2147483648", "1", "3"));
        assertEquals(List.of("02", "9"), order("N", "9", "02"));
        assertEquals(List.of("2", "09"), order("N", "09", "2"));
        assertEquals(List.of("09", "2"), order("Col", "2", "09"));
    }

    @Test
    public void interleavedPlatesAreSeparated() throws Exception {
        List<Group> groups = sort(
                "FileName_DNA,PathName_DNA,Metadata_Plate,Metadata_Well,Metadata_WellColumn\n"
                        + "a.tif,/x,P2,A01,02\n"
                        + "b.tif,/x,0123,A01,01\n"
                        + "c.tif,/x,1E05,A01,10\n"
                        + "d.tif,/x,P2,A01,9\n"
                        + "e.tif,/x,0123,B01,02\n"
                        + "f.tif,/x,P2,B01,02\n",
                "Plate",
                "WellColumn");
        assertEquals(
                List.of(
                        List.of("0123", "01"),
                        List.of("0123", "02"),
                        List.of("1E05", "10"),
                        List.of("P2", "02"),
                        List.of("P2", "9")),
                values(groups));
        assertEquals(
                "b.tif,/x,0123,A01,01\n"
                        + "e.tif,/x,0123,B01,02\n"
                        + "c.tif,/x,1E05,A01,10\n"
                        + "a.tif,/x,P2,A01,02\n"
                        + "f.tif,/x,P2,B01,02\n"
                        + "d.tif,/x,P2,A01,9\n",
                Files.readString(path("table.csv")));
        assertEquals(
                "FileName_DNA,PathName_DNA,Metadata_Plate,Metadata_Well,Metadata_WellColumn\n",
                Files.readString(path("header.csv")));
        assertEquals(
                List.of("0123-01", "0123-02", "1E05-10", "P2-02", "P2-9"),
                groups.stream().map(Group::folder).toList());
        assertEquals(List.of(1, 1, 1, 2, 1), groups.stream().map(Group::rows).toList());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 6L),
                groups.stream().map(Group::firstImage).toList());
    }

    @Test
    public void textsAreComparedByCodePointsAsInPython() throws Exception {
        String bird = "\uD83D\uDC26";
        String wide = "\uFF5E";
        assertEquals(List.of("", "A", "AB", "a", "ü", wide, bird), order("Plate", bird, "ü", wide, "a", "AB", "", "A"));
    }

    @Test
    public void valuesWithEqualRecordedValuesStaySeparateGroups() throws Exception {
        assertEquals(List.of("01", "1", "2"), order("N", "2", "01", "1"));
        assertEquals(List.of("1", "01", "2"), order("N", "2", "1", "01"));
    }

    @Test
    public void aNumberAsRowOfAWellIsRefusedIfLoadDataWouldCombineTheWell() throws Exception {
        OperationException e = assertThrows(
                OperationException.class,
                () -> sort("FileName_DNA,Metadata_WellRow,Metadata_WellColumn\na,A,01\nb,01,01\n", "WellRow"));
        assertEquals(
                "The image table has Metadata_WellRow '01' and no column Metadata_Well. LoadData of CellProfiler 4.2 fails"
                        + " at a number there: add a column Metadata_Well, such as A01.",
                e.getMessage());
        assertThrows(OperationException.class, () -> sort("Metadata_Row,Metadata_Well_Column\nA,01\n"));
        assertEquals(
                1,
                sort("Metadata_Row,Metadata_Well_Column,Metadata_Well\n1,01,A01\n")
                        .size());
        assertEquals(
                2, sort("Metadata_Row,Metadata_Column\nA,01\nA,02\n", "Well").size());
    }

    @Test
    public void withoutKeysTheTableIsUnchanged() throws Exception {
        List<Group> groups = sort("\uFEFFa,b\r\nz,2\r\ny,1\r\n");
        assertEquals(List.of(new Group(List.of(), "all", 0, 8, 2, 1)), groups);
        assertEquals("a,b\n", Files.readString(path("header.csv")));
        assertEquals("z,2\ny,1\n", Files.readString(path("table.csv")));
    }

    @Test
    public void fieldsOfAllKindsArePreserved() throws Exception {
        List<String> odd =
                List.of("a,b", "\"", "x\ny", "x\r\ny", "", " ", "ü", "\uD83D\uDC26", "'", "#", "=1+1", "\\", "a;b\t");
        StringBuilder text = new StringBuilder("FileName_DNA,Comment,Metadata_Plate\r\n");
        for (int i = 0; i < 3 * odd.size(); i++) {
            String value = "\"" + odd.get(i % odd.size()).replace("\"", "\"\"") + "\"";
            text.append(i).append(',').append(value).append(',').append(value).append("\r\n");
        }
        List<Group> groups = sort(text.toString(), "Plate");
        assertEquals(odd.size(), groups.size());
        byte[] header = Files.readAllBytes(path("header.csv"));
        byte[] table = Files.readAllBytes(path("table.csv"));
        for (Group group : groups) {
            String value = group.values().get(0);
            int first = odd.indexOf(value);
            List<List<String>> expected = new ArrayList<>();
            for (int i = first; i < 3 * odd.size(); i += odd.size()) {
                expected.add(List.of(Integer.toString(i), value, value));
            }
            assertEquals(expected, slice(header, table, group));
        }
    }

    @Test
    public void eachOfFiftyThousandRowsIsInTheSliceOfItsGroup() throws Exception {
        TestSet.takesSeconds("it reads fifty thousand rows");
        Random random = new Random(3);
        List<String> plates = List.of("0123", "1E05", "P2", "Grün 7");
        Map<List<String>, List<String>> expected = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("FileName_DNA,Metadata_Plate,Metadata_Well,Metadata_Site\n");
        for (int row = 0; row < 50_000; row++) {
            String plate = plates.get(random.nextInt(plates.size()));
            String well = (char) ('A' + random.nextInt(16)) + String.format("%02d", 1 + random.nextInt(24));
            text.append(row)
                    .append(".tif,")
                    .append(plate)
                    .append(',')
                    .append(well)
                    .append(",1\n");
            expected.computeIfAbsent(List.of(plate, well), key -> new ArrayList<>())
                    .add(row + ".tif");
        }
        List<Group> groups = sort(text.toString(), "Plate", "Well");
        assertEquals(expected.keySet().size(), groups.size());

        byte[] header = Files.readAllBytes(path("header.csv"));
        byte[] table = Files.readAllBytes(path("table.csv"));
        long end = 0;
        long image = 1;
        for (Group group : groups) {
            List<List<String>> rows = slice(header, table, group);
            assertEquals(
                    group.values().toString(),
                    expected.get(group.values()),
                    rows.stream().map(row -> row.get(0)).toList());
            assertTrue(rows.stream().allMatch(row -> row.subList(1, 3).equals(group.values())));
            assertEquals(rows.size(), group.rows());
            assertEquals(end, group.offset());
            assertEquals(image, group.firstImage());
            end += group.length();
            image += group.rows();
        }
        assertEquals(table.length, end);
        assertEquals(50_001, image);
        List<List<String>> sorted = new ArrayList<>(values(groups));
        sorted.sort((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
        assertEquals(sorted, values(groups));
    }

    @Test
    public void theOutputIsReproducible() throws Exception {
        String text = "FileName_DNA,Metadata_Plate\na,2\nb,1\nc,2\n";
        List<Group> groups = sort(text, "Plate");
        byte[] table = Files.readAllBytes(path("table.csv"));
        assertEquals(groups, sort(text, "Plate"));
        assertArrayEquals(table, Files.readAllBytes(path("table.csv")));
    }

    @Test
    public void anInvalidRowFailsAndLeavesNoTemporaryFile() throws Exception {
        OperationException e = assertThrows(
                OperationException.class, () -> sort("FileName_DNA,Metadata_Plate\na,2\nb\nc,2\n", "Plate"));
        assertEquals("images.csv, line 3: 1 fields where the header has 2 columns", e.getMessage());
        e = assertThrows(OperationException.class, () -> sort("FileName_DNA,Metadata_Plate\na,2\n\"b\"x,2\n", "Plate"));
        assertTrue(e.getMessage(), e.getMessage().startsWith("images.csv is not a valid table after line 2"));
        assertNoCopies();
    }

    @Test
    public void itsWorkingCopyIsRemoved() throws Exception {
        sort("FileName_DNA,Metadata_Plate\na,2\n", "Plate");
        assertNoCopies();
    }

    private void assertNoCopies() throws IOException {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("unsorted")));
        }
    }
}
