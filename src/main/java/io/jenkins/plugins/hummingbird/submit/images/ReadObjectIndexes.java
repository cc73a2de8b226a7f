package io.jenkins.plugins.hummingbird.submit.images;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectStates;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the index files of Harmony from S3, one in each move, and makes the image table of them and of the images' keys. */
public final class ReadObjectIndexes implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path listed = context.folder().resolve(SubmissionFiles.IMAGES);
        if (!Files.exists(listed)) {
            // it was removed when the table had been made, and the move that did so was not saved
            submission.objects = null;
            return PhaseResult.goTo(SubmitPhase.LIST_OBJECTS);
        }
        String url = submission.request().imageFolder() + "/";
        List<String> indexes = ReadIndexes.indexes(listed);
        if (submission.objects.indexes == 0) {
            checkSizes(indexes, url, context);
        }
        if (submission.objects.indexes < indexes.size()) {
            int number = submission.objects.indexes;
            context.s3(submission.request())
                    .read(
                            S3Location.parse(url + indexes.get(number)),
                            copy(context, number),
                            Limits.INDEXES,
                            submission::checkStop);
            submission.objects.indexes = number + 1;
            return PhaseResult.again();
        }
        try (Copies copies = new Copies(context)) {
            new NamesTable(submission, context).make(listed, indexes, copies);
        } catch (IOException e) {
            // the next moves copy them anew
            submission.objects.indexes = 0;
            throw e;
        }
        // first, so that no later move looks for copies that are removed
        Files.delete(listed);
        for (int number = 0; number < indexes.size(); number++) {
            Files.deleteIfExists(copy(context, number));
        }
        return PhaseResult.done();
    }

    private static void checkSizes(List<String> indexes, String url, SubmitContext context)
            throws IOException, OperationException {
        long total = 0;
        try (ObjectStates states = new ObjectStates(context.folder())) {
            for (String index : indexes) {
                String size = states.of(url + index).split(" ")[0];
                total += size.matches("[0-9]{1,18}") ? Long.parseLong(size) : 0;
            }
        }
        if (total > Limits.INDEXES) {
            throw IndexContents.tooLarge(url, total, Limits.INDEXES);
        }
    }

    private static Path copy(SubmitContext context, int number) {
        return context.folder().resolve("index-" + number + ".xml");
    }

    /** The copies one after the other; each is open until the next one is wanted. */
    private static final class Copies implements IndexContents, AutoCloseable {
        private final SubmitContext context;
        private int next;
        private InputStream open;

        Copies(SubmitContext context) {
            this.context = context;
        }

        @Override
        public InputStream next(String path) throws IOException {
            close();
            open = Files.newInputStream(copy(context, next++));
            return open;
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
            }
        }
    }
}
