package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OutputsTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static String entry(String path, long size) {
        return "1764000000.5000000000\t" + size + "\tW1/s.0.0\t" + path + "\0";
    }

    @Test
    public void keepsNamesOfAnyCharacters() throws Exception {
        List<String> names = List.of("a\tb.csv", "a\nb.csv", "\"q\",'.csv", "ü.csv", "sub/plain.csv");
        Path file = folder.getRoot().toPath().resolve("outputs.csv");
        try (CsvWriter csv = CsvWriter.builder().build(file);
                ArtifactChoice none =
                        new ArtifactChoice(List.of(), folder.getRoot().toPath());
                OutputStream out = new NulSplitter(
                        new OutputsTable(Map.of("W1", "Well=1"), attempt -> "", attempt -> true, csv, none))) {
            for (String name : names) {
                out.write(entry(name, 3).getBytes(StandardCharsets.UTF_8));
            }
        }
        List<String> paths = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            csv.stream().skip(1).forEach(row -> {
                paths.add(row.getField(0));
                assertThat(row.getFields().subList(1, 4), contains("3", "2025-11-24T16:00:00Z", "Well=1"));
            });
        }
        assertThat(paths, is(names.stream().map(name -> "W1/" + name).toList()));
    }

    @Test
    public void aFileThatIsInS3HasItsUrlAndOneThatIsOnlyThereIsNoArtifact() throws Exception {
        Path here = folder.getRoot().toPath();
        try (CsvWriter csv = CsvWriter.builder().build(here.resolve("outputs.csv"));
                ArtifactChoice all = new ArtifactChoice(List.of("*"), here)) {
            OutputsTable table = new OutputsTable(
                    Map.of("W1", "Well=1", "W2", "Well=2"),
                    attempt -> attempt.equals("W1/s.0.0") ? "s3://lab/W 1" : "",
                    attempt -> true,
                    csv,
                    all);
            table.take("done\t2\t7\tW1/s.0.0");
            table.take("url\ts3://lab/W 1\tW1/s.0.0");
            table.take("1764000000.5\t3\tW1/s.0.0\there.csv");
            table.take("s3\t1764000000.5\t4\tW1/s.0.0\tsub/ü there.csv");
            table.take("1764000000.5\t5\tW2/s.0.0\ta.csv");
            assertThat(table.files(), is(3L));
            assertThat(table.bytes(), is(12L));
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(here.resolve("outputs.csv"))) {
            assertThat(
                    csv.stream()
                            .map(row -> row.getField(0) + " " + row.getField(1) + " " + row.getField(4))
                            .toList(),
                    contains(
                            "path bytes url",
                            "W1/here.csv 3 s3://lab/W 1/here.csv",
                            "W1/sub/ü there.csv 4 s3://lab/W 1/sub/ü there.csv",
                            "W2/a.csv 5 "));
        }
        assertThat(
                ArtifactChoice.read(here).stream().map(ArtifactFile::artifact).toList(),
                contains("files/W1/here.csv", "files/W2/a.csv"));
    }

    @Test
    public void listsTwoHundredThousandFilesInNoMemory() throws Exception {
        Path file = folder.getRoot().toPath().resolve("outputs.csv");
        OutputsTable table;
        try (CsvWriter csv = CsvWriter.builder().build(file);
                ArtifactChoice all =
                        new ArtifactChoice(List.of("*"), folder.getRoot().toPath());
                OutputStream out = new NulSplitter(
                        table = new OutputsTable(Map.of("W1", "Well=1"), attempt -> "", attempt -> true, csv, all))) {
            long before = used();
            for (int i = 0; i < 200_000; i++) {
                out.write(entry("some/folder/with/a/name/file-" + i, 7).getBytes(StandardCharsets.UTF_8));
            }
            assertThat("entries of 50 bytes, were they kept, take 20 MB", used() - before, lessThan(5L << 20));
            assertThat(all.leftOut(), containsString("199000 beyond 1000 files"));
        }
        assertThat(table.files(), is(200_000L));
        assertThat(table.bytes(), is(1_400_000L));
        assertThat(ArtifactChoice.read(folder.getRoot().toPath()), hasSize(1000));
    }

    @Test
    public void takesNothingButFilesOfTheGroupsThatThereAre() throws Exception {
        Path here = folder.getRoot().toPath();
        try (CsvWriter csv = CsvWriter.builder().build(here.resolve("outputs.csv"));
                ArtifactChoice all = new ArtifactChoice(List.of("*"), here)) {
            OutputsTable table = new OutputsTable(
                    Map.of("W1", "Well=1", "CON", "Well=CON"),
                    attempt -> "",
                    attempt -> attempt.endsWith("/s.0.0"),
                    csv,
                    all);
            for (String attempt : List.of("../x", "W1/..", "W2/s.0.0", "W1\\..\\W2/s.0.0", "W1/s:0", "./x")) {
                table.take("1764000000.5\t3\t" + attempt + "\tsummary.json");
            }
            table.take("1764000000.5\t3\tCON/s.0.0\ta.csv");
            for (String path :
                    List.of("../summary.json", "a/../../b", "C:\\x", "/etc/passwd", "NUL", "a\u001B[8mha:")) {
                table.take("1764000000.5\t3\tW1/s.0.0\t" + path);
            }
            table.take("-1.5\t3\tW1/s.0.0\tfine.csv");
            assertThat(table.files(), is(8L));
            assertThat(all.leftOut(), containsString("left out: 7 with a name that no artifact can have"));
        }
        assertThat(ArtifactChoice.read(here), contains(new ArtifactFile(1, "W1/s.0.0/fine.csv", "files/W1/fine.csv")));
    }

    @Test
    public void anEntryThatIsNoneIsSaidAndNoErrorOfOurs() throws Exception {
        Path here = folder.getRoot().toPath();
        try (CsvWriter csv = CsvWriter.builder().build(here.resolve("outputs.csv"));
                ArtifactChoice all = new ArtifactChoice(List.of("*"), here)) {
            OutputsTable table = new OutputsTable(Map.of("W1", "Well=1"), attempt -> "", attempt -> true, csv, all);
            for (String entry : List.of(
                    "",
                    "welcome!",
                    "1\t2",
                    "x\t3\tW1/s\ta",
                    "1\t-3\tW1/s\ta",
                    "1e99\t3\tW1/s\ta",
                    "1\t99999999999999999999\tW1/s\ta",
                    "1\t3\tW1\ta")) {
                assertThat(
                        assertThrows(OperationException.class, () -> table.take(entry))
                                .getMessage(),
                        containsString("holds '" + entry + "', which says of no file what it is"));
            }
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    public void boundsWhatBecomesAnArtifact() throws Exception {
        Path here = folder.getRoot().toPath();
        try (ArtifactChoice choice = new ArtifactChoice(List.of("*.csv"), here)) {
            choice.offer("W1", "W1/s.0.0", "image.tif", 1);
            choice.offer("W1", "W1/s.0.0", "huge.csv", Limits.ARTIFACT + 1);
            choice.offer("W1", "W1/s.0.0", "a\nb.csv", 1);
            choice.offer("W1", "W1/s.0.0", "../../../evil.csv", 1);
            choice.offer("W1", "W1/s.0.0", "a\\..\\b.csv", 1);
            assertThat(
                    choice.leftOut(),
                    containsString("archive: 0 files become artifacts; left out: 1 larger than 10.0 MiB each, 3 with"));
        }
        assertThat(ArtifactChoice.read(here), is(empty()));
        try (ArtifactChoice choice = new ArtifactChoice(List.of("*.csv"), here)) {
            for (int i = 0; i < 11; i++) {
                choice.offer("W1", "W1/s.0.0", i + ".csv", Limits.ARTIFACT);
            }
            assertThat(choice.leftOut(), containsString("1 beyond 1000 files or 100.0 MiB in all"));
        }
        assertThat(ArtifactChoice.read(here).get(9), is(new ArtifactFile(10, "W1/s.0.0/9.csv", "files/W1/9.csv")));
    }
}
