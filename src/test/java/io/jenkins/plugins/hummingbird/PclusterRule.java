package io.jenkins.plugins.hummingbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * The real CLI of ParallelCluster, made by src/local/pcluster, or named by the system property hummingbird.pcluster.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class PclusterRule extends ExternalResource {
    private static final Path COMMAND =
            Path.of(System.getProperty("hummingbird.pcluster", "target/parts/pcluster/venv/bin/pcluster"));
    private static final int SECONDS = 600;

    /** As the CLI's main function does, for each argument; the list of commands that it knows is read once. */
    private static final String RUN_ALL = String.join(
            "\n",
            "import copy, json, sys",
            "from pcluster.cli import entrypoint, logger, model",
            "logger.config_logger()",
            "spec = model.package_spec()",
            "model.package_spec = lambda: copy.deepcopy(spec)",
            "for call in sys.argv[1:]:",
            "    print(json.dumps(entrypoint.run(json.loads(call))))");

    private static String version;

    private final AwsRule aws;
    private final TemporaryFolder folder = new TemporaryFolder();

    /** @param aws which it uses */
    public PclusterRule(AwsRule aws) {
        this.aws = aws;
    }

    /** Where it is. */
    public static Path command() {
        return COMMAND.toAbsolutePath();
    }

    /**
     * Writes a command that runs the real one, but answers the question for its version, which each operation asks anew,
     * with what the real one has answered once.
     *
     * @param folder where it is written, with the node that belongs to it
     */
    public static Path writeCommandOfKnownVersion(Path folder) throws IOException {
        Path answer = Files.writeString(folder.resolve("version"), version());
        Files.createSymbolicLink(folder.resolve("node"), command().resolveSibling("node"));
        Path script = Files.writeString(
                folder.resolve("pcluster"),
                "#!/bin/sh\n[ \"$*\" != version ] || exec cat '" + answer + "'\nexec '" + command() + "' \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the real one answers, asked once in this JVM. */
    private static synchronized String version() throws IOException {
        if (version == null) {
            Process process = new ProcessBuilder(command().toString(), "version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        return version;
    }

    /** Throws if a test cannot run {@link #command}, as {@link TestSet#needsProgram} does. */
    public static void requireCommand() {
        TestSet.needsProgram(
                Files.isExecutable(COMMAND),
                "there is no CLI of ParallelCluster at " + COMMAND
                        + "; src/local/pcluster/install target/parts/pcluster makes it");
    }

    @Override
    protected void before() throws IOException {
        requireCommand();
        folder.create();
    }

    @Override
    protected void after() {
        folder.delete();
    }

    /**
     * @param cloudFormation where that one service is
     * @return what it answers on stdout; it must end well
     */
    public JsonNode run(URI cloudFormation, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(command().toString()));
        command.addAll(inRegion(List.of(arguments)));
        return new ObjectMapper().readTree(run(command, cloudFormation, 0).toFile());
    }

    /**
     * Has the CLI check a configuration, without the validators for which the emulator has no answers.
     *
     * @return what it answers on stdout; it exits with 1 also where it would create the cluster
     */
    public JsonNode check(String name, Path configuration) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(command().toString(), "create-cluster", "--dryrun", "true"));
        command.addAll(List.of("-n", name, "-c", configuration.toAbsolutePath().toString(), "--suppress-validators"));
        command.addAll(List.of(aws.property("suppressValidators").split(" ")));
        return new ObjectMapper()
                .readTree(run(inRegion(command), aws.endpoint(), 1).toFile());
    }

    /**
     * Runs the CLI's commands one after the other in one process, which saves its start, of two seconds of a CPU, for each
     * but the first. What one has read is cached for the next, so AWS must not change in between.
     *
     * @param cloudFormation where that one service is
     * @param calls the arguments of each
     * @return what each answers, by its arguments; each must end well
     */
    public Map<List<String>, JsonNode> runAll(URI cloudFormation, List<List<String>> calls)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(command().resolveSibling("python").toString(), "-c", RUN_ALL));
        ObjectMapper json = new ObjectMapper();
        for (List<String> call : calls) {
            command.add(json.writeValueAsString(inRegion(call)));
        }
        Map<List<String>, JsonNode> answers = new HashMap<>();
        List<String> lines = Files.readAllLines(run(command, cloudFormation, 0));
        for (int i = 0; i < calls.size(); i++) {
            answers.put(calls.get(i), json.readTree(lines.get(i)));
        }
        return answers;
    }

    private List<String> inRegion(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--region", aws.region()));
        return all;
    }

    /** @return the file with what the command printed */
    private Path run(List<String> command, URI cloudFormation, int exit) throws IOException, InterruptedException {
        Path out = folder.newFile().toPath();
        Path err = folder.newFile().toPath();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.getRoot())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        // Nobody's own configuration.
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PYTHON"));
        environment.put("HOME", folder.getRoot().getPath());
        environment.put("PATH", command().getParent() + ":" + environment.get("PATH"));
        environment.put(
                "PCLUSTER_LOG_FILE", folder.getRoot().toPath().resolve("log").toString());
        environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", cloudFormation.toString());
        environment.put("AWS_ACCESS_KEY_ID", aws.property("key"));
        environment.put("AWS_SECRET_ACCESS_KEY", aws.property("secret"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != exit) {
            process.destroyForcibly();
            throw new AssertionError(command + ": " + Files.readString(out) + Files.readString(err));
        }
        return out;
    }
}
