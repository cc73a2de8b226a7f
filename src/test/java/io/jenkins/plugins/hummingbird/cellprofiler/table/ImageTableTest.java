package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Valid and invalid image tables. */
public class ImageTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.getRoot().toPath().resolve("images.csv"), bytes);
    }

    private List<List<String>> read(byte[] bytes) throws IOException, OperationException {
        try (ImageTable table = new ImageTable(file(bytes), "images.csv")) {
            List<List<String>> all = new ArrayList<>(List.of(table.columns()));
            while (table.hasNext()) {
                all.add(table.next());
            }
            return all;
        }
    }

    private List<List<String>> read(String text) throws IOException, OperationException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] bytes) {
        String message =
                assertThrows(OperationException.class, () -> read(bytes)).getMessage();
        assertTrue(message, message.startsWith("images.csv"));
        return message;
    }

    @Test
    public void headerAndRowsAreRead() throws Exception {
        List<List<String>> expected = List.of(List.of("FileName_DNA", "Metadata_Plate"), List.of("a.tif", "01"));
        assertEquals(expected, read("FileName_DNA,Metadata_Plate\na.tif,01\n"));
        assertEquals("without a line end", expected, read("FileName_DNA,Metadata_Plate\na.tif,01"));
        assertEquals("from Windows", expected, read("FileName_DNA,Metadata_Plate\r\na.tif,01\r\n"));
        assertEquals("with a byte-order mark", expected, read("\uFEFFFileName_DNA,Metadata_Plate\r\na.tif,01\r\n"));
        assertEquals(
                "quoted, with a byte-order mark",
                expected,
                read("\uFEFF\"FileName_DNA\",Metadata_Plate\n\"a.tif\",01"));
        assertEquals("with empty lines", expected, read("\nFileName_DNA,Metadata_Plate\n\n\na.tif,01\n\n"));
    }

    @Test
    public void quotedFieldsMayContainAnything() throws Exception {
        assertEquals(
                List.of(List.of("a", "b,\n\"c\""), List.of("x\r\ny", "1,2"), List.of(" ü ", "\uD83D\uDC26\"")),
                read("a,\"b,\n\"\"c\"\"\"\n\"x\r\ny\",\"1,2\"\n ü ,\"\uD83D\uDC26\"\"\"\n"));
    }

    @Test
    public void emptyFieldsStayEmpty() throws Exception {
        assertEquals(List.of(List.of("a", "b", "c"), List.of("", "1", "")), read("a,b,c\n,1,\n"));
    }

    @Test
    public void blankRowsAreSkippedAndCounted() throws Exception {
        Path file = file("a,b,c\n,,\n1,2,3\n , ,\n\n,\n4,5,6\n,,".getBytes(StandardCharsets.UTF_8));
        try (ImageTable table = new ImageTable(file, "images.csv")) {
            assertTrue(table.hasNext());
            assertTrue("asked twice", table.hasNext());
            assertEquals(List.of("1", "2", "3"), table.next());
            assertTrue(table.hasNext());
            assertEquals(List.of("4", "5", "6"), table.next());
            assertFalse(table.hasNext());
            assertEquals(4, table.blankRows());
        }
        assertEquals("images.csv has a header and no row below it", refusal("a,b\n,\n,\n"));
        assertEquals("images.csv has no name for column 1 in its header", refusal(",\na,b\n1,2\n"));
    }

    @Test
    public void anotherSeparatorIsReported() {
        assertEquals(
                "images.csv has semicolons between its columns, and CellProfiler reads commas only: save it as CSV with"
                        + " commas",
                refusal("FileName_DNA;Metadata_Plate\na.tif;P1\n"));
        assertThat(refusal("\uFEFFFileName_DNA\tMetadata_Plate\r\na.tif\tP1\r\n"), containsString("has tabs between"));
        assertThat(refusal("FileName_DNA|Metadata_Plate\na.tif|P1\n"), containsString("has bars (|) between"));
    }

    @Test
    public void anEmptyFileIsRefused() {
        for (String text : List.of("", "\n", "\r\n\r\n", "\uFEFF")) {
            assertEquals("images.csv is empty: it needs a header and a row for each image set", refusal(text));
        }
    }

    @Test
    public void aHeaderWithoutARowIsRefused() {
        for (String text : List.of("a,b", "a,b\n", "a,b\r\n\r\n")) {
            assertEquals("images.csv has a header and no row below it", refusal(text));
        }
    }

    @Test
    public void aColumnWithoutANameIsRefused() {
        assertEquals("images.csv has no name for column 2 in its header", refusal("a,,c\n1,2,3\n"));
        assertEquals("images.csv has no name for column 3 in its header", refusal("a,b, \n1,2,3\n"));
        assertEquals("images.csv has no name for column 1 in its header", refusal(",b\n1,2\n"));
    }

    @Test
    public void twoColumnsOfOneNameAreRefused() {
        assertEquals("images.csv has two columns named a", refusal("a,b,a\n1,2,3\n"));
    }

    @Test
    public void aRowWithTheWrongNumberOfFieldsIsReportedWithItsLine() {
        assertEquals("images.csv, line 3: 1 fields where the header has 2 columns", refusal("a,b\n1,2\n3\n4,5\n"));
        assertEquals("images.csv, line 2: 3 fields where the header has 2 columns", refusal("a,b\n1,2,3\n"));
        // lines are counted as an editor does, those inside a field and empty ones included
        assertEquals(
                "images.csv, line 6: 1 fields where the header has 2 columns", refusal("a,b\n\"x\ny\",2\n\n1,2\n3\n"));
    }

    @Test
    public void anInvalidTableIsReportedWithItsLine() {
        String message = refusal("a,b\n1,2\n\"3\"x,4\n");
        assertThat(message, containsString("images.csv is not a valid table after line 2: "));
        message = refusal("\"a\"x,b\n1,2\n");
        assertThat(message, containsString("images.csv is not a valid table after line 0: "));
        message = refusal("a,b\n\"3\"x,4\n");
        assertThat(message, containsString("images.csv is not a valid table after line 1: "));
    }

    @Test
    public void anUnclosedQuoteIsRefused() {
        assertEquals("images.csv, line 2: 1 fields where the header has 2 columns", refusal("a,b\n\"1,2\n3,4\n5,6\n"));
    }

    private static final String SWALLOWED =
            ": a field that starts in this row continues over many lines or contains what"
                    + " looks like more rows: look for a quote (\") that is not closed";

    @Test
    public void anUnclosedQuoteInTheLastColumnIsReportedWithItsLine() {
        assertEquals("images.csv, line 3" + SWALLOWED, refusal("a,b\n1,2\n3,\"4\n5,6\n"));
        assertEquals("images.csv, line 3" + SWALLOWED, refusal("a,b\r\n1,2\r\n3,\"4\r\n5,6"));
        assertEquals("the header", "images.csv, line 1" + SWALLOWED, refusal("a,\"b\n1,2\n3,4\n"));
        assertEquals(
                "up to the next quote",
                "images.csv, line 2" + SWALLOWED,
                refusal("a,b,c\n1,2,\"3\n4,5,6\n7,8,\"\n9,1,2\n"));
        assertEquals("images.csv, line 2" + SWALLOWED, refusal("a,b\n1,\"2" + "\n3".repeat(101) + "\"\n9,1\n"));
        assertEquals("images.csv, line 2" + SWALLOWED, refusal("a,b\n1,\"" + "3".repeat(65_537) + "\"\n9,1\n"));
    }

    @Test
    public void aFieldWithSeveralLinesIsNotAnUnclosedQuote() throws Exception {
        assertEquals(3, read("a,b\n1,\"2\n3\"\n4,\"5\n3\"\r\n").size());
        assertEquals(3, read("a,b\n1,\"2\n3\"\n4,3\n").size());
        assertEquals(2, read("a,b,c\n1,2,\"3, a, b\nno, row\nx, y, z\"").size());
        assertEquals(2, read("a,b\n1,\"2" + "\n3".repeat(100) + "\"\n").size());
    }

    @Test
    public void anEncodingOtherThanUtf8IsRefused() {
        byte[] latin1 = "Metadata_Plate,b\nGr\u00fcn,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("images.csv, line 2: Metadata_Plate is not in UTF-8: save the table in UTF-8", refusal(latin1));
        byte[] latin1Header = "Metadata_Gr\u00f6\u00dfe,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("images.csv, line 1: the header is not in UTF-8: save the table in UTF-8", refusal(latin1Header));
    }

    @Test
    public void umlautsInUtf8AreRead() throws Exception {
        assertEquals(List.of(List.of("Metadata_Größe", "b"), List.of("grün", "2")), read("Metadata_Größe,b\ngrün,2\n"));
    }

    @Test
    public void aPathThatLeavesItsFolderIsRefused() {
        for (String column : List.of(
                "PathName_DNA",
                "FileName_DNA",
                "Image_PathName_DNA",
                "Image_FileName_DNA",
                "ObjectsFileName_Cells",
                "Image_ObjectsPathName_Cells",
                "URL_DNA",
                "Metadata_Plate")) {
            for (String value : List.of("..", "../a", "a/..", "a/../b", "a\\..\\b", "\"a\n/..\"")) {
                assertEquals(
                        "images.csv, line 2: " + column + " leaves its folder by '..': " + value.replace("\"", ""),
                        refusal("x," + column + "\n1," + value + "\n"));
            }
        }
    }

    @Test
    public void dotsInAnAbsoluteFolderAreAcceptedAsInCellProfiler() throws Exception {
        for (String column : List.of("PathName_DNA", "Image_ObjectsPathName_DNA", "URL_DNA")) {
            assertEquals(
                    List.of("/p/P1/../P2"), read(column + "\n/p/P1/../P2\n").get(1));
        }
        assertEquals(
                List.of("file:///p/../a.tif", "s3://b/../a.tif"),
                read("URL_DNA,URL_ER\nfile:///p/../a.tif,s3://b/../a.tif\n").get(1));
        for (String column : List.of("FileName_DNA", "Metadata_Plate")) {
            assertThat(refusal(column + "\n/p/../a\n"), containsString(column + " leaves its folder by '..': /p/../a"));
        }
    }

    @Test
    public void aWindowsPathIsRefused() throws Exception {
        for (String value : List.of("C:\\data\\P1", "z:/P1", "\\\\server\\share\\P1", "file:///C:/P1/a.tif")) {
            for (String column : List.of("PathName_DNA", "FileName_DNA", "URL_DNA")) {
                assertEquals(
                        "images.csv, line 2: " + column + " is a Windows path, which does not exist on the nodes: "
                                + value + ". Write the path that the nodes see, such as /shared/plates/P1",
                        refusal(column + "\n" + value + "\n"));
            }
        }
        List<String> besideUrl = List.of("a.tif", "C:\\data", "file:///p/a.tif", "C:\\note");
        assertEquals(
                besideUrl,
                read("FileName_DNA,PathName_DNA,URL_DNA,Metadata_From\n" + String.join(",", besideUrl) + "\n")
                        .get(1));
    }

    @Test
    public void aUrlInsteadOfAFolderIsRefusedAndTheRightColumnNamed() {
        assertEquals(
                "images.csv, line 2: PathName_DNA is a URL, which CellProfiler would treat as a folder in its base"
                        + " folder: s3://bucket/P1. Put the complete URL of the file into a column URL_DNA instead of"
                        + " FileName and PathName",
                refusal("PathName_DNA\ns3://bucket/P1\n"));
        assertThat(refusal("Image_FileName_DNA\nhttps://h/a.tif\n"), containsString("a column Image_URL_DNA instead"));
    }

    @Test
    public void dotsThatLeaveNoFolderAreAccepted() throws Exception {
        List<String> values = List.of("a..b", "..a", "a..", "...", "a/...", ".", "a/.b/c..d/e");
        for (String value : values) {
            assertEquals(List.of(value), read("PathName_DNA\n" + value + "\n").get(1));
        }
        assertEquals(List.of(".."), read("Comment\n..\n").get(1));
    }

    @Test
    public void aMissingFileIsReported() {
        Path missing = folder.getRoot().toPath().resolve("none.csv");
        IOException e = assertThrows(NoSuchFileException.class, () -> new ImageTable(missing, "images.csv"));
        assertThat(e.getMessage(), containsString("none.csv"));
    }

    @Test
    public void hasNextStaysFalseAtTheEnd() throws Exception {
        try (ImageTable table = new ImageTable(file("a\n1\n".getBytes(StandardCharsets.UTF_8)), "images.csv")) {
            assertTrue(table.hasNext());
            table.next();
            assertFalse(table.hasNext());
        }
    }
}
