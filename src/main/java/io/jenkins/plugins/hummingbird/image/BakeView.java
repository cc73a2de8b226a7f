package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceTypes;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.InstanceCount;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bake in a line: its title, status, facts, machines and cost. */
public final class BakeView implements OperationView {
    private final Bake operation;
    private final BakeState bake;
    private final Map<String, Object> result;

    /** @param operation not moved any more while it is shown */
    public BakeView(Bake operation) {
        this.operation = operation;
        bake = operation.state();
        result = isOver() ? operation.outcome().result() : Map.of();
    }

    private boolean isOver() {
        return operation.outcome() != null;
    }

    @Override
    public String title() {
        return "AMI " + result.getOrDefault("name", bake.image.name == null ? bake.request().name : bake.image.name);
    }

    @Override
    public String status() {
        return reused() ? "reused: built from identical inputs" : operation.status();
    }

    private boolean reused() {
        return Boolean.TRUE.equals(result.get("reused"));
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("id", bake.id());
        put(facts, "image", result.getOrDefault("imageId", !isOver() || bake.image.published ? bake.image.id : null));
        put(facts, "region", result.getOrDefault("region", bake.request().aws.region));
        put(facts, "base", bake.base.imageId);
        put(facts, "ParallelCluster", bake.base.parallelClusterVersion);
        put(facts, "instance", machines().isEmpty() ? null : bake.instance.id);
        return facts;
    }

    private static void put(Map<String, String> facts, String name, Object value) {
        if (value != null && !value.equals("")) {
            facts.put(name, value.toString());
        }
    }

    @Override
    public List<InstanceCount> machines() {
        boolean launched = bake.instance.id != null && !bake.isPast(BakePhase.STOP_INSTANCE);
        boolean runs = !isOver() ? launched : launched && operation.keepsInstance();
        return runs ? List.of(new InstanceCount(InstanceTypes.of(bake), 1)) : List.of();
    }

    @Override
    public String cost() {
        if (!isOver()) {
            return machines().isEmpty() ? "" : "1 " + InstanceTypes.of(bake) + " runs until the bake ends.";
        }
        if (!machines().isEmpty()) {
            return "Kept: 1 " + InstanceTypes.of(bake)
                    + " runs until it is terminated, 24 hours of it a day, and its disk is stored.";
        }
        if (reused()) {
            return "Nothing was created.";
        }
        return result.containsKey("imageId") || bake.image.published
                ? "No instance runs. Stored until the AMI is removed: " + snapshots() + '.'
                        + (bake.notRemoved == null ? "" : " Left, and to be removed: " + bake.notRemoved + '.')
                : "";
    }

    private String snapshots() {
        int count = bake.image.snapshotIds.size();
        return (count == 1 ? "its snapshot" : "its " + count + " snapshots")
                + (bake.base.gib > 0 ? " of a disk of " + bake.base.gib + " GiB" : "");
    }
}
