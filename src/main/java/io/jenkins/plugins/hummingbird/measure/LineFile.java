package io.jenkins.plugins.hummingbird.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of lines that only grows. A line without its end, as a process that was killed leaves it, is none, and the next one
 * takes its place.
 */
final class LineFile {
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private long length;

    /** @param file may not be there yet */
    LineFile(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        length = from;
    }

    /** @return all lines, in the order in which they were added; not to be changed */
    List<String> lines() {
        return lines;
    }

    /** Adds lines, which have no line break in them; they are on the disk when this returns. */
    void add(List<String> more) throws IOException {
        if (more.isEmpty()) {
            return;
        }
        byte[] bytes = (String.join("\n", more) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                length += channel.write(buffer, length);
            }
            channel.force(true);
        }
        lines.addAll(more);
    }
}
