package io.jenkins.plugins.hummingbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> command = new ArrayList<>(List.of(COMMAND.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--region", aws.region()));
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
        environment.put("PATH", COMMAND.toAbsolutePath().getParent() + ":" + environment.get("PATH"));
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
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command + ": " + Files.readString(out) + Files.readString(err));
        }
        return new ObjectMapper().readTree(out.toFile());
    }
}
