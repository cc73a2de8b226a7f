package io.jenkins.plugins.hummingbird.submit.inputs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.submit.objects.S3Files;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The files that the tasks read, as {@code task.sh} describes them. Whatever comes from people stands in them, never in
 * a script.
 */
public final class TaskFiles {
    private static final String SCRIPT = "task.sh";
    private static final String SCRIPT_FOR_SEVERAL = "tasks.sh";
    private static final String EXECUTION = "execution.sh";
    private static final String PUBLISH = "publish.sh";

    /** Tasks may begin as long as it is there. */
    private static final String OPEN = "open";

    /** Which groups are only to be measured, and which attempt of each; not there, or empty, for none. */
    public static final String MEASURE_AGAIN = "measure-again";

    private static final String GROUPS = "groups";
    private static final String HOME = "home";

    private final Path folder;

    /** @param folder the operation's */
    public TaskFiles(Path folder) {
        this.folder = folder;
    }

    /** The header line of the sorted image table; empty where it is a list of files. */
    public Path header() {
        return folder.resolve("header.csv");
    }

    /** @return whether what is sorted is no table but a list of files: its header is empty */
    public boolean holdList() throws IOException {
        return Files.size(header()) == 0;
    }

    /** The rows of the sorted image table, or the lines of the sorted list. */
    public Path table() {
        return folder.resolve("table.csv");
    }

    /** @return the columns of the sorted image table; none where it is a list of files */
    public List<String> columns() throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(header())) {
            Iterator<CsvRecord> lines = csv.iterator();
            return lines.hasNext() ? lines.next().getFields() : List.of();
        }
    }

    /**
     * Reads the rows of the sorted image table, of which none is kept.
     *
     * @param collect takes what is wanted of a row into the set of its group
     * @return the set of each group, in the order of the plan
     */
    public <T> List<Set<T>> ofRows(Plan plan, BiConsumer<Set<T>, List<String>> collect) throws IOException {
        List<Set<T>> sets = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(table())) {
            Iterator<CsvRecord> rows = csv.iterator();
            for (Group group : plan.groups()) {
                Set<T> here = new LinkedHashSet<>();
                for (int row = 0; row < group.rows() && rows.hasNext(); row++) {
                    collect.accept(here, rows.next().getFields());
                }
                sets.add(here);
            }
        }
        return sets;
    }

    /** @return how many lines of {@link #table} a group has */
    public long lines(Group group) throws IOException {
        try (FileChannel table = FileChannel.open(table())) {
            long lines = 0;
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (long at = group.offset(), end = at + group.length(); at < end; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                int read = table.read(buffer, at);
                if (read < 0) {
                    break;
                }
                for (int i = 0; i < read; i++) {
                    lines += buffer.get(i) == '\n' ? 1 : 0;
                }
                at += read;
            }
            return lines;
        }
    }

    /** @return the name of the script that Slurm runs */
    public static String script(SubmitRequest request) {
        return request.groupsPerTask > 1 ? SCRIPT_FOR_SEVERAL : SCRIPT;
    }

    /** @return the files to upload, those of them that a task needs */
    public List<Path> all(SubmitRequest request) {
        List<Path> files = new ArrayList<>();
        files.add(folder.resolve(SubmissionFiles.PIPELINE));
        if (request.slice) {
            files.addAll(List.of(header(), table()));
        } else {
            files.addAll(List.of(folder.resolve(SubmissionFiles.TABLE), folder.resolve(GROUPS)));
        }
        for (String name :
                List.of("index", "settings", "command", "expected", PUBLISH, SCRIPT, SCRIPT_FOR_SEVERAL, OPEN)) {
            files.add(folder.resolve(name));
        }
        files.addAll(S3Files.in(folder));
        // not there where an earlier version wrote the others
        Stream.concat(Stream.of(HOME, MEASURE_AGAIN, EXECUTION), RemoteScripts.measuring().keySet().stream())
                .map(folder::resolve)
                .filter(Files::exists)
                .forEach(files::add);
        return files;
    }

    /** @param digests of the groups, in their order */
    void write(SubmissionState submission, Pipeline pipeline, Plan plan, List<String> digests)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        writeIndex(plan, digests);
        if (!request.slice) {
            writeGroups(plan);
        }
        // CellProfiler's Java takes a quarter of the machine's memory unless it is told; half of the task's is plenty
        long heap = Math.max(256, Memory.megabytes(request.memory) / 2);
        Files.writeString(
                folder.resolve("settings"),
                pipeline.provingModule() + " " + heap + " " + request.cpus + " " + request.minFileSize + " "
                        + request.keepAttempts + "\n");
        writeWords(
                "command",
                command(
                        request,
                        submission.remoteFolder() + "/" + SubmissionFiles.PIPELINE,
                        submission.remoteFolder()));
        writeWords("expected", request.expectedPatterns());
        Files.writeString(folder.resolve(HOME), request.taskHome());
        Files.writeString(folder.resolve(OPEN), "");
        Files.writeString(folder.resolve(EXECUTION), RemoteScripts.EXECUTION.text());
        Files.writeString(folder.resolve(PUBLISH), RemoteScripts.PUBLISH.text());
        for (Map.Entry<String, String> file : RemoteScripts.measuring().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve(SCRIPT), RemoteScripts.TASK.text());
        Files.writeString(folder.resolve(SCRIPT_FOR_SEVERAL), RemoteScripts.TASKS.text());
    }

    private void writeIndex(Plan plan, List<String> digests) throws IOException {
        try (BufferedWriter index = Files.newBufferedWriter(folder.resolve("index"))) {
            Iterator<String> digest = digests.iterator();
            for (Group group : plan.groups()) {
                index.write(group.offset() + " " + group.length() + " " + group.rows() + " " + digest.next() + " "
                        + group.folder() + "\n");
            }
        }
    }

    /** CellProfiler splits the value of -g at commas and equals signs, and has no way to write one. */
    private void writeGroups(Plan plan) throws IOException, OperationException {
        try (BufferedWriter groups = Files.newBufferedWriter(folder.resolve(GROUPS))) {
            for (Group group : plan.groups()) {
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < plan.keys().size(); i++) {
                    String value = group.values().get(i);
                    if (value.matches("(?s).*[,=\n].*")) {
                        throw new OperationException("With slice: false the value '" + value + "' of "
                                + plan.keys().get(i) + " cannot be given to CellProfiler: it holds a comma, an equals"
                                + " sign or a line end. Leave slice at true.");
                    }
                    parts.add("Metadata_" + plan.keys().get(i) + "=" + value);
                }
                groups.write(String.join(",", parts) + "\n");
            }
        }
    }

    /**
     * The words that start CellProfiler, but for those that differ from one group to the next.
     *
     * @param pipeline the pipeline's path on the nodes
     * @param noImages what stands for the folder of images where there is none
     */
    static List<String> command(SubmitRequest request, String pipeline, String noImages) throws OperationException {
        List<String> words =
                new ArrayList<>(CellProfilerCommand.parse(request.cellprofiler).words());
        words.addAll(List.of("-c", "-r", "-p"));
        words.add(pipeline);
        // relative paths in the table start here; an empty file list keeps CellProfiler from walking through it
        words.addAll(List.of("-i", request.localImages().isEmpty() ? noImages : request.localImages()));
        if (!request.pluginsDirectory.isEmpty()) {
            words.addAll(List.of("--plugins-directory", request.pluginsDirectory));
        }
        // the last -L counts: a command that sets another level would hide the lines that prove what was done
        words.addAll(List.of("-L", "INFO"));
        return words;
    }

    private void writeWords(String file, List<String> words) throws IOException {
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(word).append('\0'));
        Files.writeString(folder.resolve(file), text);
    }
}
