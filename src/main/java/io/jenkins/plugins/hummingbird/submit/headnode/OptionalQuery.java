package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A question to Slurm that results do not wait for: where there is no answer, the log says what is lacking without it. */
public final class OptionalQuery {
    private static final int MOST_FAILURES = 3;

    private OptionalQuery() {}

    /**
     * What is asked.
     *
     * @param <T> the answer
     */
    public interface Query<T> {
        T answer(Slurm slurm) throws IOException, OperationException;
    }

    /**
     * @param lacking what is logged before the reason if there is no answer
     * @param failures takes note of one more failure, and returns how many there were
     * @return the answer; empty if Slurm cannot give it, or failed too often
     * @throws IOException to be asked again
     */
    public static <T> Optional<T> ask(
            Query<T> query, String lacking, SubmissionState submission, SubmitContext context, IntSupplier failures)
            throws IOException {
        try {
            return Optional.of(query.answer(new Slurm(context.headNode(submission))));
        } catch (OperationException e) {
            context.log(lacking + e.getMessage());
        } catch (IOException e) {
            if (failures.getAsInt() < MOST_FAILURES) {
                throw e;
            }
            context.log(lacking + e.getMessage());
        }
        return Optional.empty();
    }
}
