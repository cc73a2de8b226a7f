package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tables made of file names. */
public class ImagePatternTest {
    private static final String PLATES =
            "(?<Plate>[^/]+)/(?<Well>[A-P][0-9]{2})_s(?<Site>[0-9]+)_w(?<Channel>[^.]+)[.]tif";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private List<List<String>> table(ImagePattern pattern, String images) throws IOException, OperationException {
        Path file = folder.getRoot().toPath().resolve("images.csv");
        pattern.write(images, file);
        try (ImageTable table = new ImageTable(file, "the table")) {
            List<List<String>> all = new ArrayList<>(List.of(table.columns()));
            while (table.hasNext()) {
                all.add(table.next());
            }
            return all;
        }
    }

    private static ImagePattern pattern(String expression, String... paths) throws OperationException {
        ImagePattern pattern = new ImagePattern(expression);
        for (String path : paths) {
            pattern.add(path);
        }
        return pattern;
    }

    @Test
    public void filesThatAgreeInTheirMetadataAreOneImageSet() throws Exception {
        ImagePattern pattern = pattern(
                PLATES,
                "P1/A01_s1_wDNA.tif",
                "P1/A01_s1_wActin.tif",
                "P1/A01_s2_wActin.tif",
                "P1/A01_s2_wDNA.tif",
                "P 2/B10_s1_wDNA.tif",
                "P 2/B10_s1_wActin.tif");
        assertEquals(
                List.of(
                        List.of(
                                "FileName_Actin",
                                "PathName_Actin",
                                "FileName_DNA",
                                "PathName_DNA",
                                "Metadata_Plate",
                                "Metadata_Well",
                                "Metadata_Site"),
                        List.of("A01_s1_wActin.tif", "/im/P1", "A01_s1_wDNA.tif", "/im/P1", "P1", "A01", "1"),
                        List.of("A01_s2_wActin.tif", "/im/P1", "A01_s2_wDNA.tif", "/im/P1", "P1", "A01", "2"),
                        List.of("B10_s1_wActin.tif", "/im/P 2", "B10_s1_wDNA.tif", "/im/P 2", "P 2", "B10", "1")),
                table(pattern, "/im"));
        assertEquals(0, pattern.unmatchedCount());
    }

    @Test
    public void namedGroupsOfPythonAreUnderstood() throws Exception {
        ImagePattern python = pattern(PLATES.replace("(?<", "(?P<"), "P1/A01_s1_wDNA.tif");
        assertEquals(table(pattern(PLATES, "P1/A01_s1_wDNA.tif"), "/im"), table(python, "/im"));
    }

    @Test
    public void filesLieBesideOrBelow() throws Exception {
        ImagePattern pattern = pattern("(?:.*/)?(?<Name>[^/]+)-(?<Channel>.)", "a-1", "x/y/b-1");
        assertEquals(
                List.of(List.of("a-1", "/im", "a"), List.of("b-1", "/im/x/y", "b")),
                table(pattern, "/im").subList(1, 3));
    }

    @Test
    public void awkwardNamesAreReadBackAsTheyAre() throws Exception {
        for (String name :
                List.of("O'Hara $(touch x)", "a,b", "a\"b", "a\nb", "ü", " a ", ";reboot", "-g", "a=b", "..a")) {
            ImagePattern pattern = pattern("(?s)(?<Plate>[^/]+)/(?<Channel>.+)[.]tif", name + "/DNA.tif");
            assertEquals(
                    List.of("DNA.tif", "/im/" + name, name),
                    table(pattern, "/im").get(1));
        }
    }

    @Test
    public void groupsWithoutANameDivideNothing() throws Exception {
        ImagePattern pattern = pattern("(a|b)\\(?(?<Channel>[12])\\)?(?=x|(?!z))(?<!q).*", "a(1)", "b2");
        assertEquals(
                List.of("FileName_1", "PathName_1", "FileName_2", "PathName_2"),
                table(pattern, "/im").get(0));
    }

    @Test
    public void anOptionalGroupThatIsMissingIsEmpty() throws Exception {
        ImagePattern pattern = pattern("(?<Well>[A-H])(?:_t(?<Time>\\d+))?_(?<Channel>.)", "A_1", "A_t5_1");
        assertEquals("", table(pattern, "/im").get(1).get(3));
        assertEquals("5", table(pattern, "/im").get(2).get(3));
    }

    @Test
    public void aFileWithoutAChannelDoesNotMatch() throws Exception {
        ImagePattern pattern = pattern("(?<Well>[A-H])_?(?<Channel>.*)", "A_1", "B", "C_1");
        assertEquals(List.of("B"), pattern.unmatched());
        assertEquals(
                List.of("B"),
                pattern("(?<Well>[A-H])(?:_(?<Channel>.))?", "A_1", "B").unmatched());
        assertEquals(3, table(pattern, "/im").size());
    }

    @Test
    public void onlyTheWholePathMatches() throws Exception {
        ImagePattern pattern = pattern(PLATES, "P1/A01_s1_wDNA.tif", "x/P1/A01_s1_wDNA.tif", "P1/A01_s1_wDNA.tiff");
        assertEquals(2, pattern.unmatchedCount());
        assertEquals(List.of("x/P1/A01_s1_wDNA.tif", "P1/A01_s1_wDNA.tiff"), pattern.unmatched());
    }

    @Test
    public void filesThatDoNotMatchAreCountedAndTenAreNamed() throws Exception {
        ImagePattern pattern = pattern(PLATES, "P1/A01_s1_wDNA.tif");
        for (int i = 0; i < 25; i++) {
            pattern.add("notes " + i + ".txt");
        }
        assertEquals(25, pattern.unmatchedCount());
        assertEquals(10, pattern.unmatched().size());
        assertEquals("notes 9.txt", pattern.unmatched().get(9));
    }

    private static String refusal(String expression) {
        return assertThrows(OperationException.class, () -> new ImagePattern(expression))
                .getMessage();
    }

    @Test
    public void whatIsNoRegularExpressionIsSaid() {
        assertThat(refusal("(?<Channel>"), containsString("imagePattern is no regular expression: Unclosed group"));
        assertThat(refusal("(?<Channel>.)(?<Channel>.)"), containsString("imagePattern is no regular expression"));
    }

    @Test
    public void aPatternWithoutAChannelIsRefused() {
        assertThat(refusal(".*"), containsString("needs a group (?<Channel>...)"));
        assertThat(refusal(".*"), containsString("it has no named group"));
        assertThat(refusal("(?<Plate>.)(?<channel>.)"), containsString("it has Plate, channel"));
        assertThat(refusal("\\(?<Channel>.\\)"), containsString("it has no named group"));
    }

    @Test
    public void twoFilesOfOnePlaceAreNamed() throws Exception {
        ImagePattern pattern = pattern("(?:.*/)?(?<Well>[A-H])(?<Channel>.)[.].*", "x/A1.tif");
        OperationException e = assertThrows(OperationException.class, () -> pattern.add("y/A1.png"));
        assertEquals(
                "Two images have the same metadata and channel: x/A1.tif and y/A1.png."
                        + " Add a named group to imagePattern that tells them apart.",
                e.getMessage());
    }

    @Test
    public void anImageSetThatLacksAChannelIsNamed() throws Exception {
        ImagePattern pattern = pattern(PLATES, "P1/A01_s1_wDNA.tif", "P1/A01_s1_wActin.tif", "P1/A02_s1_wDNA.tif");
        OperationException e = assertThrows(OperationException.class, () -> table(pattern, "/im"));
        assertEquals(
                "The image set of P1/A02_s1_wDNA.tif has no image of channel Actin, which others have.",
                e.getMessage());
    }

    @Test
    public void whereNothingMatchesItIsSaidWithExamples() throws Exception {
        OperationException none = assertThrows(OperationException.class, () -> table(pattern(PLATES), "/im"));
        assertEquals(
                "No file below /im matches imagePattern " + PLATES + ". There is no file at all.", none.getMessage());
        ImagePattern others = pattern(PLATES, "a.png", "b.png");
        OperationException some = assertThrows(OperationException.class, () -> table(others, "/im"));
        assertThat(some.getMessage(), containsString("There are, for instance: a.png, b.png"));
    }
}
