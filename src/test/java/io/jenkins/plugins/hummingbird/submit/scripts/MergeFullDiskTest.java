package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.jenkins.plugins.hummingbird.DuckDbRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AssumptionViolatedException;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py on a real file system of 300 KB. */
public class MergeFullDiskTest {
    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path disk;

    @Before
    public void mount() throws Exception {
        Path folder = temporary.newFolder("disk").toPath();
        if (command("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder.toString()) != 0) {
            throw new AssumptionViolatedException("a small file system needs the right to mount one");
        }
        disk = folder;
    }

    @After
    public void unmount() throws Exception {
        if (disk != null) {
            assertThat(command("umount", "-l", disk.toString()), is(0));
        }
    }

    private static int command(String... words) throws Exception {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** A group whose one table has more than a megabyte, as CSV and as Parquet. */
    private MergedTables merging(Path out) throws Exception {
        Path results = temporary.newFolder().toPath();
        StringBuilder rows = new StringBuilder("ImageNumber,ObjectNumber,AreaShape_Area\r\n");
        for (int object = 1; object <= 60_000; object++) {
            rows.append("1,")
                    .append(object)
                    .append(',')
                    .append(Math.sin(object))
                    .append("\r\n");
        }
        Files.writeString(results.resolve("Nuclei.csv"), rows);
        return new MergedTables(temporary.newFolder("merge").toPath(), DUCKDB.python(), out)
                .option("--memory", "200")
                .group(results, new long[] {1, 1, 1, 0, 0, 0}, "Well=A01");
    }

    private static void assertThatItSays(MergedTables tables, String format, String pattern) throws Exception {
        assertThat(tables.run(format), is(1));
        assertThat(tables.said, matchesPattern("tables: " + pattern + "\n"));
        assertThat(tables.written(), is(List.of()));
        assertThat(filesIn(tables.out), is(List.of()));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    public void isToldWhenACsvFileFillsIt() throws Exception {
        Path out = disk.resolve("out");
        assertThatItSays(merging(out), "csv", out + "/Nuclei.csv cannot be written: No space left on device");
    }

    @Test
    public void isToldWhenADatabaseFillsIt() throws Exception {
        assertThatItSays(
                merging(disk.resolve("out")),
                "sqlite",
                "the table Nuclei cannot be written to tables.db: database or disk is full");
    }

    @Test
    public void isToldWhenAParquetFileFillsIt() throws Exception {
        assertThatItSays(
                merging(disk.resolve("out")),
                "parquet",
                "Nuclei.parquet cannot be written: .*No space left on device.*");
    }

    @Test
    public void isToldOfTheNode() throws Exception {
        MergedTables tables =
                merging(temporary.getRoot().toPath().resolve("out")).scratch(disk);
        assertThatItSays(tables, "parquet", disk + "/table.csv cannot be written: No space left on device");
    }
}
