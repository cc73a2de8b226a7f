package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** What measure.py wrote, read as docs/measurements.md describes it. */
public final class MeasuredRecord {
    public final List<String> problems = new ArrayList<>();
    public List<String> columns = List.of();
    public List<String> statistics = List.of();

    /** The places, each with its sites. */
    public final List<Block> places = new ArrayList<>();

    /** A place or a site: the words of its own line, and those of the lines that follow. */
    public static final class Block {
        public final List<String> words;
        public final Map<String, List<String>> lines = new HashMap<>();
        public final List<Block> sites = new ArrayList<>();

        Block(List<String> words) {
            this.words = words;
        }
    }

    /** What standard error got. */
    public String said = "";

    private Block last;

    /** Reads a record, which must be whole. */
    public static MeasuredRecord read(Path file) throws IOException {
        MeasuredRecord record = new MeasuredRecord();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine(), is("hummingbird-measurements\t1"));
            String line = lines.readLine();
            for (; !line.equals("end"); line = lines.readLine()) {
                List<String> words = Arrays.asList(line.split("\t", -1));
                record.take(words.get(0), words.subList(1, words.size()));
            }
            assertThat(lines.readLine(), is((String) null));
        }
        return record;
    }

    private void take(String kind, List<String> words) {
        switch (kind) {
            case "problem" -> problems.add(words.get(0));
            case "columns" -> columns = words;
            case "statistics" -> statistics = words;
            case "place" -> places.add(last = new Block(words));
            case "site" -> places.get(places.size() - 1).sites.add(last = new Block(words));
            default -> {
                assertThat(kind, words.size(), is(columns.size()));
                last.lines.put(kind, words);
            }
        }
    }

    /** Runs measure.py as a task does. */
    public static MeasuredRecord of(Path results, Path... slice) throws Exception {
        Path record = Files.createTempFile("measured", ".gz");
        try {
            return write(results, record, slice);
        } finally {
            Files.delete(record);
        }
    }

    /** @param file is written */
    static MeasuredRecord write(Path results, Path file, Path... slice) throws Exception {
        return write("80 << 20", results, file, slice);
    }

    /** @param bytes how many bytes of values the program holds at once */
    static MeasuredRecord write(String bytes, Path results, Path file, Path... slice) throws Exception {
        Path folder = Files.createTempDirectory("measure");
        Path said = folder.resolve("said");
        try {
            copyProgram(folder);
            Path reduction = folder.resolve("measured_reduction.py");
            String text = Files.readString(reduction);
            assertThat(text, containsString("BYTES_AT_ONCE = 80 << 20 "));
            Files.writeString(reduction, text.replace("BYTES_AT_ONCE = 80 << 20 ", "BYTES_AT_ONCE = " + bytes + " "));
            List<String> words = new ArrayList<>(List.of("python3", "-E", "-s", "-S", "-B"));
            words.add(folder.resolve("measure.py").toString());
            words.addAll(List.of(results.toString(), file.toString(), "300"));
            for (Path path : slice) {
                words.add(path.toString());
            }
            ProcessBuilder python = new ProcessBuilder(words).redirectError(said.toFile());
            python.environment().put("LC_ALL", "C.UTF-8");
            Process process = python.start();
            assertThat("it ended", process.waitFor(10, TimeUnit.MINUTES), is(true));
            assertThat(Files.readString(said), process.exitValue(), is(0));
            MeasuredRecord record = read(file);
            record.said = Files.readString(said);
            return record;
        } finally {
            Files.deleteIfExists(said);
            for (String name : RemoteScripts.measuring().keySet()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    /** Writes the program and its script as a submission does. */
    public static void copyProgram(Path folder) throws IOException {
        for (Map.Entry<String, String> file : RemoteScripts.measuring().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** @return a field of the first place */
    public String field(String line, String column) {
        return field(places.get(0), line, column);
    }

    public String field(Block block, String line, String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new AssertionError("no column " + column + " among " + columns);
        }
        return block.lines.get(line).get(at);
    }
}
