package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What tables.sh gives the program that merges tables, and what it concludes from how that ends. */
public class TablesScriptTest {
    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;
    private TablesRun task;

    @Before
    public void plate() throws Exception {
        root = temporary.getRoot().toPath();
        task = new TablesRun(root, root.resolve("output"));
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat("nothing stays on the node", task.temporary.toFile().list(), is(emptyArray()));
        assertThat("nor of the attempt", TaskRun.attempts(task.attempts()), is(List.of()));
        assertThat(Files.exists(task.output.resolve("tables")), is(false));
    }

    @Test
    public void theTablesOfAPlateArePublishedWithTheirManifest() throws Exception {
        GroupRecord record = task.run();
        assertThat(record.state() + record.detail(), is("completed"));
        assertThat(record.imageSets() + " of " + record.rows() + " groups", is("2 of 2 groups"));
        assertThat(record.peakKiB(), is(greaterThan(0L)));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
        assertThat(task.link(), is("../.hummingbird/results/tables/P1/submit-1." + record.attempt()));
        assertThat(TaskRun.attempts(task.attempts()), is(List.of("submit-1.0.0", "submit-1.0.0.done")));
        List<String> manifest = Files.readAllLines(task.output.resolve("tables/P1/manifest.tsv"));
        assertThat(manifest.get(0), is("format\ttable\tfile\trows\tcolumns\tbytes\tsha256"));
        assertThat(manifest.get(1), startsWith("csv\tImage\tImage.csv\t2\t3\t"));
        assertThat(manifest.get(2), startsWith("csv\tNuclei\tNuclei.csv\t2\t3\t" + TablesRun.NUCLEI.length() + "\t"));
        assertThat("nothing stays on the node", task.temporary.toFile().list(), is(emptyArray()));
    }

    @Test
    public void columnsAreTypedByTheGroupsOfAllTables() throws Exception {
        task.table("P2");
        task.group(4, "B02", "1,1,8\r\n");
        task.table("P3");
        task.group(3, "B01", "1,1,5.5\r\n");
        assertThat(task.run().detail(), is(""));
        assertThat(task.nuclei(), is("ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,5.0\r\n2,1,7.0\r\n"));
    }

    @Test
    public void theImageTableOfTheSubmissionSaysWhatSlicesLost() throws Exception {
        task.settings("2048 1 1 csv");
        Files.writeString(task.plan.resolveSibling("header.csv"), "FileName_DNA,Metadata_Plate\n");
        Files.writeString(task.plan.resolveSibling("table.csv"), "a.tif,007\nb.tif,P2\n");
        Files.delete(task.plan.resolve("groups"));
        task.group(1, "A01", "1,1,5\r\n", 0, 10);
        assertThat(task.run().detail(), is(""));
        assertThat(task.nuclei(), is("ImageNumber,ObjectNumber,Metadata_Plate,AreaShape_Area\r\n1,1,007,5\r\n"));
    }

    @Test
    public void aListOfFilesIsNoImageTable() throws Exception {
        Files.writeString(task.plan.resolveSibling("header.csv"), "");
        Files.writeString(task.plan.resolveSibling("table.csv"), "/images/a.tif\n");
        assertThat(task.run().state(), is("completed"));
    }

    @Test
    public void parquetIsMadeByTheNamedPython() throws Exception {
        task.settings("1000 1 0 parquet sqlite");
        task.python(DUCKDB.python());
        GroupRecord record = task.run();
        assertThat(record.detail(), record.state(), is("completed"));
        List<String> manifest = Files.readAllLines(task.output.resolve("tables/P1/manifest.tsv"));
        assertThat(
                manifest.stream().map(line -> line.split("\t")[2]).toList(),
                is(List.of("file", "tables.db", "Image.parquet", "tables.db", "Nuclei.parquet")));
    }

    @Test
    public void withoutDuckDbTheRecordSaysHowItIsInstalled() throws Exception {
        task.settings("1000 1 0 parquet");
        task.python(TablesRun.program(root.resolve("python-S"), "exec python3 -S \"$@\"")
                .toString());
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.MERGE));
        assertThat(
                record.detail(),
                is("Parquet files need DuckDB, and this Python does not have it: install it by"
                        + " 'python3 -m venv FOLDER' and 'FOLDER/bin/pip install duckdb==1.4.5'"));
        assertNothingIsLeft();
    }

    @Test
    public void withoutAnyPythonTheRecordSaysWhichWereTried() throws Exception {
        task.python("/none/python3");
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.MERGE));
        assertThat(
                record.detail(),
                is("tables need a Python 3.6 or later, and node n1 has none: /none/python3 (not found)"));
    }

    @Test
    public void aGroupsFileThatIsCutOffIsTold() throws Exception {
        Path cut = task.group(3, "A03", "1,1,5\r\n1,2");
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.MERGE));
        assertThat(record.code(), is(1));
        assertThat(record.imageSets() + " of " + record.rows(), is("0 of 3"));
        assertThat(
                record.detail(),
                containsString("the results of Well=A03 cannot be merged: MyExpt_Nuclei.csv is cut off"));
        assertNothingIsLeft();
        Files.writeString(
                cut.resolve("MyExpt_Nuclei.csv"), "ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,5\r\n1,2,6\r\n");
        task.round = "1";
        assertThat("the next round", task.run().state(), is("completed"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI + "3,1,5\r\n3,2,6\r\n"));
    }

    @Test
    public void aSentenceIsALineThatFitsIntoTheRecord() throws Exception {
        task.pythonThatBegins("printf 'tables: a\\tb\\033[1m%s' \"$(printf 'ü%.0s' {1..600})\" >&2; exit 3");
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.MERGE));
        assertThat(record.code(), is(3));
        assertThat(record.detail(), startsWith("a b [1müü"));
        assertThat(record.detail(), record.detail().replace("ü", ""), is("a b [1m"));
        assertThat(record.detail().getBytes(StandardCharsets.UTF_8).length, is(greaterThan(600)));
    }

    @Test
    public void anEndForLackOfMemoryIsTold() throws Exception {
        task.pythonThatBegins("kill -9 $$");
        assertThat(task.run().reason(), is(FailureReason.MEMORY));
        task.settings("2 1 0 parquet");
        task.python(DUCKDB.python());
        assertThat("DuckDB's limit", task.run().reason(), is(FailureReason.MEMORY));
        assertNothingIsLeft();
    }

    @Test
    public void aSignalEndsTheMergingAndTheFirstReasonCounts() throws Exception {
        Path begun = root.resolve("begun");
        task.pythonThatBegins("trap '' TERM; touch " + begun + "; while :; do sleep 1; done");
        Process process = task.start();
        TaskRun.awaitFile(begun);
        TaskRun.signal(process, "TERM");
        assertThat(TaskRun.await(process), is(1));
        assertThat(TaskRun.record(task.plan).reason(), is(FailureReason.CANCELLED));
        assertNothingIsLeft();

        Files.delete(begun);
        task.pythonThatBegins("touch " + begun + "; exec sleep 60");
        process = task.start();
        TaskRun.awaitFile(begun);
        TaskRun.signal(process, "USR1");
        TaskRun.signal(process, "TERM");
        assertThat(TaskRun.await(process), is(1));
        assertThat(TaskRun.record(task.plan).reason(), is(FailureReason.TIME_LIMIT));
        assertNothingIsLeft();
    }

    @Test
    public void aPlanThatIsNotWholeIsToldOfTheNode() throws Exception {
        String others = Files.readString(task.plan.resolve("groups")).replaceAll("(?m)^1\t", "2\t");
        Files.writeString(task.plan.resolve("groups"), others);
        assertThat("no group is the set's", task.run().reason(), is(FailureReason.PLAN));
        Files.delete(task.plan.resolve("groups"));
        assertThat("there is no list", task.run().reason(), is(FailureReason.PLAN));
        Files.delete(task.plan.resolve("round-0"));
        assertThat(TaskRun.await(task.start()), is(76));
    }

    @Test
    public void theSetsOfTheGroupsAreToldApartByNumber() throws Exception {
        for (int table = 2; table <= 11; table++) {
            task.table("P" + table);
            task.group(table + 1, "P" + table, "1,1,8\r\n");
        }
        GroupRecord record = task.run();
        assertThat(record.detail() + record.imageSets() + " of " + record.rows(), is("2 of 2"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
    }

    @Test
    public void ofManyOtherGroupsAThousandSayWhatTheColumnsAre() throws Exception {
        task.table("P2");
        for (int group = 3; group <= 1998; group++) {
            task.line(group, "/none/" + group);
        }
        Path read = root.resolve("others");
        task.pythonThatBegins(
                "for word; do [ \"$before\" != --others ] || cp \"$word\" " + read + "; before=$word; done");
        assertThat(task.run().detail(), is(""));
        List<String> others = Files.readAllLines(read);
        // of 1998 groups in all, two of which are merged
        assertThat(others.size(), is(both(greaterThan(997)).and(lessThan(1001))));
        assertThat(others.get(0), startsWith("/none/4\t4\t"));
        assertThat(others.get(1), startsWith("/none/6\t6\t"));
        assertThat(others.get(others.size() - 1), startsWith("/none/1998\t"));
    }

    @Test
    public void aFolderMayHaveAnyCharacter() throws Exception {
        Path odd = Files.createDirectories(root.resolve("a[1]* ?{b}'\"$x\\ ü"));
        task = new TablesRun(odd, odd.resolve("output"));
        task.settings("1000 1 0 csv parquet sqlite");
        task.python(DUCKDB.python());
        GroupRecord record = task.run();
        assertThat(record.detail(), record.state(), is("completed"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI));
        assertThat(task.done(TablesRun.DIGEST), is(List.of("tables/P1 submit-1." + record.attempt() + " 2")));
    }

    @Test
    public void theUsersOwnFilesAreNotReplaced() throws Exception {
        Path tables = task.output.resolve("tables");
        Files.createDirectories(tables.resolve("P1"));
        assertThat("a folder", task.run().reason(), is(FailureReason.OCCUPIED));
        Files.delete(tables.resolve("P1"));
        Files.delete(tables);
        Files.writeString(tables, "mine");
        assertThat("a file for the folder", task.run().reason(), is(FailureReason.OCCUPIED));
        Files.delete(tables);
        Files.createSymbolicLink(tables, Files.createDirectory(root.resolve("elsewhere")));
        assertThat("a link", task.run().reason(), is(FailureReason.OCCUPIED));
        Files.delete(tables);
        assertThat(task.run().state(), is("completed"));
    }
}
