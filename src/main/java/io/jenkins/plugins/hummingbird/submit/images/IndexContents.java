package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.InputStream;

/** The contents of Harmony's index files, in the order in which {@code HarmonyIndexFiles} names them. */
interface IndexContents {
    /**
     * @param path of the file, for messages
     * @return the content of the next file, up to the next call
     * @throws OperationException when it cannot be read
     */
    InputStream next(String path) throws IOException, OperationException;

    /** @return what is said of index files that are too large together, sizes in bytes */
    static OperationException tooLarge(String images, long total, long most) {
        return new OperationException("Harmony's index files below " + images + " have " + total
                + " bytes together, and up to " + most + " are read. Submit fewer plates at once, or give"
                + " imagePattern OperaPhenixNumbers, which reads no index.");
    }
}
