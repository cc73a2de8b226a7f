package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** Deletes the files of a finished operation that are no longer needed: builds are kept for years. */
public final class FolderCleanup {
    /** The log of an operation that is still running when its build is over; kept for people. */
    public static final String LATE_LOG = "after-the-build.log";

    private static final Logger LOGGER = Logger.getLogger(FolderCleanup.class.getName());

    /** Lists the files of a folder that are still needed. */
    interface FilesToKeep {
        /** @return their names */
        Set<String> in(Path folder) throws IOException;
    }

    private FolderCleanup() {}

    /**
     * Deletes everything except the state, the late log and the listed files. Files that cannot be deleted are reported
     * in the system log and left for the next call.
     *
     * @param files lists what else to keep; if that fails, nothing is deleted
     */
    static void tidy(Path folder, FilesToKeep files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> kept = new HashSet<>(Set.of(StateFile.NAME, LATE_LOG));
        try {
            kept.addAll(files.in(folder));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot determine which files of " + folder + " to keep: keeping all of them", e);
            return;
        }
        try (Stream<Path> present = Files.list(folder)) {
            present.filter(file -> !kept.contains(file.getFileName().toString()))
                    .forEach(FolderCleanup::delete);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot list " + folder + " to delete files that are no longer needed", e);
        }
    }

    /**
     * Deletes a file, or a folder with its content, if possible. Of a link, the link itself is deleted and not its
     * target.
     */
    public static void delete(Path file) {
        try {
            PathUtils.delete(file);
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, "already deleted", e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot delete " + file + ", which is no longer needed", e);
        }
    }
}
