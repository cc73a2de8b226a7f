package io.jenkins.plugins.hummingbird.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with a profile of its own, driven by its DevTools protocol. */
public final class Chromium implements Closeable {
    private static final List<String> OPTIONS = List.of(
            "--headless",
            // for root, who has no sandbox of Chromium's
            "--no-sandbox",
            "--disable-gpu",
            // a container's /dev/shm is small
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--hide-scrollbars",
            // the same pixels on every machine
            "--force-color-profile=srgb",
            "--remote-debugging-port=0");

    private final Path profile;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread hook = new Thread(this::end, "chromium-end");
    private URI devTools;

    private Chromium(Path profile, Process process) {
        this.profile = profile;
        this.process = process;
    }

    /** @return Debian's Chromium on the PATH; null where there is none, or a snap, which reads no folder of ours */
    public static Path command() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path path = Path.of(folder, "chromium").toAbsolutePath();
            if (Files.isExecutable(path) && !path.startsWith("/snap")) {
                return path;
            }
        }
        return null;
    }

    /** Ends with this JVM at the latest. */
    public static Chromium start(Path command) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("chromium");
        ProcessBuilder builder = new ProcessBuilder(command.toString());
        builder.command().addAll(OPTIONS);
        builder.command().add("--user-data-dir=" + profile.resolve("profile"));
        builder.command().add("about:blank");
        builder.environment().put("HOME", profile.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        Chromium chromium = new Chromium(profile, process);
        Runtime.getRuntime().addShutdownHook(chromium.hook);
        chromium.awaitDevTools();
        return chromium;
    }

    private void awaitDevTools() throws IOException, InterruptedException {
        Path written = profile.resolve("profile/DevToolsActivePort");
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS); ; ) {
            if (Files.exists(written) && Files.readString(written).contains("\n")) {
                devTools = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(written).get(0));
                return;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                String log = Files.readString(profile.resolve("log"));
                close();
                throw new AssertionError("Chromium did not start: " + log);
            }
        }
    }

    /** @return a new empty tab */
    public Tab newTab() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(devTools.resolve("/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try (InputStream answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            JsonNode target = new ObjectMapper().readTree(answer);
            return Tab.connect(
                    http, URI.create(target.get("webSocketDebuggerUrl").asText()));
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    /** Its children end with it. */
    private void end() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int tries = 0; tries < 10 && Files.exists(profile); tries++) {
            delete();
        }
    }

    /** What a child writes in these moments is deleted the next time. */
    private void delete() {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
