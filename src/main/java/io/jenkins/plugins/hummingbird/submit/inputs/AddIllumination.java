package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.names.IlluminationColumns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Puts the illumination functions into the image table. */
final class AddIllumination {
    /** The table before. */
    private static final String BEFORE = "images-without-illumination.csv";

    /** The paths of the functions, with a NUL between them. */
    private static final String FILES = "illumination-files";

    private AddIllumination() {}

    /**
     * @param name what people call the table
     * @return how many rows of it are blank and left out
     * @throws OperationException when the template does not fit the table
     */
    static long to(SubmitRequest request, Path folder, String name) throws IOException, OperationException {
        if (request.illumination.isEmpty()) {
            return 0;
        }
        return ChangedTable.put(folder, BEFORE, name, (old, written) -> {
            Set<String> paths = new IlluminationColumns(request.illumination, request.localImages(), old.columns())
                    .add(old, written);
            Files.writeString(folder.resolve(FILES), String.join("\0", paths));
        });
    }

    /** @return the paths of all illumination functions, absolute */
    static Set<String> files(Path folder) throws IOException {
        return Set.of(Files.readString(folder.resolve(FILES)).split("\0"));
    }
}
