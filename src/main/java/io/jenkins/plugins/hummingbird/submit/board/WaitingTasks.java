package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.PendingReason;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why tasks wait that nobody holds, as Slurm says it of most of them. */
final class WaitingTasks {
    private final String reason;
    private final long count;

    WaitingTasks(List<QueuedTask> tasks) {
        Map<String, Long> counts = tasks.stream()
                .filter(task -> task.state() == JobState.WAITING
                        && !task.isHeld()
                        && !task.reason().isEmpty())
                .collect(Collectors.groupingBy(QueuedTask::reason, TreeMap::new, Collectors.counting()));
        // what does not pass by itself matters, however few it is said of; Slurm says Priority of all behind the first
        reason = counts.keySet().stream()
                .max(Comparator.<String, Boolean>comparing(one -> !PendingReason.passes(one))
                        .thenComparing(one -> !one.equals("Priority"))
                        .thenComparing(counts::get))
                .orElse("");
        count = counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return the code of Slurm; empty when none waits */
    String reason() {
        return reason;
    }

    /** @return what people are told of it; empty when none waits */
    String sentence() {
        return reason.isEmpty()
                ? ""
                : count + (count == 1 ? " task waits: " : " tasks wait: ") + PendingReason.explain(reason);
    }
}
