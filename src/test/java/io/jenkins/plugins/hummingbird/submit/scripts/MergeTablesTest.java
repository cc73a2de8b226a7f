package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py on tables as ExportToSpreadsheet writes them, with the standard library of Python alone. */
public class MergeTablesTest {
    private static final String IMAGES =
            "Count_Nuclei,Group_Index,Group_Length,Group_Number,ImageNumber,Metadata_Plate\r\n";
    private static final String NUCLEI = "ImageNumber,ObjectNumber,Metadata_Plate,AreaShape_Area\r\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;

    @Before
    public void program() throws Exception {
        tables = new MergedTables(temporary.newFolder("merge").toPath(), "python3");
    }

    private Path results(String... files) throws IOException {
        Path folder = temporary.newFolder().toPath();
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
        return folder;
    }

    private static long[] numbers(long... numbers) {
        return numbers;
    }

    @Test
    public void numbersAreThoseOfOneRunAndOtherTextStays() throws Exception {
        String more = "ImageNumber,ObjectNumber,Classify_Name,TrackObjects_ParentImageNumber_50\r\n";
        Path first = results(
                "MyExpt_Image.csv", IMAGES + "2.0,1,1,1,1,P1\r\n0.0,1,1,2,2,P1\r\n",
                "MyExpt_Nuclei.csv", more + "1,1,\"big, \"\"bright\"\"\",0\r\n1,2,é,1\r\n");
        Path second = results(
                "MyExpt_Image.csv", IMAGES + "2.0,1,2,1,1,P1\r\n1.0,2,2,1,2,P1\r\n",
                "MyExpt_Nuclei.csv", more + "1,1,small,0\r\n1,2,\"two\nlines\",nan\r\n2,1,\"a,b\",1\r\n");
        tables.group(first, numbers(1, 1, 1, 0, 0, 0), "Plate=P1", "Well=A01")
                .group(second, numbers(3, 3, 1, 0, 0, 0), "Plate=P1", "Well=A02")
                .make("csv");
        assertThat(
                Files.readString(tables.out.resolve("Image.csv")),
                is(IMAGES + "2.0,1,1,1,1,P1\r\n0.0,1,1,2,2,P1\r\n2.0,1,2,3,3,P1\r\n1.0,2,2,3,4,P1\r\n"));
        assertThat(
                Files.readString(tables.out.resolve("Nuclei.csv")),
                is(more + "1,1,\"big, \"\"bright\"\"\",0\r\n1,2,é,1\r\n"
                        + "3,1,small,0\r\n3,2,\"two\nlines\",nan\r\n4,1,\"a,b\",3\r\n"));
        assertThat(tables.written(), contains("csv Image Image.csv 4 6", "csv Nuclei Nuclei.csv 5 4"));
    }

    @Test
    public void aGroupThatIsAPartOfOneOfCellProfilersOwnContinuesIt() throws Exception {
        for (int site = 1; site <= 3; site++) {
            tables.group(
                    results("MyExpt_Image.csv", IMAGES + "5.0,1,1,1,1,P1\r\n"),
                    numbers(site, 1, site, 3, 0, 0),
                    "Plate=P1",
                    "Site=" + site);
        }
        tables.make("csv");
        assertThat(
                tables.lines("Image.csv").subList(1, 4),
                contains("5.0,1,3,1,1,P1", "5.0,2,3,1,2,P1", "5.0,3,3,1,3,P1"));
    }

    @Test
    public void aMissingGroupLeavesItsNumbersOut() throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", NUCLEI + "1,1,P1,5\r\n"), numbers(9, 5, 1, 0, 0, 0), "Well=A05")
                .make("csv");
        assertThat(tables.lines("Nuclei.csv"), contains(NUCLEI.strip(), "9,1,P1,5"));
    }

    @Test
    public void columnsThatOnlySomeGroupsHaveAreEmptyInOthers() throws Exception {
        tables.group(
                        results("MyExpt_Image.csv", "Count_Nuclei,ImageNumber\r\n0.0,1\r\n"),
                        numbers(1, 1, 1, 0, 0, 0),
                        "Well=A01")
                .group(
                        results("MyExpt_Image.csv", "Count_Nuclei,ImageNumber,Mean_Nuclei_Area\r\n2.0,1,7.5\r\n"),
                        numbers(2, 2, 1, 0, 0, 0),
                        "Well=A02")
                .group(
                        results("MyExpt_Image.csv", "Channel,Count_Nuclei,ImageNumber\r\nDNA,2.0,1\r\n"),
                        numbers(3, 3, 1, 0, 0, 0),
                        "Well=A03")
                .make("csv");
        assertThat(
                tables.lines("Image.csv"),
                contains("Channel,Count_Nuclei,ImageNumber,Mean_Nuclei_Area", ",0.0,1,", ",2.0,2,7.5", "DNA,2.0,3,"));
    }

    @Test
    public void aColumnThatIsAnIntegerInOneGroupIsWhatItIsInTheWhole() throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", NUCLEI + "1,1,P1,5\r\n"), numbers(1, 1, 1, 0, 0, 0), "Well=A01")
                .group(results("MyExpt_Nuclei.csv", NUCLEI), numbers(2, 2, 1, 0, 0, 0), "Well=A02")
                .group(
                        results("MyExpt_Nuclei.csv", NUCLEI + "1,1,P1,nan\r\n1,2,P1,6.5\r\n"),
                        numbers(3, 3, 1, 0, 0, 0),
                        "Well=A03")
                .make("csv", "sqlite");
        assertThat(tables.lines("Nuclei.csv"), contains(NUCLEI.strip(), "1,1,P1,5.0", "3,1,P1,nan", "3,2,P1,6.5"));
        assertThat(
                tables.query("tables.db", "SELECT ImageNumber, AreaShape_Area, typeof(AreaShape_Area) FROM Nuclei"),
                contains("1|5.0|real", "3||null", "3|6.5|real"));
    }

    @Test
    public void textOfTheImageTableIsWhatTheWholeTableMakesOfIt() throws Exception {
        Path header = Files.writeString(temporary.newFile().toPath(), "Image_FileName_DNA,Metadata_Plate,Image_Dose\n");
        String one = "a.tif,007,1\n";
        Path table = Files.writeString(temporary.newFile().toPath(), one + "b.tif,P2,0.5\n");
        tables.table(header, table)
                .group(
                        results(
                                "MyExpt_Image.csv",
                                "Dose,FileName_DNA,ImageNumber,Metadata_Plate\r\n1,a.tif,1,7\r\n",
                                "MyExpt_Nuclei.csv",
                                NUCLEI + "1,1,7,5\r\n"),
                        numbers(1, 1, 1, 0, 0, one.length()),
                        "Plate=007")
                .group(
                        results(
                                "MyExpt_Image.csv",
                                "Dose,FileName_DNA,ImageNumber,Metadata_Plate\r\n0.5,b.tif,1,P2\r\n",
                                "MyExpt_Nuclei.csv",
                                NUCLEI + "1,1,P2,5\r\n"),
                        numbers(2, 2, 1, 0, one.length(), Files.size(table) - one.length()),
                        "Plate=P2")
                .make("csv");
        assertThat(tables.lines("Image.csv").subList(1, 3), contains("1.0,a.tif,1,007", "0.5,b.tif,2,P2"));
        assertThat(tables.lines("Nuclei.csv").subList(1, 3), contains("1,1,007,5", "2,1,P2,5"));
    }

    @Test
    public void objectTablesWithoutObjectsAreTheirHeader() throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", NUCLEI), numbers(1, 1, 1, 0, 0, 0), "Well=A01")
                .group(results("MyExpt_Nuclei.csv", NUCLEI), numbers(2, 2, 1, 0, 0, 0), "Well=A02")
                .make("csv");
        assertThat(tables.lines("Nuclei.csv"), contains(NUCLEI.strip()));
        assertThat(tables.written(), contains("csv Nuclei Nuclei.csv 0 4"));
    }

    @Test
    public void filesInAFolderForEachWellAreOneTable() throws Exception {
        tables.group(
                        results(
                                "A01/Nuclei.csv", "ImageNumber,ObjectNumber,Metadata_Well\r\n1,1,A01\r\n",
                                "A02/Nuclei.csv", "ImageNumber,ObjectNumber,Metadata_Well\r\n2,1,A02\r\n"),
                        numbers(1, 1, 1, 0, 0, 0),
                        "Plate=P1")
                .group(
                        results("B01/Nuclei.csv", "ImageNumber,ObjectNumber,Metadata_Well\r\n1,1,B01\r\n"),
                        numbers(3, 3, 1, 0, 0, 0),
                        "Plate=P2")
                .make("csv");
        assertThat(
                tables.lines("Nuclei.csv"),
                contains("ImageNumber,ObjectNumber,Metadata_Well", "1,1,A01", "2,1,A02", "3,1,B01"));
    }

    @Test
    public void metadataOfTheImagesStandsInTablesOfObjectsThatHaveNone() throws Exception {
        String nuclei = "ImageNumber,ObjectNumber,AreaShape_Area\r\n";
        tables.group(
                        results(
                                "MyExpt_Image.csv",
                                IMAGES + "1.0,1,1,1,1,P1\r\n",
                                "MyExpt_Nuclei.csv",
                                nuclei + "1,1,5\r\n"),
                        numbers(4, 1, 1, 0, 0, 0),
                        "Plate=P1")
                .option("--csv-metadata")
                .make("csv");
        assertThat(
                tables.lines("Nuclei.csv"),
                contains("ImageNumber,ObjectNumber,Metadata_Plate,AreaShape_Area", "4,1,P1,5"));
    }

    @Test
    public void theExperimentBeganWithTheFirstGroupAndIsWhatTheLastSays() throws Exception {
        tables.group(
                        results("MyExpt_Experiment.csv", "Key,Value\r\nRun_Timestamp,2026-01-01T00:00\r\nTracks,4\r\n"),
                        numbers(1, 1, 1, 0, 0, 0))
                .group(
                        results("MyExpt_Experiment.csv", "Key,Value\r\nRun_Timestamp,2026-01-02T00:00\r\nTracks,7\r\n"),
                        numbers(2, 2, 1, 0, 0, 0))
                .make("csv");
        assertThat(tables.lines("Experiment.csv"), contains("Key,Value", "Run_Timestamp,2026-01-01T00:00", "Tracks,7"));
    }

    @Test
    public void columnsOfAPlateAreThoseOfAllPlates() throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", NUCLEI + "1,1,P1,5\r\n"), numbers(1, 1, 1, 0, 0, 0), "Plate=P1")
                .other(
                        results("MyExpt_Nuclei.csv", NUCLEI.replace("\r", ",Texture\r") + "1,1,P2,6.5,2\r\n"),
                        numbers(2, 2, 1, 0, 0, 0),
                        "Plate=P2")
                .make("csv");
        assertThat(tables.lines("Nuclei.csv"), contains(NUCLEI.strip() + ",Texture", "1,1,P1,5.0,"));
    }

    private void assertNothingIsMergedOf(String file, String because) throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", file), numbers(1, 1, 1, 0, 0, 0), "Well=A01");
        assertThat(tables.run("csv"), is(1));
        assertThat(tables.said, containsString(because));
        assertThat(tables.written(), is(List.of()));
    }

    @Test
    public void aFileThatIsCutOffIsNotMerged() throws Exception {
        assertNothingIsMergedOf(
                NUCLEI + "1,1,P1,5\r\n1,2,P1",
                "the results of Well=A01 cannot be merged: MyExpt_Nuclei.csv is cut off");
    }

    @Test
    public void aFileWithARowOfAnotherLengthIsNotMerged() throws Exception {
        assertNothingIsMergedOf(NUCLEI + "1,1,P1,5\r\n1,2\r\n", "has 2 fields in line 3, but 4 columns");
    }

    @Test
    public void resultsWithoutTablesSayWhatThePipelineNeeds() throws Exception {
        tables.group(results("picture.txt", "none\n"), numbers(1, 1, 1, 0, 0, 0), "Well=A01");
        assertThat(tables.run("csv"), is(1));
        assertThat(tables.said, containsString("the pipeline needs ExportToSpreadsheet or ExportToDatabase (SQLite)"));
    }

    @Test
    public void withoutDuckDbTheTwoCommandsThatInstallItAreSaid() throws Exception {
        tables.group(results("MyExpt_Nuclei.csv", NUCLEI), numbers(1, 1, 1, 0, 0, 0), "Well=A01")
                .option("--memory", "200");
        assertThat(tables.run("parquet"), is(1));
        assertThat(
                tables.said,
                is("tables: Parquet files need DuckDB, and this Python does not have it: install it by"
                        + " 'python3 -m venv FOLDER' and 'FOLDER/bin/pip install duckdb==1.4.5'\n"));
    }
}
