package io.jenkins.plugins.hummingbird.image.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of one of the recipe's files in the source tree, on this machine, as far as it leaves that alone.
 *
 * @param printed on both streams
 */
record RecipeRun(int code, String printed) {
    static final Path FOLDER = Path.of("src/main/resources/io/jenkins/plugins/hummingbird/image/recipe")
            .toAbsolutePath();

    /** The self-test of commands that are said to be CellProfiler and a Python with DuckDB. */
    static RecipeRun selfTest(String command, String tables, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(environment, "python3", FOLDER.resolve("self-test.py").toString(), command, tables);
    }

    /** The recipe on a system with this os-release; it must be one that the recipe refuses. */
    static RecipeRun refusal(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("bash", FOLDER.resolve("install-cellprofiler.sh").toString()));
        words.addAll(List.of(arguments));
        return run(environment, words.toArray(new String[0]));
    }

    static RecipeRun run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("recipe", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(List.of(words) + " did not end: " + Files.readString(out));
            }
            return new RecipeRun(
                    process.exitValue(), new String(Files.readAllBytes(out), StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(out);
        }
    }
}
