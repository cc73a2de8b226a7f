package io.jenkins.plugins.hummingbird.cellprofiler.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.PipelineText;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ImageFilesTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private ImageFiles files;
    private List<Group> groups;
    private byte[] list;

    private void sort(PipelineText modules, List<String> groupBy, String... paths) throws Exception {
        files = new ImageFiles(modules.pipeline(), groupBy);
        for (String path : paths) {
            files.add(path);
        }
        Path written = temp.getRoot().toPath().resolve("list");
        groups = files.write(written);
        list = Files.readAllBytes(written);
    }

    private String refusal(PipelineText modules, List<String> groupBy, String... paths) {
        return assertThrows(OperationException.class, () -> sort(modules, groupBy, paths))
                .getMessage();
    }

    private List<String> filesOf(int group) {
        Group of = groups.get(group);
        return new String(
                        Arrays.copyOfRange(list, (int) of.offset(), (int) (of.offset() + of.length())),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private String remarks() {
        return String.join("\n", files.remarks());
    }

    @Test
    public void eachGroupGetsTheFilesWhoseNamesGiveItsKeys() throws Exception {
        sort(
                PipelineText.ofPlates(),
                List.of(),
                "/d/P2/A01_s1_wActin.tif",
                "/d/P2/A01_s1_wDNA.tif",
                "/d/P1/A01_s1_wActin.tif",
                "/d/P1/A01_s1_wDNA.tif",
                "/d/P1/A01_s2_wActin.tif",
                "/d/P1/A01_s2_wDNA.tif",
                "/d/P1/plate.csv");
        assertThat(files.keys(), contains("Plate"));
        assertThat(groups.stream().map(Group::values).toList(), contains(List.of("P1"), List.of("P2")));
        assertThat(groups.stream().map(Group::folder).toList(), contains("P1", "P2"));
        assertThat(groups.stream().map(Group::rows).toList(), contains(2, 1));
        assertThat(groups.stream().map(Group::firstImage).toList(), contains(1L, 3L));
        assertThat(filesOf(1), contains("/d/P2/A01_s1_wActin.tif", "/d/P2/A01_s1_wDNA.tif"));
        assertThat(files.count(), is(6L));
        assertThat(files.remarks(), is(empty()));
    }

    @Test
    public void withFinerGroupByTheImageNumbersOfAnEntireRunAreUnknown() throws Exception {
        sort(
                PipelineText.ofPlates(),
                List.of("Plate", "Well"),
                "/d/P1/A01_s1_wActin.tif",
                "/d/P1/A01_s1_wDNA.tif",
                "/d/P1/A02_s1_wActin.tif",
                "/d/P1/A02_s1_wDNA.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("P1-A01", "P1-A02"));
        assertThat(groups.stream().map(Group::firstImage).toList(), contains(0L, 0L));
    }

    @Test
    public void anImageMatchedByFewerKeysIsInAllGroupsThatItMatches() throws Exception {
        PipelineText modules = PipelineText.ofPlates()
                .extract("File name", "^Illum_(?P<IllumPlate>.*)[.]npy")
                .filter("No filtering", "and (file does contain \"\")")
                .assign("Illum", "and (file does startwith \"Illum\")")
                .match("[{u'DNA': u'Plate', u'Actin': u'Plate', u'Illum': u'IllumPlate'},"
                        + " {u'DNA': u'Well', u'Actin': u'Well', u'Illum': None}]");
        sort(
                modules,
                List.of("Plate", "Well"),
                "/d/P1/A01_s1_wActin.tif",
                "/d/P1/A01_s1_wDNA.tif",
                "/d/P1/A02_s1_wActin.tif",
                "/d/P1/A02_s1_wDNA.tif",
                "/d/P2/A01_s1_wActin.tif",
                "/d/P2/A01_s1_wDNA.tif",
                "/d/illum/Illum_P1.npy",
                "/d/illum/Illum_P2.npy");
        assertThat(filesOf(1), contains("/d/P1/A02_s1_wActin.tif", "/d/P1/A02_s1_wDNA.tif", "/d/illum/Illum_P1.npy"));
        assertThat(filesOf(2), contains("/d/P2/A01_s1_wActin.tif", "/d/P2/A01_s1_wDNA.tif", "/d/illum/Illum_P2.npy"));
        assertThat(groups.stream().map(Group::rows).toList(), contains(1, 1, 1));
        assertThat(files.count(), is(8L));
    }

    @Test
    public void anImageSetWithoutAChannelIsReportedAndNotExpected() throws Exception {
        sort(
                PipelineText.ofPlates(),
                List.of(),
                "/d/P1/A01_s1_wActin.tif",
                "/d/P1/A01_s1_wDNA.tif",
                "/d/P1/A01_s2_wDNA.tif");
        assertThat(groups.get(0).rows(), is(1));
        assertThat(
                remarks(),
                allOf(containsString("WARNING: 1 image sets have no image"), containsString("P1/A01/2 lacks Actin")));
    }

    @Test
    public void imagesMatchedByOrderAreCountedByGroup() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("Folder name", ".*[\\\\/](?P<Run>.*)$")
                .assign("G", "and (file does contain \"_G\")")
                .assign("R", "and (file does contain \"_R\")")
                .groupBy("Run");
        sort(modules, List.of(), "/d/r 1/1_G.tif", "/d/r 1/1_R.tif", "/d/r 2/1_G.tif", "/d/r 2/1_R.tif");
        assertThat(groups.stream().map(Group::rows).toList(), contains(1, 1));
        assertThat(groups.stream().map(Group::folder).toList(), contains("r%201", "r%202"));
        assertThat(
                refusal(modules, List.of(), "/d/r1/1_G.tif", "/d/r1/1_R.tif", "/d/r2/1_G.tif"),
                containsString("different numbers of them: 1 of G, 0 of R in r2"));
    }

    @Test
    public void imagesOfDifferentGroupsAreNotMatchedByOrder() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("File name", "(?P<Run>[a-z])[.]tif$")
                .assign("G", "and (file does contain \"G\")")
                .assign("R", "and (file does contain \"R\")")
                .groupBy("Run");
        assertThat(
                refusal(modules, List.of(), "/d/G1_a.tif", "/d/G2_b.tif", "/d/R1_b.tif", "/d/R2_a.tif"),
                containsString("image sets would span groups, such as /d/G1_a.tif and /d/R1_b.tif"));
        sort(new PipelineText().assign("G", "and (file does contain \"\")"), List.of(), "/d/G1_a.tif");
        assertThat("one channel has nothing to put together", groups.get(0).rows(), is(1));
    }

    @Test
    public void aWellIsCombinedFromRowAndColumn() throws Exception {
        sort(
                new PipelineText().extract("File name", "r(?P<WellRow>[0-9]+)c(?P<WellColumn>[0-9]+)"),
                List.of("Well"),
                "/d/r02c03.tif",
                "/d/r01c03.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("A03", "B03"));
    }

    @Test
    public void withoutGroupsAllFilesAreOneGroup() throws Exception {
        sort(new PipelineText(), List.of(), "/d/a.tif", "/d/b.tif", "/d/.hidden/c.tif", "/d/notes.txt");
        assertThat(groups.get(0).folder(), is("all"));
        assertThat(groups.get(0).rows(), is(2));
        assertThat(filesOf(0), contains("/d/a.tif", "/d/b.tif"));
    }

    @Test
    public void keysThatNamesDoNotProvideLeadToOneGroupUnlessRequested() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("Import from file", "File name", "(?P<X>.)", "")
                .extract("File name", "^(?P<Well>...)")
                .groupBy("Treatment");
        sort(modules, List.of(), "/d/A01.tif", "/d/A02.tif");
        assertThat(groups.size(), is(1));
        assertThat(
                remarks(),
                allOf(
                        containsString("WARNING: all files run as one group. The Groups module groups by Treatment:"),
                        containsString("Names give Well; extraction 1 of the Metadata module (Import from file)")));
        assertThat(
                refusal(modules, List.of("Treatment"), "/d/A01.tif"),
                allOf(
                        containsString(
                                "groupBy asks for Treatment: no regular expression of the Metadata module gives"),
                        containsString("extract it from file or folder names in the Metadata module.")));
    }

    @Test
    public void anExtractionWithARuleReadsOnlyMatchingFiles() throws Exception {
        sort(
                new PipelineText()
                        .extract("File name", "^(?P<Plate>[^_]+)")
                        .extract(
                                "Extract from file/folder names",
                                "File name",
                                "^new_(?P<Plate>[^_]+)",
                                "and (file does startwith \"new\")")
                        .groupBy("Plate"),
                List.of(),
                "/d/new_P2_1.tif",
                "/d/P1_1.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("P1", "P2"));
    }

    @Test
    public void filesWithoutAKeyAreASeparateGroupAsInCellProfiler() throws Exception {
        PipelineText modules =
                new PipelineText().extract("File name", "^(?P<Plate>P[0-9])_").groupBy("Plate");
        sort(modules, List.of(), "/d/P1_a.tif", "/d/overview.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("None", "P1"));
        assertThat(groups.stream().map(Group::firstImage).toList(), contains(1L, 2L));
        assertThat(filesOf(0), contains("/d/overview.tif"));
        assertThat(
                remarks(),
                containsString("WARNING: 1 files have no Plate in their names, and CellProfiler takes None for it, such"
                        + " as /d/overview.tif"));
    }

    @Test
    public void filesWithoutAKeyAndAChannelAreInNoGroup() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("File name", "^(?P<Plate>P[0-9])_")
                .assign("DNA", "and (file does contain \"_w1\")")
                .groupBy("Plate");
        sort(modules, List.of(), "/d/P1_w1.tif", "/d/overview.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("P1"));
        assertThat(files.remarks(), is(empty()));
    }

    @Test
    public void aGroupWithoutAnImageSetIsOmittedAndTheOthersKeepTheirNumbers() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("File name", "^(?P<Plate>P[0-9])_")
                .assign("DNA", "and (file does contain \"_w1\")")
                .groupBy("Plate");
        sort(modules, List.of(), "/d/P1_w1.tif", "/d/P2_thumb.tif", "/d/P3_w1.tif");
        assertThat(groups.stream().map(Group::folder).toList(), contains("P1", "P3"));
        assertThat(groups.stream().map(Group::firstImage).toList(), contains(1L, 2L));
        assertThat(remarks(), is("WARNING: 1 groups have no image set and are left out: P2 (0 of DNA)"));
        assertThat(
                refusal(modules, List.of(), "/d/P1_thumb.tif", "/d/P2_thumb.tif"),
                allOf(containsString("There is no image set at all"), containsString("P1 (0 of DNA); P2 (0 of DNA)")));
    }

    @Test
    public void aKeyThatNothingProvidesIsRefused() throws Exception {
        PipelineText modules = new PipelineText()
                .extract("File name", "^(?P<Plate>P[0-9])_(?P<Well>...)")
                .groupBy("Screen");
        assertThat(
                refusal(modules, List.of(), "/d/P1_A01.tif"),
                containsString("The Groups module groups by Screen: no regular expression of the Metadata module gives"
                        + " that. Names give Plate, Well. CellProfiler fails at that"));
        sort(new PipelineText().groupBy("FileLocation"), List.of(), "/d/a.tif", "/d/b.tif");
        assertThat("every image has that one", groups.size(), is(1));
        assertThat(remarks(), containsString("WARNING: all files run as one group"));
    }

    @Test
    public void anUncertainNumberOfImageSetsIsUnknown() throws Exception {
        for (PipelineText modules : new PipelineText[] {
            new PipelineText().filter("Custom", "and (image does ismonochrome)"),
            new PipelineText().assign("DNA", "and (image does ismonochrome)"),
            new PipelineText().extract("Extract from image file headers", "File name", "", ""),
            new PipelineText().as3d()
        }) {
            sort(modules, List.of(), "/d/a.tif");
            assertThat(remarks(), groups.get(0).rows(), is(0));
            assertThat(groups.get(0).firstImage(), is(0L));
            assertThat(remarks(), containsString("how many image sets there are is not known beforehand: "));
            assertThat(filesOf(0), contains("/d/a.tif"));
        }
    }

    private static String[] frames(String before, String... frames) {
        return Stream.of(frames)
                .flatMap(frame -> Stream.of(before + frame + "_w1.tif", before + frame + "_w2.tif"))
                .toArray(String[]::new);
    }

    private static PipelineText channels(String key) {
        return new PipelineText()
                .extract("File name", "^(?P<Plate>[^_]*)_t(?P<" + key + ">[0-9]+)_")
                .assign("A", "and (file does contain \"_w1\")")
                .assign("B", "and (file does contain \"_w2\")")
                .groupBy("Plate")
                .track();
    }

    @Test
    public void framesThatCellProfilerWouldNotRunInNumericOrderAreRefused() throws Exception {
        for (PipelineText byText : List.of(
                new PipelineText().track(),
                channels("T"),
                channels("Moment").match("[{'A': 'Plate', 'B': 'Plate'}, {'A': 'Moment', 'B': 'Moment'}]"))) {
            assertThat(
                    refusal(byText, List.of(), frames("/d/P1_t", "9", "10", "11")),
                    allOf(
                            containsString("TrackObjects follows objects from one image set of a group to the next"),
                            containsString("11"),
                            containsString(" before "),
                            containsString("9"),
                            containsString("(t01, t02)")));
            sort(byText, List.of(), frames("/d/P1_t", "09", "10", "11"));
            sort(byText, List.of(), frames("/d/P1_t", "1", "2", "9"));
        }
        PipelineText apart = channels("T");
        sort(apart, List.of(), "/d/P9_t1_w1.tif", "/d/P9_t1_w2.tif", "/d/P10_t1_w1.tif", "/d/P10_t1_w2.tif");
        assertThat("a number that tells groups apart", groups.size(), is(2));
    }

    @Test
    public void framesThatCellProfilerComparesAsNumbersMayHaveAnyNumberOfDigits() throws Exception {
        String joins = "[{'A': 'Plate', 'B': 'Plate'}, {'A': 'T', 'B': 'T'}]";
        sort(channels("T").match(joins), List.of(), frames("/d/P1_t", "9", "10", "11"));
        sort(
                channels("Moment")
                        .match(joins.replace("'T'", "'Moment'"))
                        .types("{\"Moment\": \"Integer\", \"Plate\": \"Text\"}"),
                List.of(),
                frames("/d/P1_t", "9", "10", "11"));
        sort(new PipelineText(), List.of(), frames("/d/P1_t", "9", "10", "11"));
    }

    @Test
    public void aSingleImageIsReportedAndNotExpectedAmongTheFiles() throws Exception {
        sort(
                new PipelineText()
                        .assign("DNA", "and (file does contain \"DNA\")")
                        .single("Illum", "file:/shared/illum.npy"),
                List.of(),
                "/d/DNA.tif");
        assertThat(groups.get(0).rows(), is(1));
        assertThat(remarks(), containsString("file:/shared/illum.npy, which the nodes must be able to read"));
    }

    @Test
    public void aNameThatCannotBeInAFileListIsRefused() {
        assertThat(refusal(new PipelineText(), List.of(), "/d/a\nb.tif"), containsString("rename it"));
    }

    @Test
    public void anInvalidExpressionIsRefused() {
        assertThat(
                refusal(new PipelineText().extract("File name", "(?P<Plate>"), List.of()),
                containsString("the regular expression of extraction 1 of the Metadata module is no regular"));
    }
}
