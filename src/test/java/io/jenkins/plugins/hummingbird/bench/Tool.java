package io.jenkins.plugins.hummingbird.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine that must succeed. */
public final class Tool {
    private Tool() {}

    /**
     * @param environment is added to that of this process
     * @return what it printed
     * @throws IOException when it failed; the message has what it wrote to standard error
     */
    public static String run(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("bench", ".err");
        try {
            return run(words, environment, errors);
        } finally {
            Files.delete(errors);
        }
    }

    private static String run(List<String> words, Map<String, String> environment, Path errors)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " ended with " + process.exitValue() + ": " + out
                    + Files.readString(errors));
        }
        return out;
    }
}
