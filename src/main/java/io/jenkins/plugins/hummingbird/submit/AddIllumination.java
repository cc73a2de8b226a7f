package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.Findings;
import io.jenkins.plugins.hummingbird.cellprofiler.Illumination;
import io.jenkins.plugins.hummingbird.cellprofiler.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;

/** Puts the illumination functions into the image table, once the head node has said that all of them are there. */
final class AddIllumination {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** The table before; a move that is made again begins with it. */
    private static final String BEFORE = "images-without-illumination.csv";

    private AddIllumination() {}

    /**
     * @param name what people call the table
     * @throws OperationException when the template does not fit the table, or files are missing; the message names
     *     ten of them
     */
    static void to(Submission submission, SubmitSurroundings around, String name)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        if (request.illumination.isEmpty()) {
            return;
        }
        Path table = around.folder().resolve(ReadInputs.TABLE);
        Path before = around.folder().resolve(BEFORE);
        if (!Files.exists(before)) {
            Files.move(table, before, StandardCopyOption.ATOMIC_MOVE);
        }
        Path written = around.folder().resolve("images-with-illumination.csv");
        Set<String> paths;
        try (ImageTable old = new ImageTable(before, name)) {
            paths = new Illumination(request.illumination, request.images, old.columns()).add(old, written);
        }
        refuseMissing(paths, submission, around);
        Files.move(written, table, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        around.log(paths.size() + " illumination functions are there");
    }

    private static void refuseMissing(Set<String> paths, Submission submission, SubmitSurroundings around)
            throws IOException, OperationException {
        Path list = around.folder().resolve("illumination-files");
        try (Writer out = Files.newBufferedWriter(list, StandardCharsets.UTF_8)) {
            for (String path : paths) {
                out.write(path);
                out.write('\0');
            }
        }
        Findings missing = new Findings();
        try (OutputStream answer = new NulSplitter(missing::add)) {
            RemoteScripts.run(
                    around.headNode(submission.request()),
                    RemoteScripts.MISSING_FILES
                            .command()
                            .named("the look for illumination functions")
                            .timeout(LONGEST)
                            .stdin(list)
                            .output(answer));
        }
        Files.delete(list);
        if (missing.count() > 0) {
            throw new OperationException(missing.count() + " of " + paths.size()
                    + " illumination functions are not on " + submission.host() + ", or cannot be read there: "
                    + missing
                    + ". Correct illumination, or make them first.");
        }
    }
}
