package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.ModuleFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineReading;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All that the tasks of a submission read: the command, the files of every task, and those of each group. */
final class TaskInputs {
    /** What {@code inputs.sh} writes at the end of its first line. */
    private static final String HOME_TOO_LARGE = "home-too-large";

    private final SubmitRequest request;
    private final Path folder;
    private final List<String> command;
    private final List<String> shared;
    private final List<PipelineReading.Remark> moduleFiles;
    private final List<PipelineReading.Remark> pluginFiles;
    private final String base;
    private final String id;
    private boolean homeIsTooLarge;

    /** @param folder the operation's, with the sorted table in it */
    TaskInputs(SubmissionState submission, Pipeline pipeline, Path folder) throws IOException, OperationException {
        request = submission.request();
        id = submission.id();
        this.folder = folder;
        command = TaskFiles.command(request, "", "");
        base = ModuleFiles.baseFolder(pipeline, request.localImages());
        // what the command names may be the image of a container
        Optional<PipelineReading> reading = PipelineFile.reading(folder);
        moduleFiles = reading.map(PipelineReading::files).orElse(List.of());
        pluginFiles = reading.map(PipelineReading::pluginFiles).orElse(List.of());
        Set<String> files = ModuleFiles.of(pipeline, request.localImages());
        Stream.of(moduleFiles, pluginFiles).flatMap(List::stream).forEach(file -> files.add(file.text()));
        shared = new ArrayList<>(files);
        command.stream().filter(word -> word.startsWith("/")).forEach(shared::add);
    }

    /** The words that start CellProfiler, without those that differ from one submission to the next. */
    List<String> command() {
        return command;
    }

    /** The files that every task reads, or may read; absolute paths. */
    List<String> shared() {
        return shared;
    }

    /** Those of them that modules of CellProfiler's own read for certain, as far as it could be asked. */
    List<PipelineReading.Remark> moduleFiles() {
        return moduleFiles;
    }

    /** Those of them that modules of plugins seem to read, as far as CellProfiler could be asked. */
    List<PipelineReading.Remark> pluginFiles() {
        return pluginFiles;
    }

    /** Once the digest is begun: whether not all files of the tasks' home were looked at, so that it is like no other. */
    boolean homeIsTooLarge() {
        return homeIsTooLarge;
    }

    GroupInputs groups() throws IOException {
        TaskFiles files = new TaskFiles(folder);
        return files.holdList() ? new ListInputs(files) : new TableInputs(files, base);
    }

    /** All paths on the head node, each with a NUL at its end, compressed: those of every task, then group by group. */
    byte[] paths(Plan plan) throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        try (GroupInputs inputs = groups();
                BufferedWriter out =
                        new BufferedWriter(new OutputStreamWriter(new FastGzip(list), StandardCharsets.UTF_8))) {
            write(shared, out);
            for (Group group : plan.groups()) {
                write(inputs.next(group), out);
            }
        }
        return list.toByteArray();
    }

    private static void write(Iterable<String> paths, BufferedWriter out) throws IOException {
        for (String path : paths) {
            if (!S3Location.isS3(path)) {
                out.write(path);
                out.write('\0');
            }
        }
    }

    /**
     * Begins a digest with what all groups have in common. Resources and retries are left out: they change no result.
     *
     * @param software see {@code inputs.sh}
     */
    GroupDigest common(String software) throws IOException {
        GroupDigest common = new GroupDigest().add("1").add(software);
        common.add(Files.readAllBytes(folder.resolve(SubmissionFiles.PIPELINE)));
        common.add(Files.readAllBytes(new TaskFiles(folder).header()));
        common.add(Boolean.toString(request.slice)).add(Long.toString(request.minFileSize));
        if (!request.slice) {
            // each task reads the whole table: what it numbers, and takes for a number, depends on all of its rows
            Path table = folder.resolve(SubmissionFiles.TABLE);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(table))) {
                common.add(in, Files.size(table));
            }
        }
        if (!request.taskHome().isEmpty()) {
            common.add("home").add(request.taskHome());
        }
        homeIsTooLarge = software.endsWith(HOME_TOO_LARGE);
        if (homeIsTooLarge) {
            // nobody can tell whether it is as it was
            common.add(id);
        }
        for (List<String> words : List.of(command, request.expectedPatterns())) {
            common.add(Integer.toString(words.size()));
            words.forEach(common::add);
        }
        return common;
    }
}
