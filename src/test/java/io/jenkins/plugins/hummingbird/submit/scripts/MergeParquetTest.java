package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.DuckDbRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The Parquet files that merge_tables.py makes with DuckDB. */
public class MergeParquetTest {
    private static final String IMAGES = "Count_Nuclei,ImageNumber,Metadata_Plate,Metadata_Site\r\n";
    private static final String NUCLEI = "ImageNumber,ObjectNumber,AreaShape_Area,Parent_Cells,Texture\r\n";

    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;

    @Before
    public void program() throws Exception {
        tables = new MergedTables(temporary.newFolder("merge").toPath(), DUCKDB.python()).option("--memory", "200");
    }

    private void group(int first, String images, String nuclei) throws IOException {
        Path folder = temporary.newFolder().toPath();
        Files.writeString(folder.resolve("MyExpt_Image.csv"), IMAGES + images);
        Files.writeString(folder.resolve("MyExpt_Nuclei.csv"), NUCLEI + nuclei);
        tables.group(folder, new long[] {first, first, 1, 0, 0, 0}, "Plate=007");
    }

    private List<String> query(String sql) throws Exception {
        Process process = new ProcessBuilder(
                        DUCKDB.python(),
                        "-c",
                        "import duckdb, sys\n"
                                + "for row in duckdb.sql(sys.argv[1]).fetchall():\n"
                                + "    print('|'.join('' if field is None else str(field) for field in row))",
                        sql)
                .directory(tables.out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rows = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return rows.lines().toList();
    }

    @Test
    public void columnsHaveTheTypesOfTheWholeAndObjectsTheMetadataOfTheirImages() throws Exception {
        group(1, "2.0,1,007,1\r\n", "1,1,5,1,\r\n1,2,7,0,\r\n");
        group(2, "0.0,1,007,1\r\n", "");
        group(3, "1.0,1,007,1\r\n", "1,1,6.5,1,\r\n");
        tables.make("parquet");
        assertThat(
                query("SELECT * FROM 'Nuclei.parquet'"),
                contains("1|1|007|1|5.0|1|", "1|2|007|1|7.0|0|", "3|1|007|1|6.5|1|"));
        assertThat(
                query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM 'Nuclei.parquet')"),
                contains(
                        "ImageNumber|BIGINT",
                        "ObjectNumber|BIGINT",
                        "Metadata_Plate|VARCHAR",
                        "Metadata_Site|BIGINT",
                        "AreaShape_Area|DOUBLE",
                        "Parent_Cells|BIGINT",
                        "Texture|DOUBLE"));
        assertThat(tables.written(), contains("parquet Image Image.parquet 3 4", "parquet Nuclei Nuclei.parquet 3 7"));
    }

    @Test
    public void aNumberThatIsNoneAndOneThatIsMissingAreKeptApart() throws Exception {
        group(1, "1.0,1,P1,1\r\n", "1,1,nan,1,inf\r\n1,2,,1,0.1\r\n");
        tables.make("parquet");
        assertThat(query("SELECT AreaShape_Area, Texture FROM 'Nuclei.parquet'"), contains("nan|inf", "|0.1"));
    }

    /** Only the first rows of each file are looked at beforehand. */
    @Test
    public void aColumnThatTurnsOutToBeOfAnotherTypeLateIsOfOneThatTakesAll() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int object = 1; object <= 60; object++) {
            rows.append("1,").append(object).append(object < 60 ? ",5,1,0.5\r\n" : ",5.5,1,high\r\n");
        }
        group(1, "60.0,1,P1,1\r\n", rows.toString());
        tables.make("parquet");
        assertThat(
                query("SELECT ObjectNumber, AreaShape_Area, Texture FROM 'Nuclei.parquet' WHERE ObjectNumber > 58"),
                contains("59|5.0|0.5", "60|5.5|high"));
    }

    /** DuckDB takes the path of a file that it reads for a pattern. */
    @Test
    public void anotherFolderThatTheNameOfOneMatchesIsNotRead() throws Exception {
        Path merge = temporary.newFolder("odd").toPath();
        tables = new MergedTables(merge, DUCKDB.python(), merge.resolve("out[1]* ?'\"ü"));
        Path alike = Files.createDirectories(merge.resolve("out1 x'\"ü"));
        group(1, "1.0,1,P1,1\r\n", "1,1,5,1,0.5\r\n");
        for (String name : List.of("Image.csv", "Nuclei.csv")) {
            Files.writeString(alike.resolve(name), "ImageNumber\r\n77\r\n");
        }
        tables.make("csv", "parquet", "sqlite");
        assertThat(query("SELECT ImageNumber, AreaShape_Area FROM 'Nuclei.parquet'"), contains("1|5"));
        assertThat(query("SELECT Metadata_Plate FROM 'Image.parquet'"), contains("P1"));
        assertThat(tables.query("tables.db", "SELECT AreaShape_Area FROM Nuclei"), contains("5"));
        assertThat(
                tables.written(),
                hasItems(
                        "csv Nuclei Nuclei.csv 1 5",
                        "parquet Nuclei Nuclei.parquet 1 7",
                        "sqlite Nuclei tables.db 1 5"));
    }

    /** DuckDB would keep 122,880 rows until it writes them, which of thousands of columns is more than it may take. */
    @Test
    public void theMoreColumnsTheFewerRowsAreKeptInMemory() throws Exception {
        Process process = new ProcessBuilder(
                        DUCKDB.python(),
                        "-B",
                        "-c",
                        "import merged_files; print(*map(merged_files.row_group, (1, 200, 1000, 100000)))")
                .directory(tables.out.getParent().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rows = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rows.strip(), is("122880 40960 8192 2048"));
    }
}
