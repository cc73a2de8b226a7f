package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * The programs that read and write objects of S3, run as a task runs them, but that they wait less before they try again. A
 * rule for each test, behind an {@link AwsRule} of its class.
 */
final class ObjectPrograms extends ExternalResource {
    /** How the programs reach S3. */
    enum Client {
        /** boto3 in the Python of CellProfiler. */
        BOTO3,
        /** A Python without boto3, and a program aws. */
        CLI,
        /** Neither. */
        NONE
    }

    private final AwsRule aws;
    private final Client client;
    private final TemporaryFolder temporary = new TemporaryFolder();
    private final List<Process> started = new ArrayList<>();

    /** Beside those that every run has. */
    final Map<String, String> environment = new TreeMap<>();

    /** What the last run printed. */
    String out = "";

    /** What the last run said for people. */
    String log = "";

    private URI endpoint;

    ObjectPrograms(AwsRule aws, Client client) {
        this.aws = aws;
        this.client = client;
    }

    /** Where S3 is; moto itself unless it is set. */
    ObjectPrograms at(URI endpoint) {
        this.endpoint = endpoint;
        return this;
    }

    /** A folder of the test. */
    Path root() {
        return temporary.getRoot().toPath();
    }

    /** Writes the settings. */
    void settings(String... lines) throws IOException {
        Files.write(root().resolve("s3"), List.of(lines));
    }

    /** @return the last line that was said for people; empty when nothing was said */
    String sentence() {
        String[] lines = log.strip().split("\n");
        return lines[lines.length - 1];
    }

    /** @return the exit code */
    int run(String program, String... arguments) throws Exception {
        Process process = start(program, arguments);
        assertThat("it ended", process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        return ended(process);
    }

    /** @param code of the last run */
    void succeeded(int code) {
        assertThat(log, code, is(0));
    }

    /** Reads what a program said that has ended. @return the exit code */
    int ended(Process process) throws IOException {
        out = Files.readString(root().resolve(process.pid() + ".out"));
        log = Files.readString(root().resolve(process.pid() + ".err"));
        return process.exitValue();
    }

    /** What it has said so far. */
    String said(Process process) throws IOException {
        Path file = root().resolve(process.pid() + ".err");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    Process start(String program, String... arguments) throws IOException {
        // a shell that becomes the program, so that files can be named by the process id
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" </dev/null >$$.out 2>$$.err", "sh", python()));
        words.addAll(List.of("-E", "-s", "-B"));
        if (client != Client.BOTO3) {
            words.add("-S"); // without the packages that the Python may have
        }
        words.add(root().resolve("plan").resolve(program).toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(root().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(identity());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TMPDIR", root().resolve("tmp").toString());
        builder.environment().put("PATH", path());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** What leads boto3 to the emulator, in the environment. */
    Map<String, String> identity() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                (endpoint == null ? aws.endpoint() : endpoint).toString(),
                "AWS_ACCESS_KEY_ID",
                aws.property("key"),
                "AWS_SECRET_ACCESS_KEY",
                aws.property("secret"),
                "AWS_DEFAULT_REGION",
                aws.region(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "NO_PROXY",
                "127.0.0.1");
    }

    private String path() {
        return client == Client.CLI ? root().resolve("bin") + ":/usr/bin:/bin" : root() + "/none";
    }

    private String python() throws IOException {
        if (client != Client.BOTO3) {
            return python3();
        }
        String cellprofiler = System.getProperty("hummingbird.cellprofiler", "");
        Path python = Path.of(cellprofiler).resolveSibling("python");
        TestSet.needsProgram(
                !cellprofiler.isEmpty() && Files.isExecutable(python),
                "the property hummingbird.cellprofiler names none in a Python of its own");
        return python.toString();
    }

    /** The program itself: what is on PATH may be a script that needs others, and changes PATH. */
    private static String python3() throws IOException {
        Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Override
    protected void before() throws Throwable {
        temporary.create();
        Files.createDirectory(root().resolve("tmp"));
        Path plan = Files.createDirectory(root().resolve("plan"));
        for (Map.Entry<String, String> file : RemoteScripts.objects().entrySet()) {
            Files.writeString(plan.resolve(file.getKey()), file.getValue());
        }
        // for restore.py, which runs where tables are merged
        for (Map.Entry<String, String> file : RemoteScripts.tableTasks().entrySet()) {
            Files.writeString(plan.resolve(file.getKey()), file.getValue());
        }
        Path work = plan.resolve("s3_work.py");
        String text = Files.readString(work);
        assertThat(text, containsString("FIRST_DELAY = 0.5 "));
        Files.writeString(work, text.replace("FIRST_DELAY = 0.5 ", "FIRST_DELAY = 0.01 "));
        settings("access\town");
        Path bin = Files.createDirectory(root().resolve("bin"));
        Path program = bin.resolve("aws.py");
        Files.write(program, ObjectPrograms.class.getResourceAsStream("aws.py").readAllBytes());
        Path command = bin.resolve("aws");
        Path python = AwsRule.requirePython().toAbsolutePath();
        Files.writeString(
                command, "#!/bin/sh\nexec '" + python + "' -B '" + program + "' \"$@\"\n", StandardCharsets.UTF_8);
        command.toFile().setExecutable(true);
    }

    @Override
    protected void after() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        temporary.delete();
    }
}
