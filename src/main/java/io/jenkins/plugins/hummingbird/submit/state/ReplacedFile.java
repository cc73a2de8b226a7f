package io.jenkins.plugins.hummingbird.submit.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files of an operation's folder that pages read meanwhile: they find the old content or the new one, never a part. */
public final class ReplacedFile {
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

    /** Leaves the file as it was if its content cannot be written. */
    public static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        Path part = file.resolveSibling(file.getFileName() + ".new");
        content.write(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
