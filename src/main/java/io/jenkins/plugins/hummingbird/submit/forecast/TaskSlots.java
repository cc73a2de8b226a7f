package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.slurm.PartitionNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Where tasks run at one time, and how long they take together: each begins, in their order, where the first is free. */
final class TaskSlots {
    /** The node of each slot: those of a node are next to each other, as Slurm fills one node after the other. */
    private final List<String> nodes;

    /** Until when a slot is taken, in seconds since the first task. */
    private record Slot(int number, double until) {}

    /**
     * @param seconds until the last task ends
     * @param nodeSeconds by node, until the last task there ends; nodes without a task are left out
     */
    record Times(double seconds, Map<String, Double> nodeSeconds) {}

    private TaskSlots(List<String> nodes) {
        this.nodes = nodes;
    }

    /**
     * @param partition the nodes; those that are not usable count if no other one has room
     * @param cpus how many a task takes
     * @param megabytes how much memory a task takes
     * @param most how many slots are wanted at most, at least 1
     * @return no slot if no node is known, otherwise at least one: of a node without a name if none has room
     */
    static TaskSlots of(List<PartitionNode> partition, long cpus, long megabytes, int most) {
        List<String> slots = new ArrayList<>();
        if (partition.isEmpty()) {
            return new TaskSlots(slots);
        }
        for (boolean usable : new boolean[] {true, false}) {
            for (PartitionNode node : partition) {
                long room = node.usable() == usable ? node.tasks(cpus, megabytes) : 0;
                for (long task = 0; task < room && slots.size() < most; task++) {
                    slots.add(node.name());
                }
            }
            if (!slots.isEmpty()) {
                return new TaskSlots(slots);
            }
        }
        return new TaskSlots(List.of(""));
    }

    /** @return how many tasks run at one time; 0 if that is not known */
    int size() {
        return nodes.size();
    }

    /**
     * @param tasks how long each takes, in seconds
     * @return no time and no node if there is no slot
     */
    Times run(double[] tasks) {
        if (nodes.isEmpty()) {
            return new Times(0, Map.of());
        }
        PriorityQueue<Slot> free =
                new PriorityQueue<>(Comparator.comparingDouble(Slot::until).thenComparingInt(Slot::number));
        for (int slot = 0; slot < nodes.size(); slot++) {
            free.add(new Slot(slot, 0));
        }
        Map<String, Double> ends = new LinkedHashMap<>();
        for (double task : tasks) {
            Slot slot = free.remove();
            double end = slot.until() + task;
            ends.merge(nodes.get(slot.number()), end, Math::max);
            free.add(new Slot(slot.number(), end));
        }
        return new Times(
                ends.values().stream().mapToDouble(Double::doubleValue).max().orElse(0), ends);
    }
}
