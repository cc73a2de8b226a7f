package io.jenkins.plugins.hummingbird.submit.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.request.NodePrices;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a submission took, docs/usage.md says of each number what it counts. A small file of the operation's folder, which the pages
 * of the build and of its job read.
 */
public final class Usage {
    /** In the operation's folder. */
    public static final String FILE = "usage.json";

    private static final double SECONDS = 3600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values;
    private final Map<String, String> rows;

    private Usage(Map<String, Object> values, Map<String, String> rows) {
        this.values = values;
        this.rows = rows;
    }

    /**
     * Counts what it took, and writes that into the operation's folder: the same when it is called again.
     *
     * @param folder the operation's
     * @param now the end of the submission
     */
    public static Usage count(SubmissionState submission, Path folder, Instant now) throws IOException {
        Usage usage = of(submission, submission.request().nodePrices(), folder, now);
        ReplacedFile.write(
                folder.resolve(FILE),
                part -> JSON.writeValue(part.toFile(), Map.of("values", usage.values, "rows", usage.rows)));
        return usage;
    }

    /**
     * @return what was counted; nothing before, and of a submission of an earlier version
     * @throws IOException also when the file is not as it was written
     */
    @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
    public static Usage read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Usage(Map.of(), Map.of());
        }
        Map<?, ?> json = JSON.readValue(file.toFile(), Map.class);
        if (json == null
                || !(json.get("values") instanceof Map<?, ?> values)
                || !(json.get("rows") instanceof Map<?, ?> rows)
                || !rows.values().stream().allMatch(String.class::isInstance)) {
            throw new IOException(file + " is not as it was written");
        }
        return new Usage((Map<String, Object>) values, (Map<String, String>) rows);
    }

    /** @param prices of nodes */
    static Usage of(SubmissionState submission, NodePrices prices, Path folder, Instant now) throws IOException {
        SubmittedTasks groups = SubmittedTasks.groups(submission, folder, now);
        SubmittedTasks tables = SubmittedTasks.tables(submission, folder, now);
        long span = submission.secondsUntil(now);
        NodeHours nodes = NodeHours.of(
                Stream.concat(groups.executions().stream(), tables.executions().stream())
                        .toList(),
                NodeTypes.read(folder),
                submission.suspendSeconds,
                span);
        double cpuHours = (groups.cpuSeconds() + tables.cpuSeconds()) / SECONDS;
        GroupStates states = submission.groupTasks.states;
        Advice memory = Advice.memory(submission.request(), states, groups);
        Advice timeLimit = Advice.time(submission.request(), states, groups);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> rows = new LinkedHashMap<>();
        values.put("cpuHours", HoursText.rounded(cpuHours));
        rows.put("CPU-hours", HoursText.words(cpuHours));
        values.put("nodeHours", nodes.busy());
        values.put("idleNodeHours", nodes.idle());
        rows.put("node-hours", nodes.words());
        if (!submission.request().cluster.isEmpty()) {
            values.put("headNodeHours", HoursText.rounded(span / SECONDS));
            rows.put("head node", HoursText.words(span / SECONDS) + " hours");
        }
        if (!prices.isEmpty()) {
            OptionalDouble price = nodes.price(prices);
            price.ifPresent(sum -> values.put("price", HoursText.rounded(sum)));
            values.put("currency", prices.currency());
            rows.put("price", nodes.priceWords(prices));
        }
        values.put("memoryAdvice", memory.value());
        values.put("timeLimitAdvice", timeLimit.value());
        rows.put("memory", memory.sentence());
        rows.put("time limit", timeLimit.sentence());
        rows.values().removeIf(String::isEmpty);
        return new Usage(values, nodes.isEmpty() ? Map.of() : rows);
    }

    /** @return plain values, for the result of the step; docs/steps.md names them */
    public Map<String, Object> values() {
        return values;
    }

    /** @return what people are told of it, by what it is, in its order; nothing where no task ran */
    public Map<String, String> rows() {
        return rows;
    }

    /** @return empty where no task ran, and where that was not counted */
    public OptionalDouble cpuHours() {
        return rows.isEmpty() ? OptionalDouble.empty() : number("cpuHours");
    }

    /** @return in {@link #currency}; empty where it is not known */
    public OptionalDouble price() {
        return rows.isEmpty() ? OptionalDouble.empty() : number("price");
    }

    /** @return three letters; empty where no prices are known */
    public String currency() {
        return values.get("currency") instanceof String currency ? currency : "";
    }

    /** @return hours or a sum of money for people, such as {@code 3.42} or {@code less than 0.01} */
    public static String words(double number) {
        return HoursText.words(number);
    }

    /** @return such as {@code about 3.42} or {@code less than 0.01} */
    public static String about(double number) {
        return HoursText.about(number);
    }

    private OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
