package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import io.jenkins.plugins.hummingbird.operation.moves.MoveScheduler;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a submission as Jenkins does, by a pool and with a state file, and notes when each phase ended. */
final class Drive extends FolderContext {
    private static final Pattern COMPLETED = Pattern.compile("(\\d+) completed");

    private final StateFile file;
    private final Shell headNode;
    private final TaskPolls polls;
    private final Submission submission;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> ends = new ConcurrentHashMap<>();
    private final List<Long> completed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);

    /** The moves made so far. */
    final AtomicLong moves = new AtomicLong();

    /**
     * @param folder of the operation; {@code workspace} in it is that of the build
     * @param polls shared by the submissions of one process
     */
    Drive(Path folder, Shell headNode, TaskPolls polls, SubmitRequest request) throws IOException {
        super(folder);
        file = new StateFile(folder);
        this.headNode = headNode;
        this.polls = polls;
        submission = new Submission("bench-" + folder.getFileName(), request, Instant.now());
    }

    void start(MovePool pool) {
        new MoveScheduler(pool, submission::host, this::move).wake();
    }

    Next move() {
        String phase = phase();
        Next next = submission.move(this);
        moves.incrementAndGet();
        Matcher count = COMPLETED.matcher(submission.statusWithCounts());
        for (int more = count.find() ? Integer.parseInt(count.group(1)) - completed.size() : 0; more > 0; more--) {
            completed.add(System.currentTimeMillis());
        }
        if (!phase.equals(phase()) || next.over()) {
            ends.put(phase, System.currentTimeMillis());
        }
        if (next.over()) {
            over.countDown();
        }
        return next;
    }

    /** Waits until the submission is over, which it must be well. */
    void await(long minutes) throws InterruptedException {
        if (!over.await(minutes, TimeUnit.MINUTES)) {
            throw new IllegalStateException("not over after " + minutes + " minutes: " + log);
        }
        requireWell();
    }

    /** @throws IllegalStateException when the submission has failed */
    void requireWell() {
        Outcome outcome = submission.outcome();
        if (submission.undoing() || outcome != null && outcome.kind() != Outcome.Kind.DONE) {
            throw new IllegalStateException("the submission failed: " + log + (outcome == null ? "" : outcome));
        }
    }

    /** @return the phase that is under way */
    String phase() {
        return submission.phaseName();
    }

    /** @return when it was known of each completed group that it is, in milliseconds since 1970, in that order */
    List<Long> completions() {
        synchronized (completed) {
            return new ArrayList<>(completed);
        }
    }

    /** @return when a phase ended, in milliseconds since 1970 */
    long endOf(String phase) {
        return ends.get(phase);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public void save() throws IOException {
        file.write(submission);
    }

    @Override
    public Shell headNode(SubmitRequest request, String host, String rememberedAs) {
        return headNode;
    }

    @Override
    public TaskPolls taskPolls() {
        return polls;
    }
}
