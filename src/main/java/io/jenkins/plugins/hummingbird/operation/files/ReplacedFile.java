package io.jenkins.plugins.hummingbird.operation.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes a file beside another and renames it to that: who reads it meanwhile finds the old content or the new one, never a
 * part.
 */
public final class ReplacedFile {
    private static final Logger LOGGER = Logger.getLogger(ReplacedFile.class.getName());

    private ReplacedFile() {}

    /**
     * What to write.
     *
     * @param <E> what may go wrong besides the writing
     */
    @FunctionalInterface
    public interface Content<E extends Exception> {
        /** @param part a file beside the one that is replaced */
        void write(Path part) throws IOException, E;
    }

    /**
     * For what can be made again: it may be gone, or empty, after a loss of power.
     *
     * @throws IOException when the content cannot be written; the file is as it was
     */
    public static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        Path part = beside(file);
        content.write(part);
        replace(part, file);
    }

    /**
     * Returns when the content and the name of the file are on the disk, where they survive a loss of power.
     *
     * @param file in a folder that there is
     * @throws IOException when that is not known; the file has the old content or the new one
     */
    public static void writeDurably(Path file, ByteBuffer content) throws IOException {
        writeDurably(beside(file), file, content);
    }

    /**
     * The same by way of another file.
     *
     * @param part is written first and renamed: on the same file system; stays where that fails
     */
    public static void writeDurably(Path part, Path file, ByteBuffer content) throws IOException {
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                out.write(content);
            }
            out.force(true);
        }
        replace(part, file);
        force(Objects.requireNonNull(file.toAbsolutePath().getParent(), "the file is in a folder"));
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static void replace(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A name is on the disk when its folder is (fsync(2)). Windows opens no folder. */
    private static void force(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "could not force " + folder + " to the disk");
        }
    }
}
