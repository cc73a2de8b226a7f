package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.SbatchOptions;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.submit.board.ArrayJob;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.poll.KnownTasks;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Hands the tasks of the round to Slurm in arrays, one a move, as far as there is room for them: Slurm keeps no more than
 * MaxJobCount tasks of all users, ended ones of the last minutes included, and a submission leaves a tenth of it free.
 */
public final class SubmitArrays implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final Duration UNTIL_ANOTHER_HAS_ASKED = Duration.ofMillis(300);

    private final TaskKind kind;

    /** @param kind whose tasks are submitted */
    public SubmitArrays(TaskKind kind) {
        this.kind = kind;
    }

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Slurm slurm = new Slurm(context.headNode(submission));
        TaskBoard board = kind.board(submission);
        Round round = board.round(kind.folder(context.folder()));
        ArrayJob open = board.openArray();
        if (open != null) {
            List<String> words = words(submission, round, open, slurm);
            open.submittedAs(slurm.submit(kind.remoteFolder(submission), open.name(), words));
            context.log("submitted array job " + open.id() + " (" + open.name() + "), "
                    + Wording.count(open.tasks(), "task"));
            return PhaseResult.again();
        }
        int left = round.size() - board.handedOver();
        int each = kind.limits(submission.request()).each();
        if (left == 0) {
            return PhaseResult.done();
        }
        int alike = round.alike(board.handedOver());
        int tasks = Math.min((alike + each - 1) / each, submission.maxArraySize - 1);
        int most = submission.maxJobCount - submission.maxJobCount / 10;
        // an array for each task that ages out would be many: worth one is a tenth of what Slurm keeps, or the rest
        int least = Math.min(tasks, Math.max(1, most / 10));
        OptionalInt room = knownTasks(submission, context).take(slurm, context.now(), most, tasks, least);
        if (room.isEmpty()) {
            return PhaseResult.stay(UNTIL_ANOTHER_HAS_ASKED);
        }
        if (room.getAsInt() == 0) {
            sayThatItWaits(submission, board, (left + each - 1) / each, context);
            board.roomSought = context.now();
            return PhaseResult.done();
        }
        board.waitForRoomLogged = false;
        board.intend(Math.min(alike, room.getAsInt() * each), each);
        return PhaseResult.again();
    }

    private static KnownTasks knownTasks(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        return context.taskPolls()
                .at(context.headNode(submission), submission.outputFolder(), context.now())
                .knownTasks();
    }

    private static void sayThatItWaits(SubmissionState submission, TaskBoard board, int tasks, SubmitContext context) {
        if (!board.waitForRoomLogged) {
            board.waitForRoomLogged = true;
            context.log(tasks + " tasks wait until Slurm has room for them: it keeps " + submission.maxJobCount
                    + " tasks of all users (MaxJobCount), and a tenth is left free");
        }
    }

    private List<String> words(SubmissionState submission, Round round, ArrayJob array, Slurm slurm)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        TaskLimits limits = kind.limits(request);
        TaskBoard board = kind.board(submission);
        long minutes = TimeLimit.minutes(limits.time());
        long megabytes = round.factor(array.offset() + 1) * Memory.megabytes(limits.memory());
        List<String> words = new ArrayList<>(SbatchOptions.parse(request.sbatchOptions));
        words.add("--array=1-" + array.tasks() + (limits.concurrent() > 0 ? "%" + limits.concurrent() : ""));
        words.add("--time=" + minutes);
        words.add("--cpus-per-task=" + submission.cpus(limits.cpus(), megabytes));
        words.add("--mem=" + megabytes + "M");
        // the wrapper is told before the limit, in time to end CellProfiler and to write down why
        words.add("--signal=B:USR1@" + Math.min(60, minutes * 15));
        // the wrapper has logs of its own; a file name of Slurm's would give a meaning to % in the path
        words.add("--output=/dev/null");
        if (!request.partition.isEmpty()) {
            words.add("--partition=" + request.partition);
        }
        ArrayJob before = arrayBefore(board.roundArrays(), array);
        if (limits.concurrent() > 0 && before != null) {
            // the limit of an array is its own: two at once would have twice as many tasks
            words.add("--dependency=afterany:" + before.id());
        }
        // Slurm refuses a job that may run nowhere
        if (!board.badNodes.isEmpty() && !board.badNodes.containsAll(slurm.nodes(request.partition))) {
            words.add("--exclude=" + String.join(",", board.badNodes));
        }
        words.add(kind.remoteFolder(submission) + "/" + kind.script(request));
        words.addAll(List.of(
                kind.remoteFolder(submission), Integer.toString(array.offset()), Integer.toString(array.round())));
        if (limits.each() > 1) {
            words.addAll(List.of(Integer.toString(limits.each()), Integer.toString(array.size())));
        }
        return words;
    }

    /** The array of the same round that was submitted before another; null for none. */
    private static ArrayJob arrayBefore(List<ArrayJob> round, ArrayJob array) {
        int index = round.indexOf(array) - 1;
        return index < 0 ? null : round.get(index);
    }
}
