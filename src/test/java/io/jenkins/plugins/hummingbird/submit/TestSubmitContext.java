package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.InstanceTunnel;
import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterHeadNodes;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drives a submission as Jenkins does, with a real state file and a real head node. */
public final class TestSubmitContext implements SubmitContext {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Path folder;
    private final Shell headNode;
    private final Cluster cluster;
    private final AwsClients aws;
    private final List<String> unsaid = new ArrayList<>();
    private StateFile file;
    private TaskPolls taskPolls = new TaskPolls();

    /** All lines of the build log. */
    public final List<String> log = new ArrayList<>();

    private Submission submission;
    private Duration ahead = Duration.ZERO;

    public TestSubmitContext(Path folder, Shell headNode, Submission submission) throws IOException {
        this(folder, headNode, null, null, submission);
    }

    private TestSubmitContext(Path folder, Shell headNode, Cluster cluster, AwsClients aws, Submission submission)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        file = new StateFile(folder);
        this.headNode = headNode;
        this.cluster = cluster;
        this.aws = aws;
        this.submission = submission;
    }

    public static TestSubmitContext of(Cluster cluster, SubmitRequest request) throws Exception {
        String id = "submit-" + cluster.folder().getFileName();
        Path folder = cluster.folder().resolve("build").resolve(id);
        for (int i = 2; Files.exists(folder); i++) {
            id = "submit-" + cluster.folder().getFileName() + "-" + i;
            folder = folder.resolveSibling(id);
        }
        return new TestSubmitContext(
                folder, cluster.shell(), cluster, null, new Submission(id, request, Instant.now()));
    }

    /** One that asks S3, and has no head node. */
    public static TestSubmitContext of(Path folder, AwsClients aws, SubmitRequest request) throws IOException {
        return new TestSubmitContext(folder, null, null, aws, new Submission("objects-1", request, Instant.now()));
    }

    /** One that finds the head node of the cluster that the request names, and logs in where it is found. */
    public static TestSubmitContext of(Cluster cluster, AwsClients aws, SubmitRequest request) throws Exception {
        TestSubmitContext plain = of(cluster, request);
        return new TestSubmitContext(plain.folder, null, cluster, aws, plain.submission);
    }

    public Submission submission() {
        return submission;
    }

    /** Lets it share its looks at tasks, as submissions of one process do. */
    public TestSubmitContext sharing(TaskPolls polls) {
        taskPolls = polls;
        return this;
    }

    /** Makes one move and waits until the next is due. */
    public boolean move() throws InterruptedException {
        Next next = submission.move(this);
        Thread.sleep(next.delay().toMillis());
        return next.over();
    }

    /** Makes moves for as long as this takes by a clock that is moved on instead of waiting. */
    public void moveFor(Duration time) {
        Instant end = now().plus(time);
        while (now().isBefore(end)) {
            skip(submission.move(this).delay());
        }
    }

    /** Makes moves until a condition holds or the submission is over, by a clock that is moved on instead of waiting. */
    public void skipUntil(Predicate<SubmissionState> condition) {
        for (int i = 0; i < 200 && submission.outcome() == null && !condition.test(submission.state()); i++) {
            skip(submission.move(this).delay());
        }
    }

    private void skip(Duration time) {
        ahead = ahead.plus(time);
        if (cluster != null) {
            cluster.skip(time);
        }
    }

    /** Makes moves until the submission is over. */
    public Outcome runToEnd() throws InterruptedException {
        runUntil(s -> false);
        return submission.outcome();
    }

    /** Makes moves until a condition holds or the submission is over. */
    public void runUntil(Predicate<SubmissionState> condition) throws InterruptedException {
        runUntil(condition, LONGEST);
    }

    /** Makes moves until a condition holds or the submission is over, which must not take longer than that. */
    public void runUntil(Predicate<SubmissionState> condition, Duration longest) throws InterruptedException {
        Instant end = Instant.now().plus(longest);
        while (!condition.test(submission.state()) && !move()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not over after " + longest + ": " + log);
            }
        }
    }

    /** Forgets the submission and reads it from its state file, as after a restart. */
    public void reload() throws IOException {
        // another process knows nothing of what this one has written
        file = new StateFile(folder);
        submission = (Submission) file.read();
    }

    public String artifact(String name) throws IOException {
        return Files.readString(
                archive().resolve("hummingbird").resolve(submission.id()).resolve(name));
    }

    /** Stops the submission, once more in another process, and goes on until it has ended. */
    public Outcome abort() throws Exception {
        submission.stop();
        reload();
        submission.stop();
        return runToEnd();
    }

    /** What the build log's last table says of the groups, blanks squeezed. */
    public List<String> figures() {
        int first = -1;
        for (int i = 0; i < log.size(); i++) {
            first = log.get(i).startsWith("groups  ") ? i : first;
        }
        return log.subList(first, log.size()).stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .takeWhile(line -> !line.startsWith("files "))
                .toList();
    }

    /** The rows of groups.csv, some columns of each. */
    public List<String> groups(String... columns) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(artifact("groups.csv"))) {
            return rows.stream()
                    .map(row -> Stream.of(columns).map(row::getField).collect(Collectors.joining(" ")))
                    .toList();
        }
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void log(String line) {
        unsaid.add(line);
    }

    @Override
    public void save() throws IOException {
        file.write(submission);
        log.addAll(unsaid);
        unsaid.clear();
    }

    @Override
    public Shell headNode(SubmitRequest request, String host, String rememberedAs)
            throws IOException, OperationException {
        if (request.address.equals(HeadNodeAddress.ENDPOINT)) {
            InstanceTunnel tunnel = new InstanceTunnel(aws, request.instanceConnectEndpointId, rememberedAs, host);
            return cluster.shell(cluster.login(host, rememberedAs)
                    .through(new WebSocketTunnel(
                            tunnel.identity(), tunnel::url, tunnel::client, InstanceTunnel.refusal())));
        }
        return headNode == null ? cluster.shell(host, rememberedAs) : headNode;
    }

    @Override
    public TaskPolls taskPolls() {
        return taskPolls;
    }

    @Override
    public HeadNodeLocator headNodeLocator(SubmitRequest request) {
        return new ClusterHeadNodes(aws, Clock.systemUTC(), request, "");
    }

    /** As the user of the emulator. */
    @Override
    public S3Objects s3(SubmitRequest request) throws OperationException {
        return new S3Objects(aws, request.s3.access());
    }

    @Override
    public void copyFromWorkspace(String path, Path copy, long most) throws IOException, OperationException {
        Files.copy(folder.resolve("workspace").resolve(path), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file of the submission's folder on the head node. */
    public String uploaded(String name) throws IOException {
        return Files.readString(Path.of(submission.state().remoteFolder(), name));
    }

    /** Beside the operation's folder, as the artifacts of a build are. */
    Path archive() {
        return folder.resolveSibling(folder.getFileName() + ".archive");
    }

    @Override
    public void archive(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path copy = archive().resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
