package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.submit.board.Execution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a node worked for a submission.
 *
 * @param busy in seconds: tasks that ran at the same time count once
 * @param idle in seconds: between its first and its last task, without a task of this submission
 */
record NodeTime(long busy, long idle) {
    /**
     * @param executions on any nodes
     * @param mostIdle after how many seconds without a task a node ends; 0 when it does not
     * @param longest how many seconds the submission took: no node worked longer for it, whatever its clock said
     * @return the time of each node
     */
    static Map<String, NodeTime> byNode(Collection<Execution> executions, long mostIdle, long longest) {
        Map<String, List<Execution>> byNode = new HashMap<>();
        executions.forEach(one ->
                byNode.computeIfAbsent(one.node(), node -> new ArrayList<>()).add(one));
        Map<String, NodeTime> times = new HashMap<>();
        byNode.forEach((node, its) -> times.put(node, of(its, mostIdle, longest)));
        return times;
    }

    private static NodeTime of(List<Execution> executions, long mostIdle, long longest) {
        executions.sort(Comparator.comparingLong(Execution::started));
        long busy = 0;
        long idle = 0;
        long until = executions.get(0).started();
        for (Execution one : executions) {
            long gap = Math.max(0, one.started() - until);
            idle += Math.min(gap, mostIdle == 0 ? longest : mostIdle);
            long end = one.started() + one.seconds();
            busy += Math.max(0, end - Math.max(until, one.started()));
            until = Math.max(until, end);
        }
        busy = Math.min(busy, longest);
        return new NodeTime(busy, Math.min(idle, longest - busy));
    }

    NodeTime plus(NodeTime other) {
        return new NodeTime(busy + other.busy, idle + other.idle);
    }
}
