package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a submission that name the objects of a group, and stage.py run on them. */
final class StagedGroup {
    private final ObjectPrograms programs;
    private final S3Bucket bucket;

    /** The lines of the group. */
    private final StringBuilder lines = new StringBuilder();

    /** The lines of the groups before it. */
    private String others = "";

    /** Where the objects go. */
    Path folder;

    StagedGroup(ObjectPrograms programs, S3Bucket bucket) {
        this.programs = programs;
        this.bucket = bucket;
        this.folder = programs.root().resolve("scratch");
    }

    /** Puts an object, and lists it as the group's. */
    StagedGroup object(String key, byte[] content) {
        bucket.put(key, content);
        return listed(key, content.length, bucket.etag(key));
    }

    StagedGroup object(String key, String text) {
        return object(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lists an object as the group's. */
    StagedGroup listed(String key, long bytes, String etag) {
        lines.append(bucket.url(key))
                .append('\t')
                .append(bytes)
                .append('\t')
                .append(etag)
                .append('\n');
        return this;
    }

    /** Lists objects of groups before it, which are not in the bucket. */
    StagedGroup behind(int others) {
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < others; i++) {
            before.append(bucket.url("others/ü " + i)).append("\t7\t-\n");
        }
        this.others = before.toString();
        return this;
    }

    /** Writes the slice of the table or list. @return the words of the command for it */
    private String[] words(String slice, String kind) throws IOException {
        Path objects = programs.root().resolve("objects");
        String after = bucket.url("after") + "\t1\t-\n";
        Files.writeString(objects, others + lines + after);
        Files.writeString(slice(), slice);
        return new String[] {
            "s3",
            objects.toString(),
            Integer.toString(others.getBytes(StandardCharsets.UTF_8).length),
            Integer.toString(lines.toString().getBytes(StandardCharsets.UTF_8).length),
            folder.toString(),
            slice().toString(),
            kind
        };
    }

    private Path slice() {
        return programs.root().resolve("slice");
    }

    /** @return the exit code */
    int table(String slice) throws Exception {
        return programs.run("stage.py", words(slice, "table"));
    }

    /** @return the exit code */
    int list(String slice) throws Exception {
        return programs.run("stage.py", words(slice, "list"));
    }

    /** As {@link #list} of nothing. */
    int run() throws Exception {
        return list("");
    }

    Process start() throws IOException {
        return programs.start("stage.py", words("", "list"));
    }

    /** What became of the slice. */
    String rewritten() throws IOException {
        return Files.readString(slice());
    }

    /** The path of an object's file. */
    Path file(String key) {
        return folder.resolve(bucket.name()).resolve(key);
    }

    /** The contents of all files, by key. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path top = folder.resolve(bucket.name());
        try (Stream<Path> walk = Files.walk(top)) {
            walk.filter(Files::isRegularFile).forEach(file -> {
                try {
                    files.put(top.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }

    /** Names of all that is in the test's folder, but for what the test itself put there. */
    List<String> leftBehind() throws IOException {
        List<String> ours = List.of("plan", "bin", "tmp", "s3", "objects", "slice");
        try (Stream<Path> files = Stream.concat(
                Files.list(programs.root()), Files.list(programs.root().resolve("tmp")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !ours.contains(name) && !name.matches("[0-9]+\\.(out|err)"))
                    .sorted()
                    .toList();
        }
    }
}
