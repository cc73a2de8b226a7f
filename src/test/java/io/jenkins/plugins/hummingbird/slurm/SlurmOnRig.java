package io.jenkins.plugins.hummingbird.slurm;

import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** Slurm's commands over SSH for a class, with folders for its submissions; what it left in the queue is cancelled. */
final class SlurmOnRig extends ExternalResource {

    private final HeadNodeRule headNode;
    private final TemporaryFolder local = new TemporaryFolder();
    private final List<String> names = new ArrayList<>();
    private Connections connections;
    private Shell shell;
    private Path base;

    SlurmOnRig(HeadNodeRule headNode) {
        this.headNode = headNode;
    }

    @Override
    protected void before() throws IOException, OperationException {
        local.create();
        connections = new Connections(new HostKeys(local.getRoot().toPath().resolve("known_hosts")));
        Login login = new Login(
                headNode.host(),
                headNode.port(),
                headNode.user(),
                PrivateKeys.parse("test", List.of(headNode.key("ed25519")), null),
                HostKeyPolicy.FIRST_USE,
                null,
                null,
                null);
        shell = connections.shell(login, line -> {});
        base = Files.createDirectories(headNode.shared().resolve("slurm-" + UUID.randomUUID()));
    }

    @Override
    protected void after() {
        try {
            String scancel = "for name; do scancel --name=\"$name\"; done";
            shell.run(Command.script(scancel, names.toArray(new String[0])));
        } catch (IOException | OperationException e) {
            throw new AssertionError(e);
        } finally {
            connections.close();
            local.delete();
        }
    }

    Shell shell() {
        return shell;
    }

    Slurm slurm() {
        return new Slurm(shell);
    }

    /** A job name that no other test has. */
    String newName() {
        String name = "hummingbird-test-" + UUID.randomUUID();
        names.add(name);
        return name;
    }

    /** A folder on the shared file system, with a batch script in it. */
    Path folder(String name, String... script) throws IOException {
        Path folder = Files.createDirectories(base.resolve(name));
        Files.writeString(folder.resolve("open"), "");
        Files.writeString(folder.resolve("task.sh"), "#!/bin/bash\n" + String.join("\n", script) + "\n");
        return folder;
    }

    /** sbatch's words for an array of a folder's script. */
    static List<String> words(Path folder, String array, String... more) {
        List<String> words = new ArrayList<>(List.of("--array=" + array, "--output=/dev/null", "--mem=10M"));
        words.addAll(List.of(more));
        words.add(folder + "/task.sh");
        return words;
    }

    /** What squeue says of the jobs of a name, the ended ones too, in a format of its own. */
    String squeue(String name, String format) throws IOException, OperationException {
        Result result = shell.run(Command.of("squeue", "-h", "-r", "-t", "all", "-n", name, "-o", format));
        assertTrue(result.err(), result.succeeded());
        return result.out().strip();
    }

    /** The tasks of those arrays whose ids and names are among these, as the looks of a submission ask for them. */
    List<QueuedTask> tasks(List<String> ids, List<String> names) throws IOException, OperationException {
        String arrays = ids.stream()
                .flatMap(id -> names.stream().map(name -> id + ":" + name + "\n"))
                .collect(Collectors.joining());
        Command command = Command.script(ArrayQueue.FUNCTION.text() + "array_queue 25")
                .named("squeue")
                .stdin(arrays.getBytes(StandardCharsets.UTF_8));
        Result result = shell.run(command);
        if (!result.succeeded()) {
            throw new IOException(result.failure(command));
        }
        return ArrayQueue.parse(result.out());
    }

    /** Those of the tasks that are in Slurm's hands. */
    List<QueuedTask> active(List<String> ids, List<String> names) throws IOException, OperationException {
        return tasks(ids, names).stream().filter(task -> task.state().active()).toList();
    }

    /** The tasks of an array as soon as they are as a test wants them. */
    List<QueuedTask> await(String id, String name, Predicate<List<QueuedTask>> condition) throws Exception {
        List<QueuedTask> tasks = new ArrayList<>();
        await(() -> {
            tasks.clear();
            tasks.addAll(tasks(List.of(id), List.of(name)));
            return condition.test(tasks);
        });
        return tasks;
    }

    static void await(Callable<Boolean> condition) throws Exception {
        Patience.await("what the test waits for", condition);
    }

    /** The processes on this machine with a text among their arguments. */
    static List<ProcessHandle> processes(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(text))
                .toList();
    }

    /** Whole, also where it holds a script; Java reads 4 KiB. */
    private static String commandLine(ProcessHandle process) {
        try {
            Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
