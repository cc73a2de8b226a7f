package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Jenkinsfiles in a folder. */
final class Trial {
    final Path folder;
    final Path workspace;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Runner runner;

    Trial(Path folder) throws IOException {
        this.folder = folder;
        this.workspace = Files.createDirectory(folder.resolve("workspace"));
    }

    /** Runs a pipeline of one stage with these steps, and what else stands in its pipeline block. */
    Result steps(String steps, String... directives) throws IOException {
        return pipeline("agent none\n" + String.join("\n", directives) + "\nstages { stage('One') { steps {\n" + steps
                + "\n} } }");
    }

    Result pipeline(String block, String... arguments) throws IOException {
        Path file = folder.resolve("trial.Jenkinsfile");
        Files.writeString(file, "pipeline {\n" + block + "\n}\n");
        return run(file, arguments);
    }

    Result run(Path jenkinsfile, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                jenkinsfile.toString(),
                workspace.toString(),
                folder.resolve("home").toString()));
        words.addAll(List.of(arguments));
        out.reset();
        runner = new Runner(CommandLine.parse(words.toArray(new String[0])), out);
        return runner.run();
    }

    /** Aborts the build as soon as its log has this line. */
    void abortAt(String line) throws InterruptedException {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!log().contains(line)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no '" + line + "' in the log:\n" + log());
            }
            Thread.sleep(20);
        }
        runner.abort();
    }

    String log() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
