package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a table that is made of the image table in its place. */
final class ChangedTable {
    /** Makes the new table. */
    interface Change {
        /** @param written is written, with every row of the old one */
        void make(ImageTable old, Path written) throws IOException, OperationException;
    }

    private ChangedTable() {}

    /**
     * @param before the name of the file that keeps the table as it was: a move that is made again begins with it
     * @param name what people call the table
     * @return how many rows of it are blank and left out
     */
    static long put(Path folder, String before, String name, Change change) throws IOException, OperationException {
        Path table = folder.resolve(SubmissionFiles.TABLE);
        Path kept = folder.resolve(before);
        if (!Files.exists(kept)) {
            Files.move(table, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        try (ImageTable old = new ImageTable(kept, name)) {
            ReplacedFile.<OperationException>write(table, written -> change.make(old, written));
            return old.blankRows();
        }
    }
}
