package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.regex.Pattern;

/** The id of a directory of AWS Directory Service. */
public final class DirectoryId {
    private static final Pattern ID = Pattern.compile("d-[0-9a-f]{10}");

    private DirectoryId() {}

    /** @throws OperationException when a text is not the id of a directory */
    public static void check(String id) throws OperationException {
        if (!ID.matcher(id).matches()) {
            throw new OperationException(
                    "directoryId: '" + id + "' is not the id of a directory; one looks like d-0123456789.");
        }
    }
}
