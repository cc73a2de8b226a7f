package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in folders. */
final class FileSizes {
    private FileSizes() {}

    /** @return the sizes of the files below a folder by their paths; empty when it is not there */
    static Map<String, Long> of(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return sizes;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sizes.put(folder.relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }

    /** @return the folders of detached commands in a place whose names begin so */
    static List<String> foldersBelow(Path place, String beginning) throws IOException {
        Path folder = place.resolve("hummingbird-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .map(Path::toString)
                    .toList();
        }
    }
}
