package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.rules.ExternalResource;

/** Arrays that wait, records as tasks write them, and questions about both by a clock that is moved by hand. */
public final class PolledArrays extends ExternalResource {
    final TaskPoll poll = new TaskPoll(new KnownTasks());
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    CountedShell headNode;

    private final Cluster cluster;
    private final List<String> jobs = new ArrayList<>();

    /** @param cluster a rule of a lower order */
    PolledArrays(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    protected void before() throws OperationException {
        headNode = new CountedShell(cluster.shell());
    }

    @Override
    protected void after() {
        try {
            for (String job : jobs) {
                cluster.slurm("scancel", job);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** An array of tasks that wait, {@code JOB:NAME}. */
    String array(String name, int tasks) throws Exception {
        String unique = "hummingbird-" + cluster.folder().getFileName() + "-" + name;
        String job = cluster.slurm(
                        "sbatch",
                        "--parsable",
                        "--hold",
                        "--array=1-" + tasks,
                        "--job-name=" + unique,
                        "--output=/dev/null",
                        "--wrap=true")
                .strip();
        jobs.add(job);
        return job + ":" + unique;
    }

    PollRequest request(String plan, String arrays, String groups) {
        return new PollRequest(cluster.folder() + "/" + plan, 0, arrays, groups);
    }

    PollAnswer ask(PollRequest request) throws IOException, OperationException {
        return ask(headNode, request);
    }

    PollAnswer ask(Shell shell, PollRequest request) throws IOException, OperationException {
        return poll.ask(shell, request, () -> now, Duration.ZERO);
    }

    /** Until the next look is due. */
    void pass() {
        now = now.plus(poll.interval(Duration.ZERO)).plusMillis(1);
    }

    static List<Integer> indexes(PollAnswer answer) {
        return answer.tasks().stream().map(QueuedTask::index).sorted().toList();
    }

    static Set<Integer> recorded(PollAnswer answer) {
        return answer.records().keySet();
    }

    /** Writes a record as tasks do. */
    Path record(String plan, int group, String attempt, String state) throws IOException {
        Path record = cluster.folder().resolve(plan + "/tasks/" + GroupRecord.path(group));
        Files.createDirectories(record.getParent());
        Path next = record.resolveSibling(group + "." + attempt + ".new");
        Files.writeString(next, line(group, attempt, state));
        Files.move(next, record, StandardCopyOption.ATOMIC_MOVE);
        return record;
    }

    public static String line(int group, String attempt, String state) {
        return group + "\t" + attempt + "\t" + state + "\t0\t1\t1\tnode1\t1\t2\t\t0\t\n";
    }
}
