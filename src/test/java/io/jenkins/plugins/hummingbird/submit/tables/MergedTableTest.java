package io.jenkins.plugins.hummingbird.submit.tables;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.Test;

/** What a list of merged tables may say. */
public class MergedTableTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final TableSet SET = new TableSet("P1", "tables/P1", List.of(1, 2, 3));

    private static MergedTable parse(String... fields) {
        return MergedTable.parse(fields, SET, List.of("g3"), "s3://results/night/tables/P1");
    }

    @Test
    public void aLineIsATable() {
        MergedTable table = parse("parquet", "Nuclei", "Nuclei.parquet", "700", "12", "4096", DIGEST);
        assertThat(
                table,
                is(new MergedTable(
                        "P1",
                        "Nuclei",
                        "parquet",
                        "tables/P1/Nuclei.parquet",
                        700,
                        12,
                        4096,
                        DIGEST,
                        2,
                        1,
                        "g3",
                        "s3://results/night/tables/P1/Nuclei.parquet")));
        assertThat(MergedTable.read(table.row()), is(table));
    }

    @Test
    public void whatIsNoTableIsLeftOut() {
        assertThat(parse("format", "table", "file", "rows", "columns", "bytes", "sha256"), is(nullValue()));
        assertThat("too short", parse("csv", "Nuclei", "Nuclei.csv", "7", "1", "4"), is(nullValue()));
        assertThat("a format", parse("xlsx", "Nuclei", "Nuclei.csv", "7", "1", "4", DIGEST), is(nullValue()));
        assertThat("a path", parse("csv", "Nuclei", "../../etc/passwd", "7", "1", "4", DIGEST), is(nullValue()));
        assertThat("absolute", parse("csv", "Nuclei", "/etc/passwd", "7", "1", "4", DIGEST), is(nullValue()));
        assertThat("negative", parse("csv", "Nuclei", "Nuclei.csv", "-7", "1", "4", DIGEST), is(nullValue()));
        assertThat("too large", parse("csv", "N", "N.csv", "9".repeat(20), "1", "4", DIGEST), is(nullValue()));
        assertThat("no digest", parse("csv", "Nuclei", "Nuclei.csv", "7", "1", "4", "abc"), is(nullValue()));
        assertThat("a name", parse("csv", "N\u001b[0m", "N.csv", "7", "1", "4", DIGEST), is(nullValue()));
        assertThat("long", parse("csv", "N".repeat(201), "N.csv", "7", "1", "4", DIGEST), is(nullValue()));
    }
}
