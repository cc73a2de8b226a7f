package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs real commands on this machine, which stands for the node. */
final class LocalCommandRunner implements NodeCommandRunner {
    private final Path folder;
    private final Map<String, String> environment;

    /** All calls, as their words. */
    final List<String> calls = new ArrayList<>();

    /** All that the commands found in their environment beside the node's own. */
    final Map<String, String> handed = new HashMap<>();

    /** The CLI; another than the real one for what that never does. */
    Path pcluster;

    /** How many more starts find the node away. */
    int startsAway;

    Process process;
    private Path run;

    /** @param environment of the node; counts more than that of a call, so that the CLI passes by a relay */
    LocalCommandRunner(Path folder, Path pcluster, Map<String, String> environment) {
        this.folder = folder;
        this.pcluster = pcluster;
        this.environment = environment;
    }

    @Override
    public void start(CliCommand call) throws IOException, OperationException {
        kill();
        if (startsAway > 0) {
            startsAway--;
            throw new IOException("the agent is offline");
        }
        calls.add(call.toString());
        run = Files.createTempDirectory(folder, "call");
        Path program = pcluster.resolveSibling(call.program());
        if (!Files.isExecutable(pcluster)) {
            throw new OperationException("pcluster: there is no " + pcluster + " on the node.");
        }
        List<String> command = new ArrayList<>();
        command.add(Files.isExecutable(program) ? program.toString() : call.program());
        command.addAll(call.arguments());
        if (!call.configuration().isEmpty()) {
            Path file = Files.writeString(run.resolve("cluster.yaml"), call.configuration());
            command.addAll(List.of("--cluster-configuration", file.toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(run.toFile())
                .redirectOutput(run.resolve("out").toFile())
                .redirectError(run.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PYTHON"));
        builder.environment().putAll(call.environment());
        builder.environment().putAll(environment);
        builder.environment().put("PCLUSTER_LOG_FILE", run.resolve("log").toString());
        handed.putAll(call.environment());
        process = builder.start();
    }

    /** What the node runs is lost to this process, as with the agent. */
    void lose() {
        process = null;
    }

    @Override
    public boolean isRunning() {
        return process != null;
    }

    @Override
    public CommandResult poll() throws IOException {
        if (process.isAlive()) {
            return null;
        }
        int exit = process.exitValue();
        process = null;
        return new CommandResult(exit, read("out"), read("err"), read("log"));
    }

    private String read(String name) throws IOException {
        Path file = run.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process = null;
        }
    }
}
