package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * The file in {@code output/.hummingbird/active} that says that a submission is not over: as long as it is there, no other
 * submission removes what this one has published, nor the attempts of earlier ones that it counts on. Its first line is the
 * second since 1970 from which it says nothing any more, for a submission whose Jenkins is lost. See {@code publish.sh} and
 * {@code done.sh}.
 */
public final class ActiveEntry {
    /** For undoing, and for clocks that differ. */
    private static final Duration AFTER_DEADLINE = Duration.ofDays(1);

    private ActiveEntry() {}

    /** @return in seconds since 1970 */
    public static long until(SubmissionState submission) {
        return submission.deadline().plus(AFTER_DEADLINE).getEpochSecond();
    }

    /** @param done by group, which attempt of an earlier submission stands for it */
    public static void write(SubmissionState submission, Shell headNode, Plan plan, Map<Integer, String> done)
            throws IOException, OperationException {
        StringBuilder lines = new StringBuilder().append(until(submission)).append('\n');
        done.forEach((group, attempt) -> lines.append(plan.group(group).folder())
                .append('/')
                .append(attempt)
                .append('\n'));
        new RemoteFiles(headNode).upload(lines.toString().getBytes(StandardCharsets.UTF_8), path(submission));
    }

    /** Removes it: the submission is over. Where that cannot be done, its first line counts. */
    public static void remove(SubmissionState submission, Shell headNode) throws IOException, OperationException {
        Command remove = Command.script("rm -f -- \"$1\" \"$1-tables\" || true", path(submission));
        headNode.output(remove.named("removing " + path(submission)));
    }

    /** @return the name of an entry of its own for the tables that it counts on, see {@code done.sh} */
    public static String ofTables(SubmissionState submission) {
        return submission.id() + "-tables";
    }

    private static String path(SubmissionState submission) {
        return submission.outputFolder() + "/.hummingbird/active/" + submission.id();
    }
}
