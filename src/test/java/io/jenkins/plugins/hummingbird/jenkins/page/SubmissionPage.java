package io.jenkins.plugins.hummingbird.jenkins.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.hummingbird.jenkins.SubmissionAction;
import io.jenkins.plugins.hummingbird.submit.page.GroupRows;
import io.jenkins.plugins.hummingbird.submit.page.StateChanges;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionReader;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A submission's page without Jenkins: the markup of the Jelly view, the real script and style, and the JSON that
 * {@link SubmissionAction} answers, at an address of its own. It says of itself what Jenkins says: that nothing but its
 * own files may be run or shown.
 */
public final class SubmissionPage implements Closeable {
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'";
    private static final String FILES = "/plugin/hummingbird/";
    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "html", "text/html;charset=UTF-8");

    private final SubmissionReader reader;
    private final StateChanges changes = new StateChanges("page");
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final Map<String, Integer> failing = new ConcurrentHashMap<>();
    private Instant looked = Instant.now();
    private volatile UsageBars bars;

    /** @param folder the submission's, with its state file */
    public SubmissionPage(Path folder) throws IOException {
        reader = new SubmissionReader(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param theme of the attribute that Jenkins' theme plugins set: {@code none}, {@code dark} or {@code dark-system} */
    public URI address(String theme) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/build/submit-page/?theme=" + theme);
    }

    /** The address of the build's own page, with its line about the submission alone. */
    public URI buildAddress(String theme) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/build/?theme=" + theme);
    }

    /** The address of the job's page, with the box of what its builds took alone. */
    public URI jobAddress(UsageBars ofBuilds, String theme) {
        bars = ofBuilds;
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?theme=" + theme);
    }

    private SubmissionSummary summary() throws IOException {
        return new SubmissionSummary(view(), Instant.now(), false);
    }

    /** Answers the next request of that name, such as {@code plates}, with a status of HTTP alone. */
    public void failOnce(String name, int status) {
        failing.put(name, status);
    }

    /** A second later each time, so that the reader always looks. */
    private synchronized SubmissionView view() throws IOException {
        looked = looked.plusSeconds(2);
        return reader.view(looked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (exchange) {
            Integer failure = failing.remove(name);
            if (failure != null) {
                exchange.sendResponseHeaders(failure, -1);
            } else if (path.startsWith(FILES)) {
                send(exchange, type(name), Files.readAllBytes(WEBAPP.resolve(name)));
            } else if (name.equals("theme.css")) {
                send(exchange, type(name), SubmissionMarkup.theme());
            } else if (path.equals("/")) {
                String markup = SubmissionMarkup.job(bars, query(exchange).get("theme"));
                send(exchange, type("html"), markup.getBytes(StandardCharsets.UTF_8));
            } else if (name.isEmpty() && !path.contains("submit-page")) {
                String theme = query(exchange).get("theme");
                String markup = SubmissionMarkup.build(summary(), theme);
                send(exchange, type("html"), markup.getBytes(StandardCharsets.UTF_8));
            } else if (name.isEmpty()) {
                String theme = query(exchange).get("theme");
                send(
                        exchange,
                        type("html"),
                        SubmissionMarkup.page(view(), theme).getBytes(StandardCharsets.UTF_8));
            } else if (name.equals("favicon.ico")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                byte[] json = new ObjectMapper().writeValueAsBytes(json(name, query(exchange)));
                send(exchange, "application/json;charset=UTF-8", json);
            }
        }
    }

    private Map<String, ?> json(String name, Map<String, String> query) throws IOException {
        SubmissionView view = view();
        return switch (name) {
            case "data" ->
                SubmissionJson.data(
                        view, view.measurements(), changes.observe(view.marks(), query.get("since")), Instant.now());
            case "columns" -> MeasurementJson.columns(view.measurements());
            case "values" ->
                MeasurementJson.values(
                        view, view.measurements(), query.get("column"), Integer.parseInt(query.get("page")));
            case "well" ->
                MeasurementJson.well(
                        view.measurements(),
                        Integer.parseInt(query.get("plate")),
                        Integer.parseInt(query.get("row")),
                        Integer.parseInt(query.get("column")),
                        query.get("name"));
            case "wells" ->
                MeasurementJson.wells(
                        view.measurements(),
                        query.get("columns"),
                        query.get("sort"),
                        Integer.parseInt(query.get("page")));
            case "summary" -> summary().json();
            case "plates" -> SubmissionJson.plates(view, Integer.parseInt(query.get("page")));
            case "groups" ->
                SubmissionJson.groups(
                        view,
                        new GroupRows(
                                view, query.get("state"), query.get("sort"), Integer.parseInt(query.get("page"))));
            case "group" -> SubmissionJson.groups(view, query.get("numbers"));
            case "attempts" -> SubmissionJson.attempts(view, Integer.parseInt(query.get("group")));
            default -> throw new IOException("the page asks for " + name);
        };
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String one : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = one.indexOf('=');
            query.put(one.substring(0, equals), URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
