package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Machines;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a bake stands. */
public final class BakeView implements OperationView {
    private final Bake bake;
    private final Map<String, Object> result;

    /** @param bake not moved any more while it is looked at */
    public BakeView(Bake bake) {
        this.bake = bake;
        result = bake.outcome() == null ? Map.of() : bake.outcome().result();
    }

    @Override
    public String title() {
        return "AMI " + result.getOrDefault("name", bake.imageName == null ? bake.request().name : bake.imageName);
    }

    @Override
    public String status() {
        return reused() ? "reused, for it was made of the same" : bake.status();
    }

    private boolean reused() {
        return Boolean.TRUE.equals(result.get("reused"));
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("id", bake.id());
        put(
                facts,
                "image",
                result.getOrDefault("imageId", bake.outcome() == null || bake.published ? bake.imageId : null));
        put(facts, "region", result.getOrDefault("region", bake.request().aws.region));
        put(facts, "base", bake.baseImageId);
        put(facts, "ParallelCluster", bake.version);
        put(facts, "instance", machines().isEmpty() ? null : bake.instanceId);
        return facts;
    }

    private static void put(Map<String, String> facts, String name, Object value) {
        if (value != null && !value.equals("")) {
            facts.put(name, value.toString());
        }
    }

    @Override
    public List<Machines> machines() {
        boolean launched = bake.instanceId != null && !bake.isPast(BakePhase.STOP_INSTANCE);
        boolean runs = bake.outcome() == null ? launched : launched && bake.isKept();
        return runs ? List.of(new Machines(InstanceTypes.of(bake), 1)) : List.of();
    }

    @Override
    public String cost() {
        if (bake.outcome() == null) {
            return machines().isEmpty() ? "" : "1 " + InstanceTypes.of(bake) + " runs until the bake ends.";
        }
        if (!machines().isEmpty()) {
            return "Kept: 1 " + InstanceTypes.of(bake)
                    + " runs until it is terminated, 24 hours of it a day, and its disk is stored.";
        }
        if (reused()) {
            return "Nothing was made.";
        }
        return result.containsKey("imageId") || bake.published
                ? "No instance runs. Stored until the AMI is removed: " + snapshots() + '.'
                        + (bake.left == null ? "" : " Left, and to be removed: " + bake.left + '.')
                : "";
    }

    private String snapshots() {
        int count = bake.snapshotIds.size();
        return (count == 1 ? "its snapshot" : "its " + count + " snapshots")
                + (bake.rootGiB > 0 ? " of a disk of " + bake.rootGiB + " GiB" : "");
    }
}
