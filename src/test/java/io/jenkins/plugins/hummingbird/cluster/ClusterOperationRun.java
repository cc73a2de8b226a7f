package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.cluster.phases.ClusterContext;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterPhase;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs a ClusterOperation move by move with a real state file, as Jenkins does. Its clock skips most of the delays between moves. */
final class ClusterOperationRun implements ClusterContext {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Path folder;
    private final AwsClients aws;
    private final List<String> unsavedLines = new ArrayList<>();
    final LocalCommandRunner command;

    /** All lines of the build log. */
    final List<String> log = new ArrayList<>();

    /** The texts of artifacts by their paths. */
    final Map<String, String> artifacts = new LinkedHashMap<>();

    String job = "folder/nightly";
    private ClusterOperation operation;
    private Duration clockOffset = Duration.ZERO;
    private int linesBefore;

    ClusterOperationRun(Path parent, String id, ClusterRequest request, AwsClients aws, LocalCommandRunner command)
            throws IOException {
        folder = Files.createDirectories(parent.resolve(id));
        this.aws = aws;
        this.command = command;
        operation = new ClusterOperation(id, request, now());
        save();
    }

    ClusterOperation operation() {
        return operation;
    }

    Outcome outcome() {
        return operation.outcome();
    }

    boolean move() throws InterruptedException {
        Next next = operation.move(this);
        Duration waited = next.delay().compareTo(PAUSE) < 0 ? next.delay() : PAUSE;
        // the clock skips no delay while a real process runs on the node
        if (!command.isRunning()) {
            clockOffset = clockOffset.plus(next.delay()).minus(waited);
        }
        Thread.sleep(waited.toMillis());
        return next.over();
    }

    Outcome runToEnd() throws InterruptedException {
        runUntil(one -> false);
        return operation.outcome();
    }

    void runUntil(ClusterPhase phase) throws InterruptedException {
        runUntil(one -> one.phaseName().equals(phase.name()));
        if (operation.outcome() != null) {
            throw new AssertionError(
                    phase + " was not reached: " + operation.outcome().message());
        }
    }

    void runUntil(Predicate<ClusterOperation> condition) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (!condition.test(operation) && !move()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not over after " + LONGEST + ", in " + operation.phaseName() + ": " + log);
            }
        }
    }

    /** Reads the state file into a new operation, as after a restart of Jenkins; the command on the node continues. */
    void restart() throws IOException {
        command.loseProcess();
        unsavedLines.clear();
        operation = (ClusterOperation) new StateFile(folder).read();
    }

    /** Makes a move whose final state is not saved, as when Jenkins is killed, and restarts. */
    void moveAndKill() throws IOException {
        operation.move(this);
        log.subList(linesBefore, log.size()).clear();
        Files.move(before(), folder.resolve("operation.xml"), StandardCopyOption.REPLACE_EXISTING);
        restart();
    }

    String state() throws IOException {
        return Files.readString(folder.resolve("operation.xml"));
    }

    boolean logged(String part) {
        return log.stream().anyMatch(line -> line.contains(part));
    }

    void advanceClock(Duration time) {
        clockOffset = clockOffset.plus(time);
    }

    @Override
    public Instant now() {
        return Instant.now().plus(clockOffset);
    }

    /** The state before the last save; beside the folder, whose files are deleted at the end of the operation. */
    private Path before() {
        return folder.resolveSibling(folder.getFileName() + ".before.xml");
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void log(String line) {
        unsavedLines.add(line);
    }

    @Override
    public void save() throws IOException {
        Path file = folder.resolve("operation.xml");
        if (Files.exists(file)) {
            Files.copy(file, before(), StandardCopyOption.REPLACE_EXISTING);
        }
        new StateFile(folder).write(operation);
        linesBefore = log.size();
        log.addAll(unsavedLines);
        unsavedLines.clear();
    }

    @Override
    public AwsClients aws(AwsRequest request) {
        return aws;
    }

    @Override
    public NodeCommandRunner nodeCommandRunner() {
        return command;
    }

    @Override
    public List<Map<String, Object>> officialImages(AwsRequest request, String version, String os, String architecture)
            throws IOException, OperationException {
        List<Map<String, Object>> found = new ArrayList<>();
        for (BaseImage one : new OfficialImages(aws, now()).newestOfEach(version, null, null)) {
            Map<String, Object> image = new LinkedHashMap<>();
            image.put("imageId", one.id());
            image.put("name", one.name());
            found.add(image);
        }
        return found;
    }

    @Override
    public void copyFromWorkspace(String path, Path copy, long most) throws IOException {
        Files.copy(folder.resolveSibling(path), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void archive(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            artifacts.put(file.getKey(), Files.readString(file.getValue()));
        }
    }

    @Override
    public String controller() {
        return "controller-1";
    }

    @Override
    public String job() {
        return job;
    }
}
