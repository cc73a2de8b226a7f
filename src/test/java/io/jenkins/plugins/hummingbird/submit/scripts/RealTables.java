package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.DuckDbRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a real CellProfiler over all images, a run for each group of them, and what merge_tables.py makes of the groups. */
final class RealTables {
    private static final List<String> SPREADSHEETS = List.of(
            "sheets/tables/Screen_Image.csv=Screen_Image",
            "sheets/tables/Screen_Nuclei.csv=Nuclei",
            "sheets/tables/Screen_Large.csv=Large",
            "sheets/tables/Screen_Experiment.csv=Experiment",
            "combined/Image.txt=Image",
            "combined/Both.txt=Both",
            "combined/Relationships.txt=Relationships");

    private final Path root;
    private final String header;
    private final CellProfilerRule cellProfiler;
    private final DuckDbRule duckDb;

    /** The groups, in the order of their image numbers. */
    private final List<Group> groups = new ArrayList<>();

    private static final class Group {
        List<String> rows;
        long[] numbers;
        String[] keys;
    }

    /**
     * @param root an existing folder, which has the images
     * @param header of the image table; null where CellProfiler gets a list of files
     */
    RealTables(Path root, String header, CellProfilerRule cellProfiler, DuckDbRule duckDb) {
        this.root = root;
        this.header = header;
        this.cellProfiler = cellProfiler;
        this.duckDb = duckDb;
    }

    /**
     * Adds a group.
     *
     * @param rows of the image table, or paths of images, two for each image set
     * @param numbers Group_Number, Group_Index and Group_Length of its first image set in the one run; a length of 0 is kept
     */
    RealTables group(List<String> rows, long[] numbers, String... keys) {
        Group group = new Group();
        group.rows = rows;
        group.numbers = numbers;
        group.keys = keys;
        groups.add(group);
        return this;
    }

    static String resource(String name) throws IOException {
        return new String(RealTables.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Runs a command. @return what it printed */
    static String command(Path folder, String... words) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        int code = builder.start().waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(said, code, is(0));
        return said;
    }

    /** Runs CellProfiler on some rows of the table, or on some files. */
    private Path run(Path folder, Path pipeline, List<String> rows) throws Exception {
        Files.createDirectories(folder);
        List<String> words = new ArrayList<>(
                List.of(cellProfiler.command(), "-c", "-r", "-p", pipeline + "", "-i", root + "", "-o", folder + ""));
        Path list = Path.of(folder + ".list");
        if (header == null) {
            words.addAll(List.of("--file-list", Files.write(list, rows).toString()));
        } else {
            List<String> slice = new ArrayList<>(List.of(header));
            slice.addAll(rows);
            words.addAll(List.of("--file-list", Files.write(list, new byte[0]).toString()));
            words.addAll(List.of(
                    "--data-file", Files.write(Path.of(folder + ".csv"), slice).toString()));
        }
        command(root, words.toArray(new String[0]));
        return folder;
    }

    /** Runs all, and merges the groups into FOLDER/merged/out; the one run is in FOLDER/whole. */
    Path merge(Path folder, Path pipeline) throws Exception {
        List<String> rows =
                groups.stream().flatMap(group -> group.rows.stream()).toList();
        run(folder.resolve("whole"), pipeline, rows);
        MergedTables merged = new MergedTables(Files.createDirectory(folder.resolve("merged")), duckDb.python());
        if (header != null) {
            merged.table(
                    Files.writeString(folder.resolve("header.csv"), header + "\n"),
                    Files.write(folder.resolve("table.csv"), rows));
        }
        long first = 1;
        long offset = 0;
        for (Group group : groups) {
            long bytes = header == null
                    ? 0
                    : group.rows.stream().mapToLong(row -> row.length() + 1).sum();
            long[] numbers = {first, group.numbers[0], group.numbers[1], group.numbers[2], offset, bytes};
            merged.group(run(folder.resolve("group-" + first), pipeline, group.rows), numbers, group.keys);
            first += header == null ? group.rows.size() / 2 : group.rows.size();
            offset += bytes;
        }
        return merged.make("csv", "parquet", "sqlite").out;
    }

    /** Compares all tables of the one run with those that were merged. */
    void check(Path folder, Path merged) throws Exception {
        Path whole = folder.resolve("whole");
        for (String pair : SPREADSHEETS) {
            String[] names = pair.split("=");
            check("csv", whole.resolve(names[0]), merged.resolve(names[1] + ".csv"));
            check("parquet", whole.resolve(names[0]), merged.resolve(names[1] + ".parquet"));
        }
        for (String name : List.of("one", "each", "view")) {
            check("sqlite", whole.resolve(name + "/" + name + ".db"), merged.resolve(name + ".db"));
        }
    }

    private void check(String kind, Path whole, Path merged) throws Exception {
        Path checker = Files.writeString(root.resolve("check-tables.py"), resource("check-tables.py"));
        String said =
                command(root, duckDb.python(), "-B", checker.toString(), kind, whole.toString(), merged.toString());
        assertThat(merged.toString(), Integer.parseInt(said.strip()), is(greaterThan(10)));
    }
}
