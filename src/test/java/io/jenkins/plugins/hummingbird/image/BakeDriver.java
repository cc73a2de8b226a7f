package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.Sealer;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes the moves of a bake as Jenkins does, with a real state file. Its clock runs ahead of the real one by what is
 * not waited: a tenth of a second is enough for what the instance of the tests does in seconds.
 */
public final class BakeDriver implements BakeContext {
    static final String KEY_ID = "a key";

    /** Far more than it takes, for a machine that is busy. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Path folder;
    private final AwsClients aws;
    private final Connections connections;
    private final TestSealer sealer = new TestSealer();
    private final List<String> unsavedLines = new ArrayList<>();

    /** All lines of the build log. */
    public final List<String> log = new ArrayList<>();

    /** By their paths. */
    final Map<String, String> artifacts = new LinkedHashMap<>();

    /** How often archiving is still to fail. */
    int archiveFailures;

    /** How long to wait at most before the next move. */
    Duration pause = Duration.ofMillis(100);

    /** The same while the instance boots: on a busy machine ten minutes of the bake's clock must be enough for it. */
    Duration bootPause = Duration.ofMillis(300);

    /** What the credential {@link #KEY_ID} holds; null while there is none. */
    List<KeyPair> givenKeys;

    private Bake bake;
    private Duration ahead;

    /** How many lines the log had before the state was saved last. */
    private int savedLines;

    /** @param ahead how late it is for this bake */
    BakeDriver(Path parent, String id, BakeRequest request, AwsClients aws, Connections connections, Duration ahead)
            throws IOException {
        folder = Files.createDirectories(parent.resolve(id));
        this.aws = aws;
        this.connections = connections;
        this.ahead = ahead;
        bake = new Bake(id, request, now());
        save();
    }

    /** @return the operation, which is another one after {@link #reload} */
    public Bake bake() {
        return bake;
    }

    /** Makes one move. @return whether the bake is over */
    public boolean move() throws InterruptedException {
        Next next = bake.move(this);
        Duration most = bake.phaseName().equals(BakePhase.WAIT_FOR_LOGIN.name()) ? bootPause : pause;
        Duration waited = next.delay().compareTo(most) < 0 ? next.delay() : most;
        ahead = ahead.plus(next.delay()).minus(waited);
        Thread.sleep(waited.toMillis());
        return next.over();
    }

    /** Makes all moves. */
    public Outcome runToEnd() throws InterruptedException {
        runUntil(b -> false);
        return bake.outcome();
    }

    /** Makes moves until a phase begins. */
    public void runUntil(BakePhase phase) throws InterruptedException {
        runUntil(b -> b.phaseName().equals(phase.name()));
        if (bake.outcome() != null) {
            throw new AssertionError(
                    phase + " was not reached: " + bake.outcome().message());
        }
    }

    /** Makes moves until a condition holds, or the bake is over. */
    public void runUntil(Predicate<Bake> condition) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (!condition.test(bake) && !move()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not over after " + LONGEST + ", in " + bake.phaseName() + ": " + log);
            }
        }
    }

    /** Lets time pass in which no move is made, as while Jenkins is down. */
    public void later(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Forgets the bake and reads it from its state file, as after a restart. */
    public void reload() throws IOException {
        bake = (Bake) new StateFile(folder).read();
    }

    /** Makes a move whose end is not saved any more, as when the process is killed, and reads the state again. */
    public void moveAndKill() throws IOException {
        bake.move(this);
        log.subList(savedLines, log.size()).clear();
        Files.move(before(), folder.resolve("operation.xml"), StandardCopyOption.REPLACE_EXISTING);
        reload();
    }

    /** @return what the bake knows */
    public BakeState state() {
        return bake.state();
    }

    /** @return the text of its state file */
    String savedState() throws IOException {
        return Files.readString(folder.resolve("operation.xml"));
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    /** Beside the folder, of which nothing but the state is left at the end. */
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
        new StateFile(folder).write(bake);
        savedLines = log.size();
        log.addAll(unsavedLines);
        unsavedLines.clear();
    }

    @Override
    public AwsClients aws(AwsRequest request) {
        return aws;
    }

    @Override
    public Shell shell(Login login) {
        return connections.shell(login, this::log);
    }

    @Override
    public List<KeyPair> sshKeys(String credentialsId) throws OperationException {
        if (givenKeys == null || !credentialsId.equals(KEY_ID)) {
            throw new OperationException("there is no key " + credentialsId);
        }
        return givenKeys;
    }

    @Override
    public Sealer sealer() {
        return sealer;
    }

    @Override
    public void copyFromWorkspace(String path, Path copy, long most) throws IOException {
        Files.copy(folder.resolveSibling(path), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void archive(Map<String, Path> files) throws IOException {
        if (archiveFailures > 0) {
            archiveFailures--;
            throw new IOException("the store of artifacts does not answer");
        }
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
        return "folder/nightly";
    }
}
