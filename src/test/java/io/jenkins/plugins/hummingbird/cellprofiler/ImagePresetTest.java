package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Names that microscopes give to files. The examples are those of docs/image-patterns.md. */
public class ImagePresetTest {
    private static final String GUID = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** The rows that a preset makes of files, which must all match, each by its columns; empty ones are left out. */
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
        for (String top : List.of("", "Images/")) {
            assertTrue(rows("Operetta", top + "r01c01f001p01-ch1sk1fk1fl1.tiff").stream()
                    .noneMatch(row -> row.containsKey("Plate")));
        }
        assertUnmatched("OperaPhenix", "P/Images/Index.idx.xml");
    }

    @Test
    public void momentsOfOperaPhenixComeInTheirOrder() throws Exception {
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
        assertUnmatched("Cellomics", "MFGTMP_150406100001_A01f00d0.C01");
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
