package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/**
 * A real sshd and a real one-host Slurm, made by src/local/head-node. As a class rule: brought up before the class's
 * tests, ended after them, and also when the JVM is told to end.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class HeadNodeRule extends ExternalResource {
    private static final int DEFAULT_CPUS = 2;
    private static final Map<Integer, HeadNodeRule> COMMON = new HashMap<>();
    private static final List<String> PARTS = List.of("munged", "slurmctld", "slurmd", "sshd");

    private final List<String> options;
    private final boolean untilTheEnd;
    private Path folder;
    private Thread hook;
    private Properties properties;

    /** Whether a part may not be running. */
    private boolean disturbed;

    private HeadNodeRule(List<String> options, boolean untilTheEnd) {
        this.options = options;
        this.untilTheEnd = untilTheEnd;
    }

    /** One with the default options for all classes that ask for it; see {@link #common(int)}. */
    public static HeadNodeRule common() {
        return common(DEFAULT_CPUS);
    }

    /**
     * One for all classes that ask for so many CPUs, until the JVM ends: its start takes seconds. Tests tell their things
     * apart by their folders, and leave no task. A part that a test has ended is started again before the next class.
     */
    public static HeadNodeRule common(int cpus) {
        return COMMON.computeIfAbsent(cpus, count -> new HeadNodeRule(List.of("--cpus", String.valueOf(count)), true));
    }

    /** One for a class of its own, with options: where a test changes Slurm's state or configuration. */
    public static Builder with() {
        return new Builder();
    }

    /** The options of a head node; what is left out is as the script has it. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();

        /** How many nodes there are, named node1, node2 and so on. */
        public Builder nodes(int count) {
            return option("--nodes", count);
        }

        /** Of each node. */
        public Builder cpus(int count) {
            return option("--cpus", count);
        }

        public Builder maxArraySize(int size) {
            return option("--max-array-size", size);
        }

        public Builder maxJobCount(int count) {
            return option("--max-job-count", count);
        }

        public Builder minJobAge(int seconds) {
            return option("--min-job-age", seconds);
        }

        private Builder option(String name, int value) {
            options.addAll(List.of(name, String.valueOf(value)));
            return this;
        }

        public HeadNodeRule build() {
            return new HeadNodeRule(List.copyOf(options), false);
        }
    }

    public String host() {
        return property("host");
    }

    public int port() {
        return Integer.parseInt(property("port"));
    }

    public String user() {
        return property("user");
    }

    /** The text of a private key that may log in, such as ed25519_pass; see the script for their names. */
    public String key(String name) {
        try {
            return Files.readString(folder.resolve("keys").resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The passphrase of the keys that have one. */
    public String passphrase() {
        return "correct horse";
    }

    /** A line of head-node.properties. */
    public String property(String name) {
        return properties.getProperty(name);
    }

    /** A folder that stands for the cluster's shared file system. */
    public Path shared() {
        return Path.of(property("shared"));
    }

    /** Starts, stops or kills a part: sshd, slurmctld, slurmd or munged; or starts or kills a node. */
    public void part(String name, String action) throws IOException, InterruptedException {
        disturbed = true;
        script("part", folder.toString(), name, action);
    }

    @Override
    protected void before() throws Throwable {
        synchronized (this) {
            if (properties == null) {
                requireParts();
                start();
            } else if (disturbed) {
                for (String part : PARTS) {
                    part(part, "start");
                }
                disturbed = false;
            }
        }
    }

    @Override
    protected void after() {
        if (!untilTheEnd) {
            end();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    public static void requireParts() {
        for (String part : PARTS) {
            TestSet.needsProgram(
                    isInstalled(part), "there is no " + part + " on this machine; src/local/install installs it");
        }
    }

    private static boolean isInstalled(String part) {
        String path = System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin";
        return Stream.of(path.split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, part)));
    }

    private void start() throws IOException, InterruptedException {
        // Below the temporary folder rather than target/: the path of a Unix socket must be short.
        folder = Files.createTempDirectory("head-node");
        hook = new Thread(this::end, "head-node-end");
        Runtime.getRuntime().addShutdownHook(hook);
        List<String> words = new ArrayList<>(List.of("start", folder.toString()));
        words.addAll(options);
        script(words.toArray(new String[0]));
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("head-node.properties"))) {
            read.load(in);
        }
        properties = read;
    }

    private void end() {
        try {
            script("stop", folder.toString());
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void script(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", findScript().toString()));
        command.addAll(List.of(words));
        // A file, for a daemon that inherits the other end of a pipe would keep it open.
        Path log = Files.createTempFile("head-node", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError(String.join(" ", command) + " did not end: " + read(log));
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + read(log));
            }
        } finally {
            Files.delete(log);
        }
    }

    private static String read(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    private static Path findScript() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("src/local/head-node/head-node");
            if (Files.isRegularFile(script)) {
                return script;
            }
        }
        throw new AssertionError("src/local/head-node/head-node is in no folder above "
                + Path.of("").toAbsolutePath());
    }
}
