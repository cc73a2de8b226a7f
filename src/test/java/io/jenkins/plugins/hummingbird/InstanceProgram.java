package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of src/local/aws/instance or instances in a folder of its own, which goes with it. */
final class InstanceProgram implements AutoCloseable {
    private static final int SECONDS_TO_END = 20;

    /** A folder of the program's own. */
    final Path folder;

    private final Path log;
    private final Process process;

    /**
     * Starts it.
     *
     * @param userData of the one instance; null where the program asks for it itself
     */
    InstanceProgram(String name, String userData, Map<String, String> environment, String... options)
            throws IOException {
        Path python = AwsRule.requirePython();
        folder = Files.createTempDirectory(name);
        log = folder.resolve("program.log");
        if (userData != null) {
            Files.writeString(folder.resolve("user-data"), userData);
        }
        List<String> words = new ArrayList<>(
                List.of(python.toString(), "src/local/aws/" + name, folder.toString(), "--while-stdin"));
        words.addAll(List.of(options));
        // It ends with its standard input, and so with this JVM, however that ends.
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /**
     * Waits until an instance is up.
     *
     * @param at the instance's folder
     * @param seconds how long at most
     */
    Instance await(Path at, int seconds) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds); System.nanoTime() < end; ) {
            Instance instance = Instance.in(at);
            if (instance != null) {
                return instance;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("no instance came up in " + at + ": " + Files.readString(log));
    }

    /** Ends it with its instances, whose processes it ends itself. */
    @Override
    public void close() throws IOException {
        try {
            process.destroy();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
