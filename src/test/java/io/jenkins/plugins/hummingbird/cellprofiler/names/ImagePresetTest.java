package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** File names of microscopes. The examples are those of docs/image-patterns.md. */
public class ImagePresetTest {
    private static final String GUID = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** @return the rows of the table of files, which must all match, by column; without empty values */
    private List<Map<String, String>> rows(String preset, String... files) throws Exception {
        ImagePattern pattern = new ImagePattern(preset);
        for (String file : files) {
            pattern.add(file);
        }
        assertEquals(List.of(), pattern.unmatched());
        Path file = folder.getRoot().toPath().resolve("images.csv");
        pattern.write("/im", file);
        List<Map<String, String>> rows = new ArrayList<>();
        try (ImageTable table = new ImageTable(file, "the table")) {
            while (table.hasNext()) {
                List<String> values = table.next();
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < values.size(); i++) {
                    if (!values.get(i).isEmpty() && !table.columns().get(i).startsWith("PathName_")) {
                        row.put(table.columns().get(i).replace("Metadata_", ""), values.get(i));
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static void assertUnmatched(String preset, String... files) throws Exception {
        ImagePattern pattern = new ImagePattern(preset);
        for (String file : files) {
            pattern.add(file);
        }
        assertEquals(List.of(files), pattern.unmatched());
    }

    @Test
    public void imageXpress() throws Exception {
        String first = "BR1_24_A01_s1_w1" + GUID + ".tif";
        String second = "BR1_24_A01_s1_w2" + GUID.toLowerCase(Locale.ROOT) + ".TIF";
        assertEquals(
                List.of(Map.of(
                        "FileName_w1", first, "FileName_w2", second, "Plate", "BR1_24", "Well", "A01", "Site", "1")),
                rows("ImageXpress", "x/" + first, "x/" + second));
        assertEquals(
                List.of(
                        Map.of("FileName_w1", "P_B02_w1.tif", "Plate", "P", "Well", "B02", "Time", "1", "Z", "3"),
                        Map.of("FileName_w1", "P_B02_w1.tif", "Plate", "P", "Well", "B02", "Time", "2")),
                rows("ImageXpress", "a/b/TimePoint_1/ZStep_3/P_B02_w1.tif", "TimePoint_2/P_B02_w1.tif"));
        assertEquals(
                List.of(Map.of("FileName_w1", "A01_s9_w1.tif", "Plate", "P 1", "Well", "A01", "Site", "9")),
                rows("image xpress", "run/P 1/A01_s9_w1.tif"));
        assertUnmatched("ImageXpress", "BR1_A01_s1_w1_thumb" + GUID + ".tif", "BR1.HTD");
        assertEquals(
                "w10",
                new ImagePattern("ImageXpress")
                        .found(new ImagePattern("ImageXpress").match("P_A01_s1_w10" + GUID + ".tif"))
                        .get("Channel"));
        assertTrue(rows("ImageXpress", "P_A01_s1_w1.tif", "P_A01_s1_w10.tif")
                .get(0)
                .containsKey("FileName_w10"));
    }

    @Test
    public void thePlateOfAnImageXpressIsTheFolderAboveTimePointsAndPlanesIfNamesBeginWithTheWell() throws Exception {
        assertEquals(
                List.of(
                        Map.of("FileName_w1", "A01_s1_w1.TIF", "Plate", "P1", "Well", "A01", "Site", "1", "Time", "1"),
                        Map.of(
                                "FileName_w1",
                                "A01_s1_w1.TIF",
                                "Plate",
                                "P2",
                                "Well",
                                "A01",
                                "Site",
                                "1",
                                "Time",
                                "2",
                                "Z",
                                "3")),
                rows("ImageXpress", "P1/TimePoint_1/A01_s1_w1.TIF", "run/P2/TimePoint_2/ZStep_3/A01_s1_w1.TIF"));
        Map<String, String> only = rows("ImageXpress", "P1/ZStep_2/AA12.tif").get(0);
        assertEquals("P1 AA12 2", only.get("Plate") + " " + only.get("Well") + " " + only.get("Z"));
        for (String name : List.of("P1/TimePoint_1/AB12_A01_s1.tif", "AB12_Plate_7/x/TimePoint_1/A01_s1.tif")) {
            assertTrue(name, rows("ImageXpress", name).get(0).get("Plate").startsWith("AB12"));
        }
        for (String top : List.of("TimePoint_1/", "ZStep_1/", "TimePoint_1/ZStep_1/")) {
            assertEquals(null, rows("ImageXpress", top + "A01_s1_w1.tif").get(0).get("Plate"));
        }
    }

    @Test
    public void theTimePointBeforeTheWellIsNoPlate() throws Exception {
        Map<String, String> first =
                rows("ImageXpress", "run/Plate 2126/t1_A01_s1_w1_z2.tif").get(0);
        assertEquals(
                "Plate 2126 A01 1 2",
                String.join(" ", first.get("Plate"), first.get("Well"), first.get("Time"), first.get("Z")));
        assertEquals(null, rows("ImageXpress", "t12_A01_s1_w1_z2.tif").get(0).get("Plate"));
        first = rows("ImageXpress", "x/P9_t12_A01_s1_w1_z2.tif").get(0);
        assertEquals("P9 12", first.get("Plate") + " " + first.get("Time"));
        assertEquals("t1", rows("ImageXpress", "t1_A01_s1_w1.tif").get(0).get("Plate"));
    }

    @Test
    public void aWellInSmallLettersIsOneWhereMetaXpressGaveTheName() throws Exception {
        Map<String, String> one = rows(
                        "ImageXpress",
                        "2013-08-09/41757/taoe005-a-au00044858_p05_s6_w2" + GUID.toLowerCase(Locale.ROOT) + ".tif")
                .get(0);
        assertEquals("taoe005-a-au00044858 p05 6", one.get("Plate") + " " + one.get("Well") + " " + one.get("Site"));
        assertTrue(one.containsKey("FileName_w2"));
        assertUnmatched("ImageXpress", "P1_t01_w1.tif", "P1_s01_w1.tif", "P1_a01_s1_w1.tif");
    }

    @Test
    public void planesOfOneChannelAreTold() throws Exception {
        String flat = "P_A01_s1.tif";
        String plane = "P_A01_s1_z1.tif";
        assertThat(refusal("ImageXpress", flat, plane), containsString("Give imagePattern ImageXpressPlanes"));
        assertEquals("1", rows("ImageXpressPlanes", plane).get(0).get("Z"));
        assertUnmatched("ImageXpressPlanes", flat);
        assertUnmatched("ImageXpressProjections", plane);
    }

    @Test
    public void aProjectionOfACq1IsNoPlateOfItsOwnAndIsRefusedBesideItsPlanes() throws Exception {
        Map<String, String> projection =
                rows("CQ1", "P/Projection/W0001F0001T0001Z000C1.tif").get(0);
        assertEquals("P", projection.get("Plate"));
        assertEquals(null, projection.get("Z"));
        assertThat(
                refusal("CQ1", "P/Image/W0001F0001T0001Z001C1.tif", "P/Projection/W0001F0001T0001Z000C1.tif"),
                allOf(
                        containsString(
                                "are flat beside planes of the same place, as projections are: P/Projection/W00"),
                        containsString(
                                ". Give a regular expression as imagePattern that matches the planes alone, or")));
    }

    @Test
    public void onlyAnImageXpressIsToldOfItsOtherPresetsWhereProjectionsAreAmongPlanes() {
        assertThat(
                refusal("INCell", "P/A - 1(fld 1 wv DAPI - DAPI).tif", "P/A - 1(fld 1 wv DAPI - DAPI z 1).tif"),
                allOf(
                        containsString("Give a regular expression as imagePattern that matches the planes alone"),
                        not(containsString("ImageXpress"))));
    }

    @Test
    public void operaPhenixAndOperetta() throws Exception {
        for (String preset : List.of("OperaPhenix", "Opera Phenix", "Operetta")) {
            assertEquals(
                    List.of(Map.of(
                            "FileName_ch1",
                            "r02c11f01p01-ch1sk1fk1fl1.tiff",
                            "FileName_ch2",
                            "r02c11f01p01-ch2sk1fk1fl1.tiff",
                            "Plate",
                            "BR__2020-11-05T19_51_35-Measurement1",
                            "Well",
                            "B11",
                            "WellRow",
                            "02",
                            "WellColumn",
                            "11",
                            "Site",
                            "01",
                            "Z",
                            "01",
                            "Time",
                            "1")),
                    rows(
                            preset,
                            "q/BR__2020-11-05T19_51_35-Measurement1/Images/r02c11f01p01-ch1sk1fk1fl1.tiff",
                            "q/BR__2020-11-05T19_51_35-Measurement1/Images/r02c11f01p01-ch2sk1fk1fl1.tiff"));
        }
        assertEquals(
                "P", rows("Operetta", "P/r01c01f01p01-ch1sk1fk1fl1.tiff").get(0).get("Plate"));
        for (String top : List.of("", "Images/", "images/Images/")) {
            assertTrue(rows("Operetta", top + "r01c01f001p01-ch1sk1fk1fl1.tiff").stream()
                    .noneMatch(row -> row.containsKey("Plate")));
        }
        assertUnmatched("OperaPhenix", "P/Images/Index.idx.xml");
    }

    @Test
    public void timePointsOfOperaPhenixAreInNumericOrder() throws Exception {
        List<String> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int moment = 1; moment <= 12; moment++) {
            files.add("P/Images/r01c01f01p01-ch1sk" + moment + "fk1fl1.tiff");
            expected.add(Integer.toString(moment));
        }
        // as a listing has them
        files.sort(null);
        List<String> times = rows("OperaPhenix", files.toArray(String[]::new)).stream()
                .map(row -> row.get("Time"))
                .toList();
        assertEquals(expected, times);
    }

    @Test
    public void cellVoyagerWhoseActionDiffersBetweenChannels() throws Exception {
        for (String preset : List.of("CV7000", "CV8000", "cv-7000")) {
            assertEquals(
                    List.of(Map.of(
                            "FileName_C01",
                            "AssayPlate_Greiner_#655090_C02_T0001F001L01A01Z01C01.tif",
                            "FileName_C02",
                            "AssayPlate_Greiner_#655090_C02_T0001F001L01A02Z01C02.tif",
                            "Plate",
                            "AssayPlate_Greiner_#655090",
                            "Well",
                            "C02",
                            "Site",
                            "001",
                            "Time",
                            "0001",
                            "Timeline",
                            "01",
                            "Z",
                            "01")),
                    rows(
                            preset,
                            "AssayPlate_Greiner_#655090_C02_T0001F001L01A01Z01C01.tif",
                            "AssayPlate_Greiner_#655090_C02_T0001F001L01A02Z01C02.tif"));
        }
        assertUnmatched("CV8000", "DC_sCMOS #1_CAM1.tif", "MeasurementDetail.mrf");
    }

    @Test
    public void cellomics() throws Exception {
        assertEquals(
                List.of(Map.of(
                        "FileName_d0",
                        "MFGTMP_150406100001_A01f00d0.TIF",
                        "FileName_d1",
                        "MFGTMP_150406100001_A01f00d1.TIF",
                        "Plate",
                        "MFGTMP_150406100001",
                        "Well",
                        "A01",
                        "Site",
                        "00")),
                rows("cellomics", "MFGTMP_150406100001_A01f00d0.TIF", "x/MFGTMP_150406100001_A01f00d1.TIF"));
        assertEquals("P1", rows("Cellomics", "P1/B12f13d2.TIFF").get(0).get("Plate"));
        assertUnmatched("Cellomics", "MFGTMP_150406100001_A01f00d0.DIB");
    }

    @Test
    public void timePointsAndPlanesOfAnEvosAreNoPlates() throws Exception {
        Map<String, String> one = rows("Cellomics", "s.2026-09-25/P1_Plate_R_p01_z02_0_A01f00d0.TIF")
                .get(0);
        assertEquals(
                "P1_Plate A01 01 02",
                String.join(" ", one.get("Plate"), one.get("Well"), one.get("Time"), one.get("Z")));
        one = rows("Cellomics", "aup-1_Top Right Dish_TM_p00_0_A01f00d0.TIF").get(0);
        assertEquals("aup-1_Top Right Dish 00", one.get("Plate") + " " + one.get("Time"));
        assertThat(
                refusal("Cellomics", "P1_Plate_R_p00_0_A01f00d0.TIF", "P1_Plate_M_p00_0_A01f00d0.TIF"),
                containsString("1 times two images have the same metadata and channel"));
    }

    @Test
    public void operettaWithRecordsInsteadOfChannels() throws Exception {
        assertEquals(
                Set.of("FileName_rc1_ch1", "FileName_rc2_ch1"),
                rows(
                                "OperettaNumbers",
                                "P/Images/r02c07f01p01rc1-ch1sk1fk1fl1.tiff",
                                "P/Images/r02c07f01p01rc2-ch1sk1fk1fl1.tiff")
                        .get(0)
                        .keySet()
                        .stream()
                        .filter(column -> column.startsWith("FileName_"))
                        .collect(Collectors.toSet()));
    }

    @Test
    public void cq1() throws Exception {
        assertEquals(
                List.of(Map.of(
                        "FileName_C1",
                        "W0013F0001T0002Z001C1.tif",
                        "FileName_C2",
                        "W0013F0001T0002Z001C2.tif",
                        "Plate",
                        "Screen 1",
                        "Well",
                        "W0013",
                        "Site",
                        "0001",
                        "Time",
                        "0002",
                        "Z",
                        "001")),
                rows(
                        "CQ1",
                        "q/Screen 1/Image/W0013F0001T0002Z001C1.tif",
                        "q/Screen 1/Image/W0013F0001T0002Z001C2.tif"));
        assertEquals(
                "P", rows("CQ1", "P/Field0001/W0001F0001T0001Z001C1.tif").get(0).get("Plate"));
    }

    @Test
    public void cytation() throws Exception {
        assertEquals(
                List.of(Map.of(
                        "FileName_Phase_Contrast",
                        "A9_-1_1_1_Phase Contrast_001.tif",
                        "FileName_GFP",
                        "A9_-1_2_1_GFP_001.tif",
                        "Plate",
                        "P1",
                        "Well",
                        "A9",
                        "Read",
                        "-1",
                        "Site",
                        "1",
                        "Time",
                        "001")),
                rows(
                        "Cytation",
                        "P1/ID_A9 info/A9_-1_1_1_Phase Contrast_001.tif",
                        "P1/ID_A9 info/A9_-1_2_1_GFP_001.tif"));
        Map<String, String> planes =
                rows("BioTek", "B2/A1ROI2_01_1_1Z4_Confocal DAPI_001.tif").get(0);
        assertEquals(
                "B2 A1 2 4",
                planes.get("Plate") + " " + planes.get("Well") + " " + planes.get("Region") + " " + planes.get("Z"));
        Map<String, String> kinetic = rows("Cytation", "A1_1Z4_DAPI_1_003_.tif").get(0);
        assertEquals(
                "A1 1 4 003",
                kinetic.get("Well") + " " + kinetic.get("Site") + " " + kinetic.get("Z") + " " + kinetic.get("Time"));
        assertTrue(kinetic.containsKey("FileName_DAPI"));
        assertTrue(rows("Cytation", "B2/B2_1_Bright Field_1_001_02.tif").get(0).containsKey("FileName_Bright_Field"));
        assertTrue(rows("Cytation", "H10_1_Stitched[AandB_Phase Contrast]_1_001_-1.tif")
                .get(0)
                .containsKey("FileName_Phase_Contrast"));
        assertTrue(rows("Cytation", "A1_-2_1_1_Tsf[Stitched[Channel1 300,400]]_001.tif")
                .get(0)
                .containsKey("FileName_Tsf_Stitched_Channel1_300_400"));
    }

    @Test
    public void incucyte() throws Exception {
        assertEquals(
                List.of(Map.of(
                        "FileName_phase",
                        "VID1630_A1_1_00d00h00m.tif",
                        "FileName_red",
                        "VID1630_A1_1_00d00h00m.tif",
                        "Plate",
                        "VID1630",
                        "Well",
                        "A1",
                        "Site",
                        "1",
                        "Time",
                        "00d00h00m")),
                rows("Incucyte", "phase/VID1630_A1_1_00d00h00m.tif", "red/VID1630_A1_1_00d00h00m.tif"));
        assertEquals(
                "VID9955",
                rows("Incucyte", "x/VID9955_Phase_B3_1_00d04h00m.tif").get(0).get("Plate"));
        Map<String, String> dated =
                rows("Incucyte", "DE_A549_B10_6_2026y10m05d_14h30m.tif").get(0);
        assertEquals(
                "DE_A549 B10 6 2026y10m05d_14h30m",
                dated.get("Plate") + " " + dated.get("Well") + " " + dated.get("Site") + " " + dated.get("Time"));
        assertTrue(dated.containsKey("FileName_Image"));
    }

    private static String refusal(String preset, String... files) {
        return assertThrows(OperationException.class, () -> new ImagePresetTest().refused(preset, files))
                .getMessage();
    }

    private void refused(String preset, String... files) throws Exception {
        ImagePattern pattern = new ImagePattern(preset);
        for (String file : files) {
            pattern.add(file);
        }
        pattern.write("/im", Path.of("/nowhere/images.csv"));
    }

    @Test
    public void aMismatchNamesThePresetAndTheMissingPart() {
        assertThat(
                refusal("imagexpress", "notes.txt", "P/P_A01_s1_w1_thumb.tif", "P/P_s1.tif"),
                allOf(
                        containsString("No file below /im matches the preset ImageXpress of imagePattern."),
                        endsWith("The nearest name, P/P_A01_s1_w1_thumb.tif, lacks the ending .tif or .tiff after"
                                + " P/P_A01_s1_w1.")));
        assertThat(
                refusal("CV8000", "W0001F0001T0001Z001C1.tif"),
                endsWith("The nearest name, W0001F0001T0001Z001C1.tif, lacks a plate and a well, such as Plate_A01."));
        assertThat(
                refusal("INCell", "A - 1[fld 1].tif"),
                endsWith("lacks field and filters in brackets, such as (fld 1 wv DAPI - DAPI) after A - 1."));
        assertThat(
                refusal("Cellomics", "P_A01f00d0.TIF", "P_A02f00d1.TIF"),
                containsString("The names were matched with the preset Cellomics of imagePattern."));
        for (ImagePreset preset : ImagePreset.values()) {
            String message = refusal(preset.toString(), "notes.txt");
            assertThat(message, containsString("the preset " + preset + " of imagePattern"));
            assertThat(message, containsString("The nearest name, notes.txt, lacks "));
        }
    }

    @Test
    public void foldersThatAreCalledLikeTheWellsAreReported() throws Exception {
        ImagePattern pattern = new ImagePattern("ImageXpress");
        pattern.add("P1/A01/A01_s1_w1.tif");
        pattern.add("P1/B02/B02_s1_w1.tif");
        assertThat(
                pattern.remarks().get(0),
                containsString(
                        "each plate is called like its well, such as that of P1/A01/A01_s1_w1.tif: if these are"));
        pattern.add("P1/P01/B02_s1_w1.tif");
        assertEquals(List.of(), pattern.remarks());
    }

    @Test
    public void oneNameInSeveralFoldersIsReported() throws Exception {
        ImagePattern pattern = new ImagePattern("ImageXpress");
        pattern.add("one/TimePoint_1/A_B02_s1_w1.TIF");
        pattern.add("one/TimePoint_2/A_B02_s1_w1.TIF");
        assertEquals(List.of(), pattern.remarks());
        pattern.add("two/TimePoint_1/A_C03_s1_w1.TIF");
        assertThat(
                pattern.remarks().get(0),
                containsString("files of the plate A lie in several folders, such as ./one and ./two"));
    }

    @Test
    public void inCell() throws Exception {
        assertEquals(
                List.of(Map.of(
                        "FileName_DAPI",
                        "A - 01(fld 01 wv DAPI - DAPI).tif",
                        "FileName_390_Blue",
                        "A - 01(fld 01 wv 390 - Blue).tif",
                        "FileName_TL_Brightfield_Cy3",
                        "A - 01(fld 01 wv TL-Brightfield - Cy3 wix 2).tif",
                        "WellRow",
                        "A",
                        "WellColumn",
                        "01",
                        "Well",
                        "A01",
                        "Site",
                        "01")),
                rows(
                        "IN Cell",
                        "A - 01(fld 01 wv DAPI - DAPI).tif",
                        "A - 01(fld 01 wv 390 - Blue).tif",
                        "A - 01(fld 01 wv TL-Brightfield - Cy3 wix 2).tif"));
        Map<String, String> z = rows("INCell", "20180328_Test_G - 8(fld 4 wv Green - dsRed z 3).tif")
                .get(0);
        assertEquals(
                "20180328_Test G08 4 3", z.get("Plate") + " " + z.get("Well") + " " + z.get("Site") + " " + z.get("Z"));
        Map<String, String> time = rows("INCell", "t/P 2/B - 02(fld 01 wv Blue - FITC - time 07 - 120 ms).tif")
                .get(0);
        assertEquals("P 2 B02 07", time.get("Plate") + " " + time.get("Well") + " " + time.get("Time"));
        assertTrue(time.containsKey("FileName_Blue_FITC"));
    }
}
