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

/** Runs the commands for a node as processes on this machine. */
final class LocalCommandRunner implements NodeCommandRunner {
    private final Path folder;
    private final Map<String, String> environment;

    /** Program and arguments of each call. */
    final List<String> calls = new ArrayList<>();

    /** The environment that the calls passed, without that of the node. */
    final Map<String, String> passedEnvironment = new HashMap<>();

    /** The CLI; a script of the test for behaviour that the real one never shows. */
    Path pcluster;

    /** How many of the next starts fail because the node is offline. */
    int failingStarts;

    Process process;
    private Path run;

    /** @param environment of the node; replaces that of a call, so that the CLI does not call AWS through the relay */
    LocalCommandRunner(Path folder, Path pcluster, Map<String, String> environment) {
        this.folder = folder;
        this.pcluster = pcluster;
        this.environment = environment;
    }

    @Override
    public void start(CliCommand call) throws IOException, OperationException {
        kill();
        if (failingStarts > 0) {
            failingStarts--;
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
        passedEnvironment.putAll(call.environment());
        process = builder.start();
    }

    /** Forgets the process, as when the agent is lost; it continues to run. */
    void loseProcess() {
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
