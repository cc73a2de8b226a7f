package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A run of merge_tables.py over the results of some groups. */
final class MergedTables {
    private final Path root;
    private final String python;
    private final List<String> groups = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    /** What it wrote. */
    final Path out;

    /** What standard error got. */
    String said = "";

    private Path scratch;

    /** @param root is empty; the program and what it writes are put there */
    MergedTables(Path root, String python) throws IOException {
        this(root, python, root.resolve("out"));
    }

    /** @param out is made, and holds the tables */
    MergedTables(Path root, String python, Path out) throws IOException {
        this.root = root;
        this.python = python;
        this.out = Files.createDirectory(out);
        scratch = root;
        for (Map.Entry<String, String> file : RemoteScripts.merging().entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * Adds a group.
     *
     * @param numbers its first image number, group number, group index and group length, then where its rows are in the image
     *     table, in bytes
     * @param keys KEY=VALUE of each
     */
    MergedTables group(Path results, long[] numbers, String... keys) {
        groups.add(line(results, numbers, keys));
        return this;
    }

    /** Adds a group of another plate. */
    MergedTables other(Path results, long[] numbers, String... keys) {
        others.add(line(results, numbers, keys));
        return this;
    }

    private static String line(Path results, long[] numbers, String... keys) {
        List<String> fields = new ArrayList<>(List.of(results.toString()));
        Arrays.stream(numbers).forEach(number -> fields.add(Long.toString(number)));
        fields.addAll(List.of(keys));
        return String.join("\t", fields);
    }

    /** Says which image table was submitted. */
    MergedTables table(Path header, Path rows) {
        options.addAll(List.of("--header", header.toString(), "--table", rows.toString()));
        return this;
    }

    MergedTables option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /** Says where it puts files that are not kept. */
    MergedTables scratch(Path folder) {
        scratch = folder;
        return this;
    }

    /** @return the exit code */
    int run(String... formats) throws Exception {
        int code = start(formats).waitFor();
        said = Files.readString(root.resolve("said"), StandardCharsets.UTF_8);
        return code;
    }

    /** Starts it. */
    Process start(String... formats) throws IOException {
        Path list = root.resolve("groups");
        Files.write(list, groups);
        List<String> words = new ArrayList<>(
                List.of(python, "-B", root.resolve("merge_tables.py").toString()));
        words.addAll(options);
        if (!others.isEmpty()) {
            words.addAll(List.of(
                    "--others", Files.write(root.resolve("others"), others).toString()));
        }
        words.addAll(List.of("--scratch", scratch.toString(), list.toString(), out.toString(), record().toString()));
        words.addAll(List.of(formats));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(root.resolve("said").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** Runs it, which must succeed. */
    MergedTables make(String... formats) throws Exception {
        int code = run(formats);
        assertThat(said, code, is(0));
        return this;
    }

    /** @return the lines of its record, each without size and digest of the file; none when there is no record */
    List<String> written() throws IOException {
        if (!Files.exists(record())) {
            return List.of();
        }
        return Files.readAllLines(record()).stream()
                .map(line -> String.join(" ", Arrays.copyOf(line.split("\t"), 5)))
                .toList();
    }

    /** Where its record is. */
    Path record() {
        return root.resolve("record");
    }

    /** @return the lines of a file that it wrote */
    List<String> lines(String name) throws IOException {
        return Files.readAllLines(out.resolve(name));
    }

    /** @return the rows that a database that it wrote gives, whose fields are separated by | */
    List<String> query(String name, String sql) throws Exception {
        Process process = new ProcessBuilder(
                        python,
                        "-c",
                        "import sqlite3, sys\n"
                                + "for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):\n"
                                + "    print('|'.join('' if field is None else str(field) for field in row))",
                        out.resolve(name).toString(),
                        sql)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rows = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return rows.lines().toList();
    }
}
