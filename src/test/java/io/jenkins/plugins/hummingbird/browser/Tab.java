package io.jenkins.plugins.hummingbird.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A tab of a browser, by the DevTools protocol (chromedevtools.github.io/devtools-protocol): a command is sent as JSON
 * with a number, and its answer has the same number; what has none is an event.
 */
public final class Tab implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private WebSocket socket;

    private Tab() {}

    static Tab connect(HttpClient http, URI address) {
        Tab tab = new Tab();
        tab.socket = http.newWebSocketBuilder()
                .buildAsync(address, tab.new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Performance")) {
            tab.call(domain + ".enable", Map.of());
        }
        return tab;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                take(whole);
            }
            from.request(1);
            return null;
        }
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.has("id")) {
                asked.remove(message.get("id").asInt()).complete(message);
            } else {
                notice(message.path("method").asText(), message.path("params"));
            }
        } catch (IOException e) {
            complaints.add("not understood: " + text);
        }
    }

    /** A policy that is violated and a file that is missing are entries of the log; so is what a script warns of. */
    private void notice(String method, JsonNode event) {
        if (method.equals("Log.entryAdded") || method.equals("Runtime.exceptionThrown")) {
            complaints.add(event.toString());
        }
    }

    /** @return what the browser had to complain of so far: policies, files that are missing, exceptions in scripts */
    public List<String> complaints() {
        return complaints;
    }

    /** Carries out a command of the protocol and answers its result. */
    public JsonNode call(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                    .get(Patience.SECONDS, TimeUnit.SECONDS);
            JsonNode message = answer.get(Patience.SECONDS, TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new AssertionError(method + ": " + message.get("error"));
            }
            return message.get("result");
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " was interrupted", e);
        }
    }

    /** @return the value of a JavaScript expression; of a promise, what it comes to */
    public JsonNode evaluate(String expression) {
        Map<String, ?> parameters = Map.of("expression", expression, "awaitPromise", true, "returnByValue", true);
        JsonNode result = call("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /** @return the value of an expression as text */
    public String string(String expression) {
        return evaluate(expression).asText();
    }

    /** @return the values of an expression that is an array, as texts */
    public List<String> strings(String expression) {
        List<String> found = new ArrayList<>();
        evaluate(expression).forEach(one -> found.add(one.asText()));
        return found;
    }

    /** Waits until the expression is true. */
    public void await(String expression) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS); ; ) {
            if (evaluate("Boolean(" + expression + ")").asBoolean()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + Patience.SECONDS + " s: " + expression);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Runs a script in each page that is opened after this, before any script of the page. */
    public void runFirst(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Begins to load a page; what it shows is for {@link #await} to wait for. */
    public void open(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
        await("document.URL === '" + address + "' && document.readyState === 'complete'");
    }

    /** @param scheme {@code light} or {@code dark}: what the system prefers */
    public void prefer(String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Sets how large the page's area is, in CSS pixels, and how many pixels of a picture each has. */
    public void resize(int width, int height, double pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", pixels, "mobile", false));
    }

    /** Presses a key and lets it go, as a person does. */
    public void press(String key) {
        Map<String, Object> event = new HashMap<>(Map.of("key", key, "code", key));
        event.put("windowsVirtualKeyCode", KeyCode.of(key));
        if (key.equals("Enter")) {
            event.put("text", "\r");
        }
        event.put("type", event.containsKey("text") ? "keyDown" : "rawKeyDown");
        call("Input.dispatchKeyEvent", event);
        event.remove("text");
        event.put("type", "keyUp");
        call("Input.dispatchKeyEvent", event);
    }

    /** Keys that have no character, by the numbers that the protocol wants (those of Windows). */
    private enum KeyCode {
        Tab(9),
        Enter(13),
        Escape(27),
        End(35),
        Home(36),
        ArrowLeft(37),
        ArrowUp(38),
        ArrowRight(39),
        ArrowDown(40);

        private final int number;

        KeyCode(int number) {
            this.number = number;
        }

        static int of(String key) {
            return valueOf(key).number;
        }
    }

    /** @return what the browser has counted since the page was opened, such as ScriptDuration, in seconds */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new HashMap<>();
        for (JsonNode one : call("Performance.getMetrics", Map.of()).get("metrics")) {
            metrics.put(one.get("name").asText(), one.get("value").asDouble());
        }
        return metrics;
    }

    /** Writes a PNG of what is between the top of one element and the bottom of another, with some pixels around it. */
    public void picture(String first, String last, int margin, Path file) throws IOException {
        String box = "(() => { const box = (selector) => document.querySelector(selector).getBoundingClientRect();"
                + " const top = box('%s'); const end = box('%s'); const margin = %d;"
                + " return {x: top.x + scrollX - margin, y: top.y + scrollY - margin, width: top.width + 2 * margin,"
                + " height: end.bottom - top.y + 2 * margin, scale: 1}; })()";
        JsonNode clip = evaluate(String.format(box, first, last, margin));
        JsonNode picture =
                call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
    }

    @Override
    public void close() {
        call("Page.close", Map.of());
        socket.abort();
    }
}
