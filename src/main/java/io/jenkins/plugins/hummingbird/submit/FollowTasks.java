package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the tasks: one squeue a move, and the status records of those tasks that are in Slurm's hands no more. Ends
 * when each group has a verdict.
 */
final class FollowTasks implements Part {
    /** Each active task costs the controller and the connection something: asked more seldom the more there are. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1200);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Shell headNode = submission.headNode(around);
        Round round = submission.round(around.folder());
        Slurm slurm = new Slurm(headNode);
        List<Integer> begun = begun(submission, round);
        Map<Integer, QueuedTask> queue = queue(submission, round, slurm::active);
        int active = queue.size();
        List<Integer> gone = gone(begun, queue);
        Map<Integer, TaskRecord> records = records(submission, headNode, gone);
        if (gone.stream().anyMatch(group -> !ended(submission, records.get(group)))) {
            // Slurm knows for some minutes how a task ended
            queue.putAll(queue(submission, round, slurm::tasks));
        }
        long now = around.now().toEpochMilli();
        if (gone.stream().anyMatch(group -> isGivenUp(submission, group, now, queue, records))) {
            queue(submission, round, slurm::accounted).forEach(queue::putIfAbsent);
        }
        Judgement judgement = new Judgement(submission, now, begun, queue, records);
        Plan plan = submission.plan(around.folder());
        MissingSets missing = new MissingSets(plan, around.folder());
        FailureLog failures = new FailureLog(submission, judgement.failures(), records, missing, headNode);
        failures.keep(around.folder());

        // from here on nobody is asked any more, and nothing can break off
        judgement.apply(submission);
        failures.write(plan, around);
        boolean ended = submission.states.ended() == submission.states.size();
        String line = submission.progress.line(submission.states, around.now(), ended);
        if (line != null) {
            around.log(line);
        }
        if (ended) {
            return submission.goOn(Phase.RETRY);
        }
        if (submission.handedOver < round.size()) {
            submission.goOn(Phase.SUBMIT);
            return Next.in(LONGEST_PAUSE);
        }
        return Next.in(pause(active));
    }

    /** The groups of this round that Slurm was given and that have no verdict. */
    private static List<Integer> begun(Submission submission, Round round) {
        List<Integer> begun = new ArrayList<>();
        for (int line = 1; line <= submission.handedOver; line++) {
            if (!submission.states.get(round.group(line)).ended()) {
                begun.add(round.group(line));
            }
        }
        return begun;
    }

    private static Duration pause(int tasks) {
        Duration pause = SHORTEST_PAUSE.plusMillis(tasks);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** A question to Slurm about some arrays. */
    private interface Question {
        List<QueuedTask> ask(Collection<String> ids, Collection<String> names) throws IOException, OperationException;
    }

    private static boolean ended(Submission submission, TaskRecord record) {
        return record != null && (record.completed() || record.failed() && record.ofRound(submission.round));
    }

    private static boolean isGivenUp(
            Submission submission,
            int group,
            long now,
            Map<Integer, QueuedTask> queue,
            Map<Integer, TaskRecord> records) {
        long since = submission.goneSince.getOrDefault(group, now);
        return !queue.containsKey(group)
                && !ended(submission, records.get(group))
                && Verdict.givesUpAfter(Duration.ofMillis(now - since));
    }

    private static Map<Integer, QueuedTask> queue(Submission submission, Round round, Question question)
            throws IOException, OperationException {
        Map<String, ArrayJob> arrays = new HashMap<>();
        submission.roundArrays().forEach(array -> arrays.put(array.id(), array));
        Map<Integer, QueuedTask> queue = new HashMap<>();
        if (arrays.isEmpty()) {
            return queue;
        }
        List<String> names = arrays.values().stream().map(ArrayJob::name).toList();
        for (QueuedTask task : question.ask(arrays.keySet(), names)) {
            ArrayJob array = arrays.get(Long.toString(task.job()));
            if (array != null) {
                array.lines(task.index()).forEach(line -> queue.put(round.group(line), task));
            }
        }
        return queue;
    }

    /** Those of the groups whose tasks are in Slurm's hands no more. */
    private static List<Integer> gone(List<Integer> begun, Map<Integer, QueuedTask> active) {
        return begun.stream().filter(group -> !active.containsKey(group)).toList();
    }

    private static Map<Integer, TaskRecord> records(Submission submission, Shell headNode, List<Integer> groups)
            throws IOException, OperationException {
        return groups.isEmpty()
                ? Map.of()
                : TaskRecord.parse(RemoteScripts.run(headNode, RemoteScripts.records(submission, groups)));
    }
}
