package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tables created from file names. */
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
    public void imagesBelowAUrlHaveTheirUrlInAColumn() throws Exception {
        ImagePattern pattern = pattern(
                PLATES, "P 1/A01_s1_wDNA.tif", "P 1/A01_s1_wActin.tif", "ü%/B02_s1_wDNA.tif", "ü%/B02_s1_wActin.tif");
        assertEquals(
                List.of(
                        List.of("URL_Actin", "URL_DNA", "Metadata_Plate", "Metadata_Well", "Metadata_Site"),
                        List.of(
                                "s3://lab/2026/P 1/A01_s1_wActin.tif",
                                "s3://lab/2026/P 1/A01_s1_wDNA.tif",
                                "P 1",
                                "A01",
                                "1"),
                        List.of(
                                "s3://lab/2026/ü%/B02_s1_wActin.tif",
                                "s3://lab/2026/ü%/B02_s1_wDNA.tif", "ü%", "B02", "1")),
                table(pattern, "s3://lab/2026"));
        ImagePattern top = pattern("(?<Well>[A-P][0-9]{2})_w(?<Channel>[^.]+)[.]tif", "A01_wDNA.tif");
        assertEquals(
                List.of("s3://lab/A01_wDNA.tif", "A01"), table(top, "s3://lab").get(1));
    }

    @Test
    public void filesWithTheSameMetadataAreOneImageSet() throws Exception {
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
                        List.of("B10_s1_wActin.tif", "/im/P 2", "B10_s1_wDNA.tif", "/im/P 2", "P 2", "B10", "1"),
                        List.of("A01_s1_wActin.tif", "/im/P1", "A01_s1_wDNA.tif", "/im/P1", "P1", "A01", "1"),
                        List.of("A01_s2_wActin.tif", "/im/P1", "A01_s2_wDNA.tif", "/im/P1", "P1", "A01", "2")),
                table(pattern, "/im"));
        assertEquals(0, pattern.unmatchedCount());
    }

    @Test
    public void namedGroupsOfPythonAreAccepted() throws Exception {
        ImagePattern python = pattern(PLATES.replace("(?<", "(?P<"), "P1/A01_s1_wDNA.tif");
        assertEquals(table(pattern(PLATES, "P1/A01_s1_wDNA.tif"), "/im"), table(python, "/im"));
    }

    @Test
    public void filesMayBeInSubfolders() throws Exception {
        ImagePattern pattern = pattern("(?:.*/)?(?<Name>[^/]+)-(?<Channel>.)", "a-1", "x/y/b-1");
        assertEquals(
                List.of(List.of("a-1", "/im", "a"), List.of("b-1", "/im/x/y", "b")),
                table(pattern, "/im").subList(1, 3));
    }

    @Test
    public void namesWithSpecialCharactersArePreserved() throws Exception {
        for (String name :
                List.of("O'Hara $(touch x)", "a,b", "a\"b", "a\nb", "ü", " a ", ";reboot", "-g", "a=b", "..a")) {
            ImagePattern pattern = pattern("(?s)(?<Plate>[^/]+)/(?<Channel>.+)[.]tif", name + "/DNA.tif");
            assertEquals(
                    List.of("DNA.tif", "/im/" + name, name),
                    table(pattern, "/im").get(1));
        }
    }

    @Test
    public void unnamedGroupsAreIgnored() throws Exception {
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
    public void theCompletePathMustMatch() throws Exception {
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
    public void anInvalidRegularExpressionIsReported() {
        assertThat(refusal("(?<Channel>"), containsString("imagePattern is no regular expression: Unclosed group"));
        assertThat(refusal("(?<Channel>.)(?<Channel>.)"), containsString("imagePattern is no regular expression"));
    }

    @Test
    public void aPatternWithoutAChannelHasOneChannel() throws Exception {
        ImagePattern pattern = pattern("(?<Well>[A-H][0-9]+)[.]tif", "A1.tif", "A2.tif", "notes.txt");
        assertEquals(
                List.of(
                        List.of("FileName_Image", "PathName_Image", "Metadata_Well"),
                        List.of("A1.tif", "/im", "A1"),
                        List.of("A2.tif", "/im", "A2")),
                table(pattern, "/im"));
        assertEquals(List.of("notes.txt"), pattern.unmatched());
    }

    @Test
    public void aPatternWithoutANamedGroupIsRefused() {
        assertThat(refusal(".*"), containsString("needs named groups"));
        assertThat(
                refusal("ImageExpress"),
                containsString("is not the name of a preset: ImageXpress, ImageXpressPlanes, ImageXpressProjections,"
                        + " OperaPhenix, Operetta, OperaPhenixNumbers, OperettaNumbers, CV7000, CV8000, CQ1, Cellomics,"
                        + " INCell, Cytation, BioTek, Incucyte. It is ImageExpress"));
        assertThat(refusal("(?<Plate>.)(?<channel>.)"), containsString("must be named (?<Channel>...)"));
        assertThat(refusal("\\(?<Channel>.\\)"), containsString("it has none"));
    }

    @Test
    public void duplicatesAndMissingChannelsAreReportedTogether() throws Exception {
        ImagePattern pattern = pattern(
                "(?:.*/)?(?<Well>[A-H])(?<Channel>[0-9])[.].*",
                "x/A1.tif",
                "y/A1.png",
                "x/A2.tif",
                "B1.tif",
                "x/C2.tif");
        OperationException e = assertThrows(OperationException.class, () -> table(pattern, "/im"));
        assertEquals(
                "1 times two images have the same metadata and channel: x/A1.tif and y/A1.png. Add a named group that distinguishes them to"
                        + " imagePattern, or remove one."
                        + " 2 image sets have no image of a channel that others have: that of B1.tif lacks 2; that of"
                        + " x/C2.tif lacks 1. Add the missing files, or narrow imagePattern to complete image sets.",
                e.getMessage());
    }

    @Test
    public void tenOfManyMissingChannelsAreNamedAndAllCounted() throws Exception {
        ImagePattern pattern = pattern("(?<Well>[0-9]+)-(?<Channel>.*)", "0-DNA", "0-Actin", "0-Mito");
        for (int i = 1; i <= 13; i++) {
            pattern.add(i + "-DNA");
        }
        String message = assertThrows(OperationException.class, () -> table(pattern, "/im"))
                .getMessage();
        assertThat(message, containsString("13 image sets have no image"));
        assertThat(message, containsString("that of 10-DNA lacks Actin, Mito; and 3 more."));
    }

    @Test
    public void aChannelThatOccursLaterHasItsColumn() throws Exception {
        ImagePattern pattern = pattern("(?<Well>.)(?<Channel>.)", "A2", "B3", "A1", "A3", "B1", "B2");
        assertEquals(
                List.of("A1", "/im", "A2", "/im", "A3", "/im", "A"),
                table(pattern, "/im").get(1));
        assertEquals(
                List.of("B1", "/im", "B2", "/im", "B3", "/im", "B"),
                table(pattern, "/im").get(2));
    }

    @Test
    public void groupNamesOfPythonKeepTheirUnderscores() throws Exception {
        ImagePattern pattern = pattern(
                "(?P<Well_Row>[A-H])(?P<Well_Column>\\d\\d)_(?P<_x>.)(?P=_x)\\k<_x>_[(?P<no_name>]\\(?\\Q(?P<a_b>\\E(?P<Channel>.)",
                "A01_qqq_((?P<a_b>1",
                "A01_qqr_((?P<a_b>2");
        assertEquals(
                List.of(
                        List.of(
                                "FileName_1",
                                "PathName_1",
                                "Metadata_Well_Row",
                                "Metadata_Well_Column",
                                "Metadata__x",
                                "Metadata_Well"),
                        List.of("A01_qqq_((?P<a_b>1", "/im", "A", "01", "q", "A01")),
                table(pattern, "/im"));
        assertEquals(1, pattern.unmatchedCount());
        assertEquals(
                "Metadata_a_b",
                table(pattern("(?P<a_b>.)(?P<g1n1>.)(?P<Channel>.)", "abc"), "/im")
                        .get(0)
                        .get(2));
    }

    @Test
    public void aWellIsCombinedFromItsRowAndColumn() throws Exception {
        for (List<String> well : List.of(
                List.of("r01c01", "A01"),
                List.of("r16c24", "P24"),
                List.of("r26c1", "Z01"),
                List.of("r27c100", "AA100"),
                List.of("rBc007", "B07"),
                List.of("r0c3", "003"))) {
            ImagePattern pattern = pattern("r(?<Row>.+)c(?<Col>.+)-(?<Channel>.)", well.get(0) + "-1");
            assertEquals("Metadata_Well", table(pattern, "/im").get(0).get(4));
            assertEquals(well.get(1), table(pattern, "/im").get(1).get(4));
        }
        ImagePattern own = pattern("r(?<Row>.)c(?<Col>.)(?<well>.)(?<Channel>.)", "r1c1x1");
        assertEquals(5, table(own, "/im").get(0).size());
    }

    @Test
    public void planesAndTimePointsAreSeparateImageSets() throws Exception {
        ImagePattern pattern = pattern("z(?<Z>.)t(?<Time>.)q(?<Q>.)-(?<Channel>.)", "z1t1q1-1", "z2t1q2-1");
        assertEquals("LoadData has no 3D: each value of Z is an image set of its own", pattern.planesRemark());
        assertEquals(3, table(pattern, "/im").size());
        assertEquals("", pattern("z(?<Z>.)-(?<Channel>.)", "z1-1", "z1-2").planesRemark());
    }

    @Test
    public void imageSetsAreInNaturalOrder() throws Exception {
        ImagePattern pattern = new ImagePattern("(?<Plate>[^/]+)/(?<Well>[^_]+)_t(?<Time>\\d+)_(?<Channel>.)");
        for (String path :
                List.of("P10/A01_t1_1", "P2/A01_t10_2", "P2/A01_t10_1", "P2/A01_t1_1", "P2/A01_t9_1", "P2/A01_t9_2")) {
            pattern.add(path);
        }
        pattern.add("P10/A01_t1_2");
        pattern.add("P2/A01_t1_2");
        assertEquals(
                List.of("P2 1", "P2 9", "P2 10", "P10 1"),
                table(pattern, "/im").stream()
                        .skip(1)
                        .map(row -> row.get(4) + " " + row.get(6))
                        .toList());
    }

    @Test
    public void examplesAreReportedIfNothingMatches() throws Exception {
        OperationException none = assertThrows(OperationException.class, () -> table(pattern(PLATES), "/im"));
        assertEquals(
                "No file below /im matches imagePattern " + PLATES + ". There is no file at all.", none.getMessage());
        ImagePattern others = pattern(PLATES, "a.png", "b.png");
        OperationException some = assertThrows(OperationException.class, () -> table(others, "/im"));
        assertThat(some.getMessage(), containsString("There are, for instance: a.png, b.png"));
    }
}
