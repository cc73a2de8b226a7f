package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Watches the tasks: one squeue a move, and the status records of those tasks that are in Slurm's hands no more. Ends
 * when each group has a verdict.
 */
final class FollowTasks implements Part {
    /** A query costs the controller 6 ms for a thousand tasks, so it is asked more seldom the more there are. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1200);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Shell headNode = around.headNode(submission.request());
        Map<Integer, QueuedTask> queue = queue(submission, new Slurm(headNode));
        Map<Integer, TaskRecord> records = records(submission, headNode, gone(submission, queue));
        Judgement judgement = new Judgement(submission, around.now().toEpochMilli(), queue, records);
        FailureLog failures = new FailureLog(submission, judgement.failures(), records, headNode);
        Plan plan = submission.plan(around.folder());

        // from here on nobody is asked any more, and nothing can break off
        judgement.apply(submission);
        failures.write(plan, around);
        boolean ended = submission.states.ended() == submission.states.size();
        String line = submission.progress.line(submission.states, around.now(), ended);
        if (line != null) {
            around.log(line);
        }
        return ended ? submission.goOn(Phase.LIST_OUTPUTS) : Next.in(pause(queue.size()));
    }

    private static Duration pause(int tasks) {
        Duration pause = SHORTEST_PAUSE.plusMillis(tasks);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static Map<Integer, QueuedTask> queue(Submission submission, Slurm slurm)
            throws IOException, OperationException {
        Map<String, ArrayJob> arrays = new HashMap<>();
        submission.arrays.forEach(array -> arrays.put(array.id(), array));
        Map<Integer, QueuedTask> queue = new HashMap<>();
        for (QueuedTask task : slurm.tasks(submission.arrayIds(), submission.arrayNames())) {
            ArrayJob array = arrays.get(Long.toString(task.job()));
            if (array != null) {
                queue.put(array.offset() + task.index(), task);
            }
        }
        return queue;
    }

    /** The groups without a verdict whose tasks are in Slurm's hands no more. */
    private static List<Integer> gone(Submission submission, Map<Integer, QueuedTask> queue) {
        List<Integer> gone = new ArrayList<>();
        for (int group = 1; group <= submission.states.size(); group++) {
            QueuedTask task = queue.get(group);
            if (!submission.states.get(group).ended()
                    && (task == null || !task.state().active())) {
                gone.add(group);
            }
        }
        return gone;
    }

    private static Map<Integer, TaskRecord> records(Submission submission, Shell headNode, List<Integer> groups)
            throws IOException, OperationException {
        if (groups.isEmpty()) {
            return Map.of();
        }
        String paths =
                groups.stream().map(group -> TaskRecord.path(group) + "\n").collect(Collectors.joining());
        return TaskRecord.parse(RemoteScripts.run(
                headNode,
                RemoteScripts.RECORDS
                        .command(submission.remoteFolder())
                        .named("reading status records")
                        .stdin(paths.getBytes(StandardCharsets.UTF_8))));
    }
}
