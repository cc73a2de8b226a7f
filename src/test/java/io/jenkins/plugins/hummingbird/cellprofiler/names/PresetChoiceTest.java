package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which preset is found for which names. */
public class PresetChoiceTest {
    private static final Path NAMES =
            Path.of("src/test/resources/io/jenkins/plugins/hummingbird/cellprofiler/file-names");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private PresetChoice.Found find(PresetChoice choice, List<String> names) throws Exception {
        Path scratch = folder.getRoot().toPath();
        try {
            return choice.find(
                    taker -> {
                        for (String name : names) {
                            taker.take(name);
                        }
                    },
                    "/im",
                    scratch);
        } finally {
            try (Stream<Path> files = Files.list(scratch)) {
                assertThat(files.toList(), is(empty()));
            }
        }
    }

    private String found(List<String> names) throws Exception {
        return find(new PresetChoice(), names).preset();
    }

    private String refusal(List<String> names) {
        return assertThrows(OperationException.class, () -> found(names)).getMessage();
    }

    /** A plate of Cellomics: wells, and two channels of each. */
    private static List<String> cellomics(int wells) {
        List<String> names = new ArrayList<>();
        for (int well = 0; well < wells; well++) {
            for (int channel = 0; channel < 2; channel++) {
                names.add(String.format("P1_%c%02df00d%d.TIF", 'A' + well / 24, well % 24 + 1, channel));
            }
        }
        return names;
    }

    private static List<String> others(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("overview " + i + ".tif");
        }
        return names;
    }

    private static List<String> together(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        Collections.sort(all);
        return all;
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(NAMES.resolve(file));
    }

    @Test
    public void namesOfRealMicroscopesFindTheirPreset() throws Exception {
        assertThat(found(lines("cellomics_c01.txt")), is("Cellomics"));
        assertThat(found(lines("cq1.txt")), is("CQ1"));
        for (String file :
                List.of("imx_guid_brackets.txt", "imx_guid_underscore.txt", "imx_singlewave.txt", "imx_zname.txt")) {
            assertThat(file, found(lines(file)), is("ImageXpress"));
        }
        assertThat(found(lines("imx_two_plates.txt")), is("ImageXpress"));
        assertThat(found(lines("incell_nowv.txt")), is("INCell"));
        assertThat(found(lines("phenix_lower_folder.txt")), is("OperaPhenix"));
        assertThat(found(List.of("P_C02_T0001F001L01A01Z01C01.tif", "P_C02_T0001F001L01A02Z01C02.tif")), is("CV7000"));
        assertThat(found(List.of("A1_01_1_1_Phase Contrast_001.tif")), is("Cytation"));
        assertThat(found(List.of("VID1630_Phase_A1_1_00d04h00m.tif")), is("Incucyte"));
    }

    @Test
    public void projectionsBesidePlanesAreRefusedWithTheReason() throws Exception {
        assertThat(
                refusal(lines("imx_zmip.txt")),
                allOf(
                        startsWith("No preset of imagePattern fits the names of the 3 images below /im: "),
                        containsString("ImageXpress matches 100 %; but: 1 image sets are flat beside planes of the same"
                                + " place, as projections are: "),
                        containsString("ImageXpressPlanes matches 66.6 %, but not P/2023/1/P_E07")));
    }

    @Test
    public void fourPercentOfOtherNamesAreLeftOutAndSixAreNot() throws Exception {
        List<String> images = cellomics(48);
        PresetChoice.Found found = find(new PresetChoice(), together(images, others(4)));
        assertThat(found.preset() + " " + found.matched() + " of " + found.images(), is("Cellomics 96 of 100"));
        assertThat(
                refusal(together(images, others(6))),
                allOf(
                        containsString("fits the names of the 102 images below /im: at least 95 % have to match"),
                        containsString(" Cellomics matches 94.1 %, but not overview 0.tif. "),
                        containsString(" Give a regular expression as imagePattern: docs/image-patterns.md")));
    }

    @Test
    public void namesThatNoPresetMatchesAreSaidOnce() {
        assertThat(
                refusal(List.of("Plate_1/A01_s1_wDNA.tif", "Plate_1/A01_s1_wActin.tif")),
                containsString(
                        " image sets. None matches any of them, such as Plate_1/A01_s1_wDNA.tif. Give a regular"));
    }

    @Test
    public void anEndingThatNoPresetKnowsIsSaid() {
        assertThat(
                refusal(List.of("P1_A01_s1_w1.png", "P1_A01_s1_w2.png")),
                containsString("None matches any of them, such as P1_A01_s1_w1.png. With the ending .tif it would match"
                        + " ImageXpress. Give a regular expression"));
        assertThat(
                assertThrows(OperationException.class, () -> PresetChoice.ofPart(List.of("VID1_A1_1_00d00h00m.jpg")))
                        .getMessage(),
                containsString("With the ending .tif it would match Incucyte."));
    }

    /** What is before the well is a channel there, and would be taken for a plate. */
    @Test
    public void namesWithNothingButAWellAreNotTakenForThoseOfAMicroscope() throws Exception {
        List<String> names = List.of("DAPI_A01.tif", "DAPI_A02.tif", "GFP_A01.tif", "GFP_A02.tif");
        assertThat(
                refusal(names),
                containsString("ImageXpress matches 100 %; but: these names have nothing but a well, and what is before"
                        + " it may be a channel as well as a plate: if it is the plate, give imagePattern:"
                        + " 'ImageXpress'."));
        assertThat(
                assertThrows(OperationException.class, () -> PresetChoice.ofPart(names))
                        .getMessage(),
                containsString("nothing but a well"));
        assertThat(refusal(List.of("DAPI/A01.tif", "GFP/A01.tif")), containsString("nothing but a well"));
        assertThat(found(List.of("TimePoint_1/P1_A01.TIF", "TimePoint_1/P1_A02.TIF")), is("ImageXpress"));
        assertThat(found(List.of("P1_A01_s1.TIF", "P1_A02_s1.TIF")), is("ImageXpress"));
        assertThat(found(List.of("A01.tif", "A02.tif")), is("ImageXpress"));
    }

    @Test
    public void ofAPartWithoutAnyImageThatIsSaid() {
        assertThat(
                assertThrows(OperationException.class, () -> PresetChoice.ofPart(List.of("a.csv", "b.csv")))
                        .getMessage(),
                containsString("none of the first 2 files is called like an image, such as .tif. Correct images"));
    }

    @Test
    public void whatIsNoImageAndThumbnailsDoNotCount() throws Exception {
        List<String> names = new ArrayList<>();
        for (String site : List.of("s1", "s2")) {
            names.add("P_A01_" + site + "_w1.tif");
            names.add("P_A01_" + site + "_w1_thumb0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9.tif");
            names.add("P_A01_" + site + ".txt");
            names.add("P_A01_" + site + ".HTD");
        }
        PresetChoice.Found found = find(new PresetChoice(), names);
        assertThat(found.preset() + " " + found.matched() + " of " + found.images(), is("ImageXpress 2 of 2"));
        assertThat(refusal(List.of("notes.txt", "tif")), containsString("no file below /im is called like an image"));
        assertThat(refusal(List.of()), containsString("no file below /im is called like an image"));
    }

    @Test
    public void aPlateOfTwoMicroscopesIsRefusedWithBothAndTheirShares() {
        List<String> half = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            half.add(String.format("Q_A%02d_w1.tif", i + 1));
            half.add(String.format("Q_A%02d_w2.tif", i + 1));
        }
        assertThat(
                refusal(together(cellomics(24), half)),
                allOf(
                        containsString("ImageXpress matches 50 %, but not P1_A01f00d0.TIF."),
                        containsString("Cellomics matches 50 %, but not Q_A01_w1.tif."),
                        not(containsString("CQ1"))));
    }

    @Test
    public void incompleteImageSetsAreRefusedWithTheReason() {
        List<String> names = cellomics(30);
        names.remove(7);
        assertThat(
                refusal(names),
                containsString("Cellomics matches 100 %; but: 1 image sets have no image of a channel that others have:"
                        + " that of P1_A04f00d0.TIF lacks d1."));
    }

    @Test
    public void twoThatFitEquallyWellAreNamedUnlessTheyMakeTheSameTable() throws Exception {
        List<String> names = List.of("A01-x1-DNA.tif", "A01-x2-DNA.tif", "A02-x1-DNA.tif");
        String sites = "(?<Well>[^-]+)-x(?<Site>\\d)-(?<Channel>[^-]+)[.]tif";
        String same = "(?<Well>A..)-x(?<Site>.)-(?<Channel>.*)[.]tif";
        String others = "(?<Well>[^-]+)-(?<Field>x\\d)-(?<Channel>[^-]+)[.]tif";
        String fewer = "(?<Place>.*[12])-(?<Channel>[^-]+)[.]tif";
        assertThat(find(new PresetChoice(List.of(sites, same)), names).preset(), is(sites));
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> find(new PresetChoice(List.of(sites, same, others)), names))
                        .getMessage(),
                allOf(
                        containsString(
                                "equally well, and make different tables of them: " + sites + ", " + others + ". "),
                        containsString("such as imagePattern: '" + sites + "'")));
        List<String> more = new ArrayList<>(names);
        for (int i = 3; i < 10; i++) {
            for (int well = 1; well < 9; well++) {
                more.add("A0" + well + "-x" + i % 2 + i + "-DNA.tif");
            }
        }
        assertThat(
                find(new PresetChoice(List.of(fewer, "(?<Any>.*)-(?<Channel>[^-]+)[.]tif")), more)
                        .preset(),
                is("(?<Any>.*)-(?<Channel>[^-]+)[.]tif"));
    }

    @Test
    public void ofManyNamesASampleIsTriedAndAllAreCounted() throws Exception {
        List<String> names = new ArrayList<>();
        for (int plate = 10; plate < 70; plate++) {
            for (String name : cellomics(384)) {
                names.add(name.replace("P1_", "P" + plate + "_"));
            }
        }
        List<String> all = together(names, others(1000));
        PresetChoice.Found found = find(new PresetChoice(), all);
        assertThat(found.preset() + " " + found.matched() + " of " + found.images(), is("Cellomics 46080 of 47080"));
        NameSample sample = new NameSample(taker -> {
            for (String name : all) {
                taker.take(name);
            }
        });
        assertThat(sample.total(), is(47080L));
        assertThat("one of five, from each part of the list", sample.names().size(), is(9416));
        assertThat(sample.names().get(0), startsWith("P10_A0"));
        assertThat(sample.names().get(9415), startsWith("overview 99"));
    }

    @Test
    public void anIndexHasTheLastWordOnIncompleteImageSets() throws Exception {
        List<String> names = List.of(
                "P/Images/r01c01f01p01-ch1sk1fk1fl1.tiff",
                "P/Images/r01c01f01p01-ch2sk1fk1fl1.tiff",
                "P/Images/r01c02f01p01-ch1sk1fk1fl1.tiff");
        assertThat(refusal(names), containsString("OperaPhenix matches 100 %; but: 1 image sets have no image"));
        assertThat(found(together(names, List.of("P/Images/Index.idx.xml"))), is("OperaPhenix"));
    }

    @Test
    public void thePresetsThatMatchOneNameAreTold() throws Exception {
        assertThat(PresetChoice.matching("P_A01_s1_w1.tif"), contains("ImageXpress", "ImageXpressProjections"));
        assertThat(PresetChoice.matching("notes.tif"), is(empty()));
        assertThat(PresetChoice.isAuto(" Auto"), is(true));
        assertThat(PresetChoice.isAuto("automatic"), is(false));
    }
}
