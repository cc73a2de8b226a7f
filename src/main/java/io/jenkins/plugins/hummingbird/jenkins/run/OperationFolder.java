package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.model.Run;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the state and the files of an operation are: in the folder of its build, which is asked for it each time, because
 * jobs and folders of Jenkins are renamed and moved while their builds run. Once the build is deleted they have a place of
 * their own. Nothing here waits for a move.
 */
public final class OperationFolder {
    private Supplier<Path> place;

    /** Kept, for it knows what it has written; null before it is asked for. */
    private StateFile state;

    private OperationFolder(Supplier<Path> place) {
        this.place = place;
    }

    /** The folder of an operation in that of its build. */
    public static OperationFolder of(Run<?, ?> run, String id) {
        return new OperationFolder(() -> inBuild(run.getRootDir(), id));
    }

    /** A folder that nobody knows the build of, or that is no build's. */
    static OperationFolder at(Path folder) {
        return new OperationFolder(() -> folder);
    }

    /**
     * @param build the folder of a build
     * @param id of the operation
     */
    public static Path inBuild(File build, String id) {
        return new File(build, "hummingbird/" + id).toPath();
    }

    /** @return where it is at this moment; it may not exist */
    synchronized Path path() {
        return place.get();
    }

    /** @return the file of the state, as it is at this moment */
    synchronized StateFile state() {
        Path here = path();
        if (state == null || !state.folder().equals(here)) {
            state = new StateFile(here);
        }
        return state;
    }

    /**
     * Makes the folder, unless it is there. That of the build is not made: while Jenkins moves it there is none for a
     * moment, and the move would fail for one that comes into being.
     *
     * @throws IOException when there is no folder of the build
     */
    synchronized void make() throws IOException {
        Path folder = path();
        for (Path one : List.of(folder.getParent(), folder)) {
            if (!Files.isDirectory(one)) {
                Files.createDirectory(one);
            }
        }
    }

    /**
     * Replaces the state file.
     *
     * @throws IOException when it was not, or the folder was moved meanwhile, so that it is to be done again
     */
    synchronized void save(Operation<?> operation) throws IOException {
        Path folder = path();
        make();
        state().write(operation);
        if (!path().equals(folder)) {
            throw new IOException(folder + " was moved to " + path() + " while the state was saved");
        }
    }

    /** Takes note that it was moved, together with the job of a build that Jenkins does not know any more. */
    synchronized void follow(Path newFolder) {
        place = () -> newFolder;
    }

    /** Takes all to another folder: the one it has is about to be deleted. What is being written goes along. */
    synchronized void moveTo(Path newFolder) throws IOException {
        Path old = path();
        Path parent = newFolder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.move(old, newFolder);
        } catch (FileSystemException e) {
            copy(old, newFolder); // the builds may be on another file system
        }
        follow(newFolder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
