package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContainingInAnyOrder;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py reads regular files within the results of a group, and nothing else that somebody puts there. */
public class MergeLinksTest {
    private static final String PROPERTIES = "db_type = sqlite\ndb_sqlite_file = /node/e.db\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;
    private Path results;

    @Before
    public void database() throws Exception {
        tables = new MergedTables(temporary.newFolder("merge").toPath(), "python3");
        results = temporary.newFolder("results").toPath();
        run(
                "python3",
                "-c",
                "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])",
                results.resolve("e.db").toString(),
                "CREATE TABLE E_Per_Image (ImageNumber INTEGER); INSERT INTO E_Per_Image VALUES (1);");
        Files.writeString(results.resolve("e.properties"), PROPERTIES);
        tables.group(results, new long[] {1, 1, 1, 0, 0, 0}, "Plate=P1");
    }

    private static void run(String... words) throws Exception {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor(), is(0));
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(results.resolve(name), target);
    }

    private void assertThatTheRestIsMerged() throws Exception {
        tables.make("csv", "sqlite");
        assertThat(tables.out.toFile().list(), is(arrayContainingInAnyOrder("e.db", "e.properties", "Image.csv")));
        assertThat(tables.written(), contains("sqlite E_Per_Image e.db 1 1", "csv Image Image.csv 1 1"));
    }

    @Test
    public void pipesAndDevicesAreNotRead() throws Exception {
        for (String name : List.of("pipe.properties", "pipe.csv", "pipe.db")) {
            run("mkfifo", results.resolve(name).toString());
        }
        for (String name : List.of("zero.properties", "zero.csv", "zero.db")) {
            link(name, Path.of("/dev/zero"));
        }
        assertThatTheRestIsMerged();
    }

    @Test
    public void linksOutOfTheResultsAreNotFollowed() throws Exception {
        Path elsewhere = temporary.newFolder("elsewhere").toPath();
        link("other.properties", Files.writeString(elsewhere.resolve("other.properties"), PROPERTIES + "secret\n"));
        link("Cells.csv", Files.writeString(elsewhere.resolve("Cells.csv"), "ImageNumber,ObjectNumber\r\n1,1\r\n"));
        link("other.db", Files.copy(results.resolve("e.db"), elsewhere.resolve("other.db")));
        link("folder", elsewhere);
        link("gone.properties", elsewhere.resolve("gone"));
        assertThatTheRestIsMerged();
    }

    @Test
    public void aFileOfPropertiesThatIsTooLongForOneIsNotRead() throws Exception {
        Files.writeString(results.resolve("long.properties"), PROPERTIES + "#".repeat(1 << 20));
        assertThatTheRestIsMerged();
    }
}
