package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDescription;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.operation.InstanceCount;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a build's page shows of an operation on clusters. What it shows of the cluster is from the operation's result, see
 * {@link ClusterDescription#asMap}.
 */
public final class ClusterView implements OperationView {
    private final ClusterOperation operation;
    private final Map<String, Object> result;

    /** @param operation not moved while the view is used */
    public ClusterView(ClusterOperation operation) {
        this(
                operation,
                operation.outcome() == null ? Map.of() : operation.outcome().result());
    }

    ClusterView(ClusterOperation operation, Map<String, Object> result) {
        this.operation = operation;
        this.result = result;
    }

    @Override
    public String title() {
        ClusterRequest request = operation.request();
        return switch (request.action) {
            case "list" -> "List of clusters";
            case "images" -> "List of official images";
            default -> "Cluster " + request.name + ", " + request.action;
        };
    }

    @Override
    public String status() {
        return operation.status();
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("id", operation.id());
        put(facts, "region", result.getOrDefault("region", operation.request().aws.region));
        put(facts, "stack", result.get("status"));
        put(facts, "fleet", result.get("fleet"));
        put(facts, "ParallelCluster", result.get("version"));
        if (result.get("headNode") instanceof Map<?, ?> head) {
            put(facts, "head node", head.get("instanceId"));
            put(facts, "address", empty(head.get("publicIp")) ? head.get("privateIp") : head.get("publicIp"));
        }
        put(facts, "clusters", count("clusters"));
        put(facts, "images", count("images"));
        return facts;
    }

    private Object count(String list) {
        return result.get(list) instanceof List<?> found ? found.size() : null;
    }

    private static void put(Map<String, String> facts, String name, Object value) {
        if (!empty(value)) {
            facts.put(name, value.toString());
        }
    }

    private static boolean empty(Object value) {
        return value == null || value.toString().isEmpty();
    }

    @Override
    public List<InstanceCount> machines() {
        List<String> types = new ArrayList<>();
        if (result.get("instances") instanceof List<?> instances) {
            for (Object one : instances) {
                if (one instanceof Map<?, ?> instance && runs(String.valueOf(instance.get("state")))) {
                    types.add(String.valueOf(instance.get("instanceType")));
                }
            }
        }
        return InstanceCount.of(types);
    }

    private static boolean runs(String state) {
        return state.equals("running") || state.equals("pending");
    }

    @Override
    public String cost() {
        if (!result.containsKey("instances")) {
            return "";
        }
        List<InstanceCount> machines = machines();
        if (machines.isEmpty()) {
            return "No instance ran when the step ended.";
        }
        String run = machines.stream().map(InstanceCount::words).collect(Collectors.joining(" and "));
        String hours = machines.stream()
                .map(one -> one.hoursPerDay() + " hours of " + one.type())
                .collect(Collectors.joining(" and "));
        return "When the step ended, " + run + " ran: " + hours + " a day if they are left so.";
    }
}
