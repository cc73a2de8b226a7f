package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.board.ArrayJob;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.poll.PollAnswer;
import io.jenkins.plugins.hummingbird.submit.poll.PollRequest;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPoll;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the tasks by looks that all submissions of a login share. Ends when each group has a verdict. Slurm and the
 * records are asked for this submission alone only before a group is given up that left no record of its end.
 */
public final class FollowTasks implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** To look whether there is room is a squeue for all tasks of all users. */
    private static final Duration BETWEEN_LOOKS_FOR_ROOM = Duration.ofSeconds(10);

    private final TaskKind kind;

    /** @param kind whose tasks are followed */
    public FollowTasks(TaskKind kind) {
        this.kind = kind;
    }

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        TaskBoard board = kind.board(submission);
        String folder = kind.remoteFolder(submission);
        Round round = board.round(kind.folder(context.folder()));
        List<Integer> begun = begun(board, round);
        Shell headNode = context.headNode(submission);
        TaskPoll poll = context.taskPolls().at(headNode, submission.outputFolder(), context.now());
        PollAnswer seen = begun.isEmpty()
                ? new PollAnswer(List.of(), null, Map.of(), true)
                : poll.ask(headNode, PollRequest.of(board, folder, begun), context::now, context.leastWait());
        if (seen == null) {
            return PhaseResult.stay(poll.untilNext(context.now(), context.leastWait()));
        }
        take(submission, round, begun, seen, headNode, context);
        kind.looked(submission, context);
        boolean ended = board.states.ended() == board.states.size();
        String line = board.progress.line(board.states, context.now(), ended);
        if (line != null) {
            context.log(kind.progressOf() + line);
        }
        String held = seen.silence() == null ? board.progress.held(seen.tasks()) : null;
        if (held != null) {
            context.log(held);
        }
        String waiting = seen.silence() == null
                ? board.progress.waiting(seen.tasks(), board.states.count(GroupState.RUNNING) > 0, context.now())
                : null;
        if (waiting != null) {
            context.log(waiting);
        }
        if (ended) {
            poll.leave(folder);
            return PhaseResult.done();
        }
        if (seen.silence() != null) {
            throw new IOException(seen.silence());
        }
        if (board.handedOver() < round.size() && isRoomToBeSought(board.roomSought, context.now())) {
            return PhaseResult.goTo(kind.submitting());
        }
        return PhaseResult.stay(poll.interval(context.leastWait()));
    }

    /** The groups of this round that Slurm was given and that have no verdict. */
    private static List<Integer> begun(TaskBoard board, Round round) {
        List<Integer> begun = new ArrayList<>();
        for (int line = 1; line <= board.handedOver(); line++) {
            if (!board.states.get(round.group(line)).ended()) {
                begun.add(round.group(line));
            }
        }
        return begun;
    }

    private static boolean isRoomToBeSought(Instant sought, Instant now) {
        return sought == null || !now.isBefore(sought.plus(BETWEEN_LOOKS_FOR_ROOM)) || now.isBefore(sought);
    }

    /** Gives the groups the states that follow from a look. */
    private void take(
            SubmissionState submission,
            Round round,
            List<Integer> begun,
            PollAnswer seen,
            Shell headNode,
            SubmitContext context)
            throws IOException, OperationException {
        Instant now = context.now();
        TaskBoard board = kind.board(submission);
        List<Integer> known = begun.stream().filter(seen::tellsOf).toList();
        Map<Integer, QueuedTask> queue = byGroup(board, round, seen.tasks());
        Map<Integer, GroupRecord> records = new HashMap<>(seen.records());
        List<Integer> overdue = known.stream()
                .filter(group -> isOverdue(board, group, now, queue.get(group), records.get(group)))
                .toList();
        if (!overdue.isEmpty()) {
            records.putAll(
                    GroupRecord.parse(headNode.output(RemoteScripts.records(kind.remoteFolder(submission), overdue))));
            if (overdue.stream().anyMatch(group -> !queue.containsKey(group))) {
                byGroup(board, round, accounted(board, headNode)).forEach(queue::putIfAbsent);
            }
        }
        EarlierResults earlier =
                known.stream().anyMatch(group -> records.containsKey(group) || !isActive(queue.get(group)))
                        ? kind.earlierResults(submission, context.folder())
                        : EarlierResults.NONE;
        FailureSentence sentences = new FailureSentence(kind, submission.request());
        Judgement judgement = new Judgement(board, sentences, now, known, earlier, queue, records);
        FailureLog failures = new FailureLog(kind, submission, judgement.failures(), records, context);
        failures.keep();
        List<GroupRecord> ends = known.stream()
                .filter(group -> judgement.state(group).ended() && records.containsKey(group))
                .map(records::get)
                .toList();
        Executions.append(kind.folder(context.folder()), EndedExecutions.of(ends, kind, submission, context));

        // from here on nobody is asked any more, and nothing can break off
        judgement.apply(board);
        failures.write();
    }

    private static boolean isOverdue(TaskBoard board, int group, Instant now, QueuedTask task, GroupRecord record) {
        boolean ended =
                record != null && (record.completed() || record.failed() && record.ofRound(board.roundNumber()));
        Instant since = board.goneSince.getOrDefault(group, now);
        return !isActive(task) && !ended && Verdict.givesUp(task, Duration.between(since, now));
    }

    private static boolean isActive(QueuedTask task) {
        return task != null && task.state().active();
    }

    private static List<QueuedTask> accounted(TaskBoard board, Shell headNode) throws IOException, OperationException {
        List<ArrayJob> arrays = board.roundArrays();
        return new Slurm(headNode)
                .accounted(
                        arrays.stream().map(ArrayJob::id).toList(),
                        arrays.stream().map(ArrayJob::name).toList());
    }

    private static Map<Integer, QueuedTask> byGroup(TaskBoard board, Round round, List<QueuedTask> tasks) {
        Map<String, ArrayJob> arrays = new HashMap<>();
        board.roundArrays().forEach(array -> arrays.put(array.id(), array));
        Map<Integer, QueuedTask> queue = new HashMap<>();
        for (QueuedTask task : tasks) {
            ArrayJob array = arrays.get(Long.toString(task.job()));
            if (array != null) {
                array.lines(task.index()).forEach(line -> queue.put(round.group(line), task));
            }
        }
        return queue;
    }
}
