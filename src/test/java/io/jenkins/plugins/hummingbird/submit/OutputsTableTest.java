package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
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
                OutputStream out =
                        new NulSplitter(new OutputsTable(Map.of("W1", "Well=1"), attempt -> true, csv, none))) {
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
    public void listsTwoHundredThousandFilesInNoMemory() throws Exception {
        Path file = folder.getRoot().toPath().resolve("outputs.csv");
        OutputsTable table;
        try (CsvWriter csv = CsvWriter.builder().build(file);
                ArtifactChoice all =
                        new ArtifactChoice(List.of("*"), folder.getRoot().toPath());
                OutputStream out = new NulSplitter(table = new OutputsTable(Map.of(), attempt -> true, csv, all))) {
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
            choice.offer("W1", "W1/s.0.0", "huge.csv", ArtifactChoice.MOST_BYTES_EACH + 1);
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
                choice.offer("W1", "W1/s.0.0", i + ".csv", ArtifactChoice.MOST_BYTES_EACH);
            }
            assertThat(choice.leftOut(), containsString("1 beyond 1000 files or 100.0 MiB in all"));
        }
        assertThat(ArtifactChoice.read(here).get(9), is(new ArtifactFile(10, "W1/s.0.0/9.csv", "files/W1/9.csv")));
    }
}
