package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tasks that Slurm holds: it begins them only when somebody releases them, so that a submission would wait for them until
 * its time is over. Slurm does that by itself when it could not start a task on its node (slurm.conf(5), RequeueExitHold
 * and the state REQUEUE_HOLD), and for a user or an administrator who asks for it (scontrol(1), hold and uhold).
 */
final class HeldTasks {
    private static final String BY_ADMINISTRATOR = "JobHeldAdmin";

    private final Map<Long, Map<String, Long>> counts;

    HeldTasks(List<QueuedTask> tasks) {
        counts = tasks.stream()
                .filter(QueuedTask::isHeld)
                .collect(Collectors.groupingBy(
                        QueuedTask::job,
                        TreeMap::new,
                        Collectors.groupingBy(QueuedTask::reason, TreeMap::new, Collectors.counting())));
    }

    /** @return which arrays have tasks that are held, and for what reasons; empty for none */
    String key() {
        return counts.entrySet().stream()
                .map(array ->
                        array.getKey() + " " + String.join(",", array.getValue().keySet()))
                .collect(Collectors.joining(";"));
    }

    /** @return what to do, for the log */
    String sentence() {
        long all = counts.values().stream()
                .flatMap(reasons -> reasons.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        String reasons = counts.values().stream()
                .flatMap(array -> array.keySet().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        String ids = counts.keySet().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return "warning: Slurm holds " + Wording.count(all, "task") + " (" + reasons
                + ") and does not begin " + (all == 1 ? "it" : "them") + " by itself. Mend the reason, then release "
                + (all == 1 ? "it" : "them") + " on the head node: scontrol release " + ids
                + (reasons.contains(BY_ADMINISTRATOR) ? " (an administrator of Slurm)" : "")
                + "; or stop the build. scontrol show job " + ids.split(" ", 2)[0] + " says more.";
    }
}
