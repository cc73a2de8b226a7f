package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.request.NodePrices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** How long nodes of each type worked for a submission, and what that costs. */
final class NodeHours {
    private static final double SECONDS = 3600;

    private final Map<String, NodeTime> times = new TreeMap<>();

    private NodeHours() {}

    /**
     * @param executions of all tasks
     * @param mostIdle after how many seconds without a task a node ends; 0 when it does not
     * @param longest how many seconds the submission took
     */
    static NodeHours of(Collection<Execution> executions, NodeTypes types, long mostIdle, long longest) {
        NodeHours hours = new NodeHours();
        NodeTime.byNode(executions, mostIdle, longest)
                .forEach((node, time) -> hours.times.merge(types.of(node), time, NodeTime::plus));
        return hours;
    }

    /** @return whether no task ran */
    boolean isEmpty() {
        return times.isEmpty();
    }

    /** @return by type, hours with a task */
    Map<String, Object> busy() {
        return hours(NodeTime::busy);
    }

    /** @return by type, hours between tasks */
    Map<String, Object> idle() {
        return hours(NodeTime::idle);
    }

    private Map<String, Object> hours(ToLongFunction<NodeTime> seconds) {
        Map<String, Object> hours = new LinkedHashMap<>();
        times.forEach((type, time) -> hours.put(type, HoursText.rounded(seconds.applyAsLong(time) / SECONDS)));
        return hours;
    }

    /** @return such as {@code 3.10 c6i.4xlarge (and 0.40 idle), 0.52 m5.large}; empty when no task ran */
    String words() {
        List<String> words = new ArrayList<>();
        times.forEach((type, time) -> words.add(HoursText.words(time.busy() / SECONDS) + " " + name(type)
                + (time.idle() == 0 ? "" : " (and " + HoursText.words(time.idle() / SECONDS) + " idle)")));
        return String.join(", ", words);
    }

    private static String name(String type) {
        return type.equals(NodeTypes.OTHER) ? "other nodes" : type;
    }

    /** @return what busy and idle hours cost together; empty where one of the types has no price */
    OptionalDouble price(NodePrices prices) {
        double sum = 0;
        for (Map.Entry<String, NodeTime> type : times.entrySet()) {
            OptionalDouble price = prices.perHour(type.getKey());
            if (price.isEmpty()) {
                return OptionalDouble.empty();
            }
            NodeTime time = type.getValue();
            sum += (time.busy() + time.idle()) / SECONDS * price.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /** @return such as {@code about 2.41 USD}, or which types have no price */
    String priceWords(NodePrices prices) {
        OptionalDouble price = price(prices);
        if (price.isPresent()) {
            return HoursText.about(price.getAsDouble()) + " " + prices.currency();
        }
        List<String> without = times.keySet().stream()
                .filter(type -> prices.perHour(type).isEmpty())
                .map(NodeHours::name)
                .toList();
        return "not known: the prices of the cluster's nodes have none for " + String.join(", ", without);
    }
}
