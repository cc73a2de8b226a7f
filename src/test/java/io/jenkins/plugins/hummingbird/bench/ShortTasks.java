package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tasks that only sleep, by a stand-in for CellProfiler that writes a file as the last thing it does. */
public final class ShortTasks {
    private static final String HEADER = "FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Sleep\n";
    private static final String PIPELINE = "/io/jenkins/plugins/hummingbird/submit/two-modules.cppipe";

    private static final Pattern RECORD = Pattern.compile("/tasks/[0-9]+/[0-9]+$");

    private final Path folder;
    private final int count;
    private final String seconds;

    /**
     * @param folder on the shared file system, new
     * @param seconds how long each task sleeps
     */
    ShortTasks(Path folder, int count, String seconds) throws IOException {
        this.folder = folder;
        this.count = count;
        this.seconds = seconds;
        Files.createDirectories(folder.resolve("ended"));
        Files.writeString(folder.resolve("image.tif"), "pixels");
    }

    Path folder() {
        return folder;
    }

    SubmitRequest request(HeadNode headNode) throws IOException {
        StringBuilder table = new StringBuilder(HEADER);
        for (int task = 1; task <= count; task++) {
            table.append(row(task));
        }
        SubmitRequest request = new SubmitRequest();
        request.host = headNode.host();
        request.port = headNode.port();
        request.sshCredentialsId = "head-node";
        request.pipelineText = pipeline();
        request.dataFileText = table.toString();
        request.output = folder.resolve("output").toString();
        request.cellprofiler = standIn().toString();
        request.memory = "100M";
        request.timeLimit = "10m";
        return request;
    }

    /** Writes a table for each task, for those who do not make them by themselves. */
    void writeTables() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        for (int task = 1; task <= count; task++) {
            Files.writeString(tables.resolve(task + ".csv"), HEADER + row(task));
        }
    }

    private String row(int task) {
        return "image.tif," + folder + ",W" + (10000 + task) + "," + seconds + "\n";
    }

    public static String pipeline() throws IOException {
        try (InputStream in = ShortTasks.class.getResourceAsStream(PIPELINE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Path standIn() {
        return Path.of("src/local/bench.d/cellprofiler").toAbsolutePath();
    }

    /** @return how many of the tasks have ended */
    int ended() {
        return folder.resolve("ended").toFile().list().length;
    }

    /** @return when the tasks wrote that their group is completed, those that have, in milliseconds since 1970 */
    List<Long> recordedEnds() throws IOException {
        Path submissions = folder.resolve("output/.hummingbird");
        try (Stream<Path> files = Files.find(
                submissions, 4, (file, is) -> RECORD.matcher(file.toString()).find())) {
            List<Long> times = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.readString(file).contains("\tcompleted\t")) {
                    times.add(file.toFile().lastModified());
                }
            }
            return times;
        }
    }

    /** @return when the last of the tasks ended, in milliseconds since 1970 */
    long lastEnd() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("ended"))) {
            List<Long> times = files.map(file -> file.toFile().lastModified()).toList();
            if (times.size() != count) {
                throw new IOException(times.size() + " of " + count + " tasks ended well, see " + folder);
            }
            return Collections.max(times);
        }
    }
}
