package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.rules.ExternalResource;

/** A real head node, connections to it, and requests to submit there. A folder of its own for each use. */
public final class Cluster extends ExternalResource {
    /**
     * The phases that a submission of these requests does not pass through: no table is made out of file names, no
     * sample is chosen, and nothing is in S3. Of those is RestartsWithObjectsTest.
     */
    static final Set<SubmitPhase> NOT_PASSED_THROUGH = EnumSet.of(
            SubmitPhase.FIND_HEAD_NODE,
            SubmitPhase.COPY_TABLE,
            SubmitPhase.LIST_OBJECTS,
            SubmitPhase.LIST_IMAGES,
            SubmitPhase.READ_INDEXES,
            SubmitPhase.READ_OBJECT_INDEXES,
            SubmitPhase.CHOOSE_SAMPLE,
            SubmitPhase.FIND_OBJECTS,
            SubmitPhase.TRY_S3,
            SubmitPhase.MAKE_FORECAST,
            SubmitPhase.DROP_RESULTS);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HeadNodeRule headNode;
    private final AtomicLong skippedNanos = new AtomicLong();
    private Connections connections;
    private Path folder;

    public Cluster(HeadNodeRule headNode) {
        this.headNode = headNode;
    }

    @Override
    protected void before() throws IOException {
        folder = headNode.shared().resolve("test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("image.tif"), "pixels");
        connections = new Connections(
                new HostKeys(folder.resolve("known_hosts")), () -> System.nanoTime() + skippedNanos.get());
    }

    @Override
    protected void after() {
        connections.close();
    }

    /** Moves the clock of the connections on, by time that a test does not wait: the next attempt to connect is due. */
    void skip(Duration time) {
        skippedNanos.addAndGet(time.toNanos());
    }

    /** A folder on the shared file system, new for each test. */
    public Path folder() {
        return folder;
    }

    /** Where the results go. */
    public Path output() {
        return folder.resolve("output");
    }

    public Shell shell() throws OperationException {
        return shell(headNode.host(), null);
    }

    /**
     * @param host another address than its own
     * @param rememberedAs the name of its host key; null for host and port
     */
    public Shell shell(String host, String rememberedAs) throws OperationException {
        return shell(login(host, rememberedAs));
    }

    public Shell shell(Login login) {
        return connections.shell(login, line -> {});
    }

    /** See {@link #shell(String, String)}. */
    Login login(String host, String rememberedAs) throws OperationException {
        return new Login(
                host,
                headNode.port(),
                headNode.user(),
                PrivateKeys.parse("test", List.of(headNode.key("ed25519")), null),
                HostKeyPolicy.FIRST_USE,
                null,
                null,
                rememberedAs);
    }

    /** A request for tasks that take no time: a row, and a group, for each word, which says what its task does. */
    public SubmitRequest request(String... what) throws IOException {
        StringBuilder table = new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do\n");
        for (int i = 0; i < what.length; i++) {
            table.append("image.tif,")
                    .append(folder)
                    .append(",W")
                    .append(1001 + i)
                    .append(',')
                    .append(what[i])
                    .append('\n');
        }
        return requestFor(table.toString());
    }

    public SubmitRequest requestFor(String table) throws IOException {
        SubmitRequest request = new SubmitRequest();
        request.host = headNode.host();
        request.port = headNode.port();
        request.sshCredentialsId = "head-node";
        request.pipelineText = resource("two-modules.cppipe");
        request.dataFileText = table;
        request.output = output().toString();
        request.cellprofiler = shortTask().toString();
        request.memory = "100M";
        request.timeLimit = "10m";
        request.retries = 0;
        return request;
    }

    private synchronized Path shortTask() throws IOException {
        Path script = folder.resolve("short-task");
        if (!Files.exists(script)) {
            try (InputStream in = Cluster.class.getResourceAsStream("short-task")) {
                Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            }
            script.toFile().setExecutable(true);
        }
        return script;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Cluster.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Lets the tasks go on that wait. */
    public void go() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    /** What is in Slurm's hands of a submission, as squeue prints it; empty when there is nothing. */
    public String queue(Submission submission) throws Exception {
        List<String> names = new ArrayList<>(submission.state().groupTasks.arrayNames());
        names.addAll(submission.state().tableTasks.arrayNames());
        return slurm("squeue", "-h", "-r", "-n", names.isEmpty() ? "none" : String.join(",", names));
    }

    /** Cancels a submission's tasks as an administrator does. */
    public void scancel(Submission submission) throws Exception {
        for (String id : submission.state().groupTasks.arrayIds()) {
            slurm("scancel", id);
        }
    }

    /** Submits jobs of another user, where this one may do so, that wait for ever. */
    public void holdOtherJobs(int count) throws Exception {
        String user = "root".equals(headNode.user()) ? "nobody" : headNode.user();
        slurm("sbatch", "--uid=" + user, "--hold", "--array=1-" + count, "--wrap=true", "--output=/dev/null");
    }

    /** Runs a command of Slurm that must succeed, as an administrator does. */
    public String slurm(String command, String... arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(headNode.property("bin")).resolve(command).toString());
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + text);
        }
        return text;
    }

    /** The processes of this machine that have the test's folder in their command line. */
    public List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
