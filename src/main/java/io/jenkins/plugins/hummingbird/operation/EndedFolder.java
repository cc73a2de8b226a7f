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

/** The folder of an operation that is over: what nobody reads any more goes, for builds are kept for years. */
public final class EndedFolder {
    /** The log of an operation that goes on when its build is over; kept for people. */
    public static final String LATE_LOG = "after-the-build.log";

    private static final Logger LOGGER = Logger.getLogger(EndedFolder.class.getName());

    /** Tells which files of a folder somebody still reads. */
    interface FilesToKeep {
        /** @return their names */
        Set<String> in(Path folder) throws IOException;
    }

    private EndedFolder() {}

    /**
     * Deletes all but the state, the late log and some files. What cannot be deleted is said in the system log and is
     * left for the next call.
     *
     * @param files tells what else is kept; where it cannot, all is
     */
    static void tidy(Path folder, FilesToKeep files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> all = new HashSet<>(Set.of(StateFile.NAME, LATE_LOG));
        try {
            all.addAll(files.in(folder));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot tell what is to be kept of " + folder + ": all is", e);
            return;
        }
        try (Stream<Path> present = Files.list(folder)) {
            present.filter(file -> !all.contains(file.getFileName().toString())).forEach(EndedFolder::delete);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot list " + folder + ", to delete what is not read any more", e);
        }
    }

    /** Deletes, if that can be done, a file, or a folder with all that is in it; a link is deleted, and not what it leads to. */
    public static void delete(Path file) {
        try {
            PathUtils.delete(file);
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, "gone already", e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot delete " + file + ", which is not read any more", e);
        }
    }
}
