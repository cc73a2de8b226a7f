package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py on databases as ExportToDatabase writes them. */
public class MergeDatabasesTest {
    private static final String IMAGES =
            "CREATE TABLE E_Per_Image (\nImageNumber INTEGER,\nImage_Group_Number integer,\n"
                    + "Image_Metadata_Plate TEXT,\nPRIMARY KEY (ImageNumber) );";
    private static final String OBJECTS = "CREATE TABLE E_Per_Object (ImageNumber INTEGER, ObjectNumber INTEGER,"
            + " Nuclei_Area float, PRIMARY KEY (ImageNumber, ObjectNumber));";
    private static final String RELATIONSHIPS =
            "CREATE TABLE E_Per_RelationshipTypes (relationship_type_id integer primary key,"
                    + " module_number integer, relationship varchar(255), object_name1 varchar(255), object_name2 varchar(255));"
                    + "CREATE TABLE E_Per_Relationships (relationship_type_id integer, image_number1 integer, object_number1 integer,"
                    + " image_number2 integer, object_number2 integer);"
                    + "CREATE VIEW E_Per_RelationshipsView AS SELECT T.relationship, R.image_number1, R.image_number2"
                    + " FROM E_Per_RelationshipTypes T JOIN E_Per_Relationships R ON T.relationship_type_id = R.relationship_type_id;";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;

    @Before
    public void program() throws Exception {
        tables = new MergedTables(temporary.newFolder("merge").toPath(), "python3");
    }

    /** Adds a group of one image set, with a database e.db. */
    private Path group(int first, String... statements) throws Exception {
        Path folder = temporary.newFolder().toPath();
        Process python = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])",
                        folder.resolve("e.db").toString(),
                        String.join("\n", statements))
                .inheritIO()
                .start();
        assertThat(python.waitFor(), is(0));
        tables.group(folder, new long[] {first, first, 1, 0, 0, 0}, "Plate=P1", "Well=A0" + first);
        return folder;
    }

    private static String row(String table, String... values) {
        return "INSERT INTO " + table + " VALUES (" + String.join(", ", values) + ");";
    }

    @Test
    public void typesOfRelationshipsThatAreNumberedInAnotherWayStayWhatTheyAre() throws Exception {
        String type = "E_Per_RelationshipTypes";
        String relationship = "E_Per_Relationships";
        group(
                1,
                RELATIONSHIPS,
                row(type, "1", "4", "'Parent'", "'Nuclei'", "'Cells'"),
                row(relationship, "1", "1", "1", "1", "1"));
        group(
                2,
                RELATIONSHIPS,
                row(type, "1", "4", "'Child'", "'Cells'", "'Nuclei'"),
                row(type, "2", "4", "'Parent'", "'Nuclei'", "'Cells'"),
                row(relationship, "1", "1", "1", "1", "1"),
                row(relationship, "2", "1", "2", "1", "2"));
        tables.make("sqlite");
        assertThat(
                tables.query("e.db", "SELECT * FROM E_Per_RelationshipsView ORDER BY 1, 2"),
                contains("Child|2|2", "Parent|1|1", "Parent|2|2"));
    }

    @Test
    public void aColumnThatOnlyALaterGroupHasIsNullBefore() throws Exception {
        group(1, IMAGES, OBJECTS, row("E_Per_Image", "1", "1", "'P1'"), row("E_Per_Object", "1", "1", "7.5"));
        group(
                2,
                IMAGES,
                OBJECTS.replace("Nuclei_Area", "Nuclei_Extent float, Nuclei_Area"),
                row("E_Per_Image", "1", "1", "'P1'"),
                row("E_Per_Object", "1", "1", "0.5", "8.5"));
        tables.make("sqlite");
        assertThat(
                tables.query("e.db", "SELECT ImageNumber, Nuclei_Area, Nuclei_Extent FROM E_Per_Object"),
                contains("1|7.5|", "2|8.5|0.5"));
        assertThat(tables.query("e.db", "SELECT Image_Group_Number FROM E_Per_Image"), contains("1", "2"));
    }

    @Test
    public void withoutSpreadsheetsTablesComeFromTheDatabaseWithTheMetadataOfTheImages() throws Exception {
        group(1, IMAGES, OBJECTS, row("E_Per_Image", "1", "1", "'007'"), row("E_Per_Object", "1", "1", "7.5"));
        group(2, IMAGES, OBJECTS, row("E_Per_Image", "1", "1", "'P2'"), row("E_Per_Object", "1", "1", "NULL"));
        tables.make("csv");
        assertThat(
                tables.lines("Object.csv"),
                contains("ImageNumber,ObjectNumber,Nuclei_Area,Metadata_Plate", "1,1,7.5,007", "2,1,,P2"));
        assertThat(tables.written(), hasItem("csv Image Image.csv 2 3"));
        assertThat(Files.exists(tables.out.resolve("e.db")), is(false));
    }

    @Test
    public void thePropertiesOfCellProfilerAnalystNameTheMergedDatabase() throws Exception {
        Path folder = group(1, IMAGES, row("E_Per_Image", "1", "1", "'P1'"));
        Files.write(
                folder.resolve("e_E.properties"),
                List.of("db_type = sqlite", "db_sqlite_file  = /node/scratch/e.db", "image_table = E_Per_Image"));
        tables.option("--published", "/shared/output/tables/P1").make("sqlite");
        assertThat(
                tables.lines("e_E.properties"),
                contains(
                        "db_type = sqlite",
                        "db_sqlite_file  = /shared/output/tables/P1/e.db",
                        "image_table = E_Per_Image"));
    }

    @Test
    public void aDamagedDatabaseIsNotMerged() throws Exception {
        group(1, IMAGES, row("E_Per_Image", "1", "1", "'P1'"));
        Path database = group(2, IMAGES, row("E_Per_Image", "1", "1", "'P1'")).resolve("e.db");
        byte[] whole = Files.readAllBytes(database);
        Files.write(database, Arrays.copyOf(whole, 1000));
        assertThat(tables.run("sqlite"), is(1));
        assertThat(tables.said, containsString("cannot be merged"));
        assertThat(tables.written(), is(List.of()));
    }
}
