package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerPython;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What measure.py makes of tables that are written here, as CellProfiler writes them or damaged. */
public class MeasureProgramTest {
    private static final String IMAGES = "Count_Nuclei,ImageNumber,Metadata_Plate,Metadata_Site,Metadata_Well\r\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path results;

    @Before
    public void results() throws IOException {
        CellProfilerPython.any();
        results = temporary.newFolder("results").toPath();
    }

    private void table(String name, String... lines) throws IOException {
        Path file = results.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("", lines));
    }

    private static List<String> wells(MeasuredRecord record) {
        return record.places.stream()
                .map(place -> String.join("|", place.words))
                .toList();
    }

    @Test
    public void identifiersAndMetadataAreLeftOutAndCountsAreSummed() throws Exception {
        table("Image.csv", IMAGES, "2,1,P,1,A01\r\n3,2,P,2,A01\r\n");
        table(
                "Nuclei.csv",
                "ImageNumber,ObjectNumber,Metadata_Plate,Metadata_Well,FileName_DNA,Number_Object_Number,AreaShape_Area\r\n",
                "1,1,P,A01,a.tif,1,10\r\n1,2,P,A01,a.tif,2,30\r\n",
                "2,1,P,A01,b.tif,1,20\r\n2,2,P,A01,b.tif,2,50\r\n2,3,P,A01,b.tif,3,90\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.said, is(""));
        assertThat(record.columns, contains("Count_Nuclei", "Nuclei_AreaShape_Area"));
        assertThat(record.statistics, contains("sum", "median"));
        assertThat(wells(record), contains("P|A01|2"));
        assertThat(record.places.get(0).lines.get("values"), contains("5", "30"));
        assertThat(record.places.get(0).lines.get("n"), contains("2", "5"));
        assertThat(record.places.get(0).lines.get("means"), contains("2.5", "40"));
        assertThat(record.places.get(0).lines.get("mads"), contains("", "20"));
        List<MeasuredRecord.Block> sites = record.places.get(0).sites;
        assertThat(sites.get(1).words, contains("2", "2"));
        assertThat(sites.get(0).lines.get("values"), contains("2", "20"));
        assertThat(sites.get(1).lines.get("values"), contains("3", "50"));
        assertThat(sites.get(1).lines.get("n"), contains("1", "3"));
    }

    @Test
    public void whatIsNoNumberIsLeftOutAndCounted() throws Exception {
        table("Image.csv", "Count_Nuclei,ImageNumber,Quality_Focus,Quality_Note\r\n", "5,1,nan,12_3\r\n");
        table(
                "Nuclei.csv",
                "ImageNumber,ObjectNumber,A,B,C\r\n",
                "1,1,1,nan,x\r\n1,2,inf,nan,1\r\n1,3,,nan,1\r\n1,4,-inf,,1\r\n1,5,4,nan,1\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.columns, contains("Count_Nuclei", "Nuclei_A"));
        assertThat(record.field("values", "Nuclei_A"), is("2.5"));
        assertThat(record.field("n", "Nuclei_A"), is("2"));
        assertThat(record.field("left-out", "Nuclei_A"), is("3"));
    }

    @Test
    public void tabsQuotesUmlautsAPrefixAndFoldersMakeNoDifference() throws Exception {
        table(
                "Plate ü/Versuch_Image.txt",
                "Count_Zellen\tImageNumber\tIntensity_Größe\tMetadata_Plate\tMetadata_Well\r\n",
                "1\t1\t0.5\tPlatte ü\t\"B\"\"1\"\r\n");
        table("Plate ü/Versuch_Zellen.txt", "ImageNumber\tObjectNumber\t\"Fläche,\"\"neu\"\"\"\r\n", "1\t1\t7.25\r\n");
        table("Plate ü/Versuch_Experiment.txt", "Key\tValue\r\nRun_Timestamp\t\"a\nImageNumber\"\r\n");
        table("other.csv", "Well,Area\r\nA01,3\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.problems, is(empty()));
        assertThat(record.columns, contains("Count_Zellen", "Image_Intensity_Größe", "Zellen_Fläche,\"neu\""));
        assertThat(wells(record), contains("Platte ü|B\"1|1"));
        assertThat(record.field("values", "Zellen_Fläche,\"neu\""), is("7.25"));
    }

    @Test
    public void anObjectWhoseNameEndsLikeAnotherOneKeepsItsOwn() throws Exception {
        table("My_Image.csv", "Count_BigNuclei,Count_Nuclei,ImageNumber\r\n1,1,1\r\n");
        table("My_Nuclei.csv", "ImageNumber,ObjectNumber,A\r\n1,1,1\r\n");
        table("My_BigNuclei.csv", "ImageNumber,ObjectNumber,A\r\n1,1,2\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.field("values", "Nuclei_A"), is("1"));
        assertThat(record.field("values", "BigNuclei_A"), is("2"));
    }

    @Test
    public void ofCombinedObjectsThoseThatAnImageSetHasAreCounted() throws Exception {
        table("Image.csv", "Count_Cells,Count_Nuclei,ImageNumber\r\n1,2,1\r\n0,1,2\r\n");
        table(
                "Objects.csv",
                "Image,Nuclei,Image,Nuclei,Cells\r\n",
                "ImageNumber,ObjectNumber,Metadata_Well,A,A\r\n",
                "1,1,A01,5,nan\r\n1,2,A01,7,nan\r\n2,1,A01,9,nan\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.field("values", "Nuclei_A"), is("7"));
        assertThat("a cell without a value is no number", record.columns.contains("Cells_A"), is(false));
        Files.writeString(
                results.resolve("Objects.csv"),
                Files.readString(results.resolve("Objects.csv")).replace("5,nan", "5,3"));
        MeasuredRecord second = MeasuredRecord.of(results);
        assertThat(second.field("n", "Cells_A"), is("1"));
        assertThat("rows of other objects", second.field("left-out", "Cells_A"), is("0"));
    }

    @Test
    public void aTableThatCannotBeReadIsAProblemAndTheOthersAreMeasured() throws Exception {
        table("Image.csv", IMAGES, "1,1,P,1,A01\r\n");
        table("Nuclei.csv", "ImageNumber,ObjectNumber,A\r\n1,1,3\r\n");
        table("CutOff.csv", "ImageNumber,ObjectNumber,A\r\n1,1,3\r\n1,2");
        table("Uneven.csv", "ImageNumber,ObjectNumber,A\r\n1,1,3\r\n1,2\r\n");
        table("Stranger.csv", "ImageNumber,ObjectNumber,A\r\n9,1,3\r\n");
        table("Wordy.csv", "ImageNumber,ObjectNumber,A\r\n1,1,three\r\n");
        table("NoSet.csv", "ImageNumber,ObjectNumber,A\r\nx,1,3\r\n");
        Files.write(
                results.resolve("Latin.csv"),
                "ImageNumber,ObjectNumber,A\r\n1,1,\u00fc\r\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(results.resolve("broken.db"), "SQLite format 3\0 and no more".getBytes(StandardCharsets.US_ASCII));
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.columns, contains("Count_Nuclei", "Nuclei_A"));
        assertThat(
                record.problems.stream().sorted().toList(),
                contains(
                        is("CutOff.csv is cut off"),
                        is("Latin.csv is not UTF-8"),
                        startsWith("NoSet.csv has 'x' where the number"),
                        is("Stranger.csv has image set 9, which is not in the table of images"),
                        is("Uneven.csv has 2 fields in line 3, but 3 columns"),
                        is("Wordy.csv has no numbers"),
                        startsWith("broken.db cannot be read: ")));
        assertThat(record.said, containsString("measurements: CutOff.csv is cut off\n"));
    }

    @Test
    public void withoutATableOfImagesThatCanBeReadThoseOfTheObjectsSayTheWells() throws Exception {
        table("Image.csv", IMAGES, "1,1,P,1,A01");
        table(
                "Nuclei.csv",
                "ImageNumber,ObjectNumber,Metadata_Plate,Metadata_Well,A\r\n1,1,P,A01,3\r\n4,1,P,A02,5\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.problems, contains("Image.csv is cut off"));
        assertThat(wells(record), contains("P|A01|1", "P|A02|1"));
        assertThat(record.field(record.places.get(1), "values", "Nuclei_A"), is("5"));
    }

    @Test
    public void anEmptyTableAndNoTableAtAllAreNoProblem() throws Exception {
        assertThat(MeasuredRecord.of(results).columns, is(empty()));
        table("Image.csv", IMAGES, "0,1,P,1,A01\r\n");
        table("Nuclei.csv", "ImageNumber,ObjectNumber,A\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.problems, is(empty()));
        assertThat(record.columns, contains("Count_Nuclei"));
        assertThat(record.field("values", "Count_Nuclei"), is("0"));
    }

    @Test
    public void aPlateInOneFolderPerWellHasAllOfItsWells() throws Exception {
        for (int well = 1; well <= 3; well++) {
            String folder = "A0" + well + "/";
            table(folder + "Image.csv", IMAGES, "1," + well + ",P,1,A0" + well + "\r\n");
            table(folder + "Nuclei.csv", "ImageNumber,ObjectNumber,A\r\n" + well + ",1," + well + "\r\n");
        }
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(wells(record), contains("P|A01|1", "P|A02|1", "P|A03|1"));
        assertThat(record.field(record.places.get(2), "values", "Nuclei_A"), is("3"));
    }

    @Test
    public void whatTwoFilesSayOfOneImageSetCountsOnce() throws Exception {
        for (String folder : List.of("one/", "two/")) {
            table(folder + "Image.csv", IMAGES, "1,1,P,1,A01\r\n");
            table(folder + "Nuclei.csv", "ImageNumber,ObjectNumber,A," + folder.charAt(0) + "\r\n1,1,2,4\r\n");
        }
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.columns, contains("Count_Nuclei", "Nuclei_A", "Nuclei_o", "Nuclei_t"));
        assertThat(record.places.get(0).lines.get("n"), contains("1", "1", "1", "1"));
    }

    @Test
    public void theSliceSaysTheWellsWhereTheTablesDoNotAndHowTheyAreWritten() throws Exception {
        table("Image.csv", "Count_Nuclei,ImageNumber\r\n1,1\r\n2,2\r\n");
        Path slice = Files.writeString(
                temporary.getRoot().toPath().resolve("images.csv"),
                "FileName_DNA,Metadata_Plate,Metadata_Row,Metadata_Column\na.tif,007,1,3\nb.tif,007,B,12\n");
        assertThat(wells(MeasuredRecord.of(results, slice)), contains("007|A03|1", "007|B12|1"));
        table("Image.csv", "Count_Nuclei,ImageNumber,Metadata_Plate,Metadata_Well\r\n1,1,7,a3\r\n2,2,7,A03\r\n");
        assertThat(wells(MeasuredRecord.of(results, slice)), contains("007|a3|2"));
        assertThat(wells(MeasuredRecord.of(results)), contains("7|a3|2"));
    }

    @Test
    public void aWellWithoutMetadataHasNoName() throws Exception {
        table("Image.csv", "Count_Nuclei,ImageNumber\r\n1,1\r\n2,2\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(wells(record), contains("||2"));
        assertThat(record.places.get(0).sites.get(1).words, contains("", "2"));
    }

    @Test
    public void beyondTwentyThousandColumnsTheOthersAreLeftOut() throws Exception {
        table("Image.csv", "Count_Nuclei,ImageNumber\r\n1,1\r\n");
        String header = IntStream.range(0, 20_001).mapToObj(i -> "F" + i).collect(Collectors.joining(","));
        table("Nuclei.csv", "ImageNumber,ObjectNumber," + header + "\r\n1,1" + ",5".repeat(20_001) + "\r\n");
        MeasuredRecord record = MeasuredRecord.of(results);
        assertThat(record.columns, hasSize(20_000));
        assertThat(record.problems, contains("2 columns of Nuclei are left out: there are too many"));
    }

    @Test
    public void aTableThatIsTooLargeForMemoryIsReadInPartsWithTheSameResult() throws Exception {
        StringBuilder images = new StringBuilder(IMAGES);
        StringBuilder nuclei = new StringBuilder("ImageNumber,ObjectNumber,A,B,C,D,E,F,G\r\n");
        for (int set = 1; set <= 60; set++) {
            images.append("20," + set + ",P,1,A" + (1 + set % 12) + "\r\n");
            for (int object = 1; object <= 20; object++) {
                nuclei.append(set + "," + object);
                for (int column = 0; column < 7; column++) {
                    nuclei.append("," + (set * 7919 + object * 104729 + column * 31) % 1009 / 8.0);
                }
                nuclei.append("\r\n");
            }
        }
        table("Image.csv", images.toString());
        table("Nuclei.csv", nuclei.toString());
        Path whole = temporary.newFile().toPath();
        Path parts = temporary.newFile().toPath();
        assertThat(MeasuredRecord.write(results, whole).places, hasSize(12));
        for (String bytes : List.of("100000", "40000", "20000")) {
            MeasuredRecord.write(bytes, results, parts);
            assertThat(bytes, Files.mismatch(whole, parts), is(-1L));
        }
    }

    @Test
    public void aNameWithATabIsWrittenWithABlank() throws Exception {
        table("Image.csv", "Count_Nuclei,ImageNumber,Metadata_Well\r\n1,1,\"A\t1\n\"\r\n");
        assertThat(wells(MeasuredRecord.of(results)), contains("|A 1|1"));
    }
}
