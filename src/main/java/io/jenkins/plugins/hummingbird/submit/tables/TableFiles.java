package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.submit.inputs.GroupDigest;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.objects.S3Files;
import io.jenkins.plugins.hummingbird.submit.request.ResultsUrl;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.TableFormat;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the tasks read which merge tables, as {@code tables.sh} describes them: in a folder of the operation's. */
final class TableFiles {
    /** A line for each group with results: its set, a tab, and what {@link GroupLines} says of it. */
    private static final String GROUPS = "groups";

    private static final String COMMAND = "command";

    private final Path operation;
    private final Path folder;

    /** @param operation the operation's folder */
    TableFiles(Path operation) {
        this.operation = operation;
        folder = folder(operation);
    }

    static Path folder(Path operation) {
        return operation.resolve(SubmissionFiles.TABLES);
    }

    /**
     * Writes them, with the digest of what each set is made of; the programs that make it are a part of that.
     *
     * @param lines the groups of each set, see {@link GroupLines}
     */
    void write(SubmitRequest request, List<TableSet> sets, List<String> lines) throws IOException, OperationException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : RemoteScripts.tableTasks().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        String settings =
                Memory.megabytes(request.merging.tablesMemory) + " " + request.keepAttempts + " " + choice(request);
        Files.writeString(folder.resolve("settings"), settings + "\n");
        Files.writeString(folder.resolve("python"), request.merging.tablesPython);
        Files.writeString(folder.resolve("open"), "");
        Files.copy(operation.resolve(COMMAND), folder.resolve(COMMAND), StandardCopyOption.REPLACE_EXISTING);
        List<String> digests = digests(choice(request), lines);
        StringBuilder index = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        for (int set = 1; set <= sets.size(); set++) {
            for (String line : lines(lines.get(set - 1))) {
                groups.append(set).append('\t').append(line).append('\n');
            }
            index.append(digests.get(set - 1))
                    .append(' ')
                    .append(sets.get(set - 1).folder())
                    .append('\n');
        }
        Files.writeString(folder.resolve("index"), index);
        if (request.s3.copiesResults()) {
            List<String> urls = new ArrayList<>();
            for (TableSet set : sets) {
                urls.add(url(request, set.folder()));
            }
            S3Files.write(folder, request.s3, Map.of(), urls);
        }
        Files.writeString(folder.resolve(GROUPS), groups);
    }

    /**
     * @param set the folder of a set below the output folder
     * @return where in S3 its tables go, without a slash at its end; empty for nowhere
     */
    static String url(SubmitRequest request, String set) throws OperationException {
        return request.s3.copiesResults()
                ? ResultsUrl.parse(request.s3.resultsUrl).folder() + "/" + set
                : "";
    }

    /** A carriage return is a part of a line: metadata may have one. */
    private static String[] lines(String text) {
        return text.isEmpty() ? new String[0] : text.split("\n");
    }

    /** What is made of the tables: whether those of objects in CSV have metadata, and the formats. */
    private static String choice(SubmitRequest request) {
        return (request.merging.withMetadata() ? "1 " : "0 ")
                + request.merging.formats().stream().map(TableFormat::word).collect(Collectors.joining(" "));
    }

    /** What the groups of other sets are decides which columns a table has, and of what type. */
    private List<String> digests(String choice, List<String> lines) throws IOException {
        GroupDigest common = new GroupDigest().add(choice);
        RemoteScripts.merging().values().forEach(common::add);
        TaskFiles files = new TaskFiles(operation);
        for (Path file : List.of(files.header(), files.table())) {
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    common.add(in, Files.size(file));
                }
            }
        }
        lines.forEach(common::add);
        String shared = common.hex();
        return lines.stream()
                .map(text -> new GroupDigest().add(shared).add(text).hex())
                .toList();
    }

    /** @return the digest of what each set is made of, by the set's folder, in the order of the sets */
    Map<String, String> digests() throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("index"))) {
            int blank = line.indexOf(' ');
            digests.put(line.substring(blank + 1), line.substring(0, blank));
        }
        return digests;
    }

    /** @return the numbers of the sets of which a group has results */
    Set<Integer> withResults() throws IOException {
        Set<Integer> sets = new TreeSet<>();
        for (String line : lines(Files.readString(folder.resolve(GROUPS)))) {
            sets.add(Integer.valueOf(line.substring(0, line.indexOf('\t'))));
        }
        return sets;
    }

    /** @return those to upload, but for the round's */
    List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName()
                            .toString()
                            .matches("round-.*|" + TableSets.FILE + "|" + SubmissionFiles.SKIPPED + "|"
                                    + FailedAttempts.FILE))
                    .sorted()
                    .toList();
        }
    }
}
