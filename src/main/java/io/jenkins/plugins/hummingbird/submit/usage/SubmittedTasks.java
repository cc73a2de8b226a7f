package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.submit.board.ArrayJob;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.tables.TableTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.GroupTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The executions of one kind of tasks of a submission, and what Slurm gave each of them. */
final class SubmittedTasks {
    private final SubmissionState submission;
    private final TaskKind kind;
    private final List<Execution> executions;
    private final Map<Integer, Round> rounds = new HashMap<>();

    /** By round and group, the line of the round's file that names the group. */
    private final Map<Integer, Map<Integer, Integer>> lines = new HashMap<>();

    private SubmittedTasks(
            SubmissionState submission, TaskKind kind, Path folder, Collection<GroupRecord> records, Instant now)
            throws IOException {
        this.submission = submission;
        this.kind = kind;
        // what a node's clock says is believed as far as the submission took that long
        long longest = submission.secondsUntil(now);
        executions = Executions.read(kind.folder(folder), records, now.getEpochSecond()).stream()
                .map(one -> one.noLongerThan(longest))
                .toList();
        for (Execution one : executions) {
            readRound(one.round(), kind.folder(folder));
        }
    }

    /**
     * @param folder the operation's
     * @param now no execution ends later
     * @return those of groups
     */
    static SubmittedTasks groups(SubmissionState submission, Path folder, Instant now) throws IOException {
        Collection<GroupRecord> records = SubmissionFiles.records(folder).values();
        return new SubmittedTasks(submission, new GroupTasks(), folder, records, now);
    }

    /**
     * @param folder the operation's
     * @param now no execution ends later
     * @return those that merge tables
     */
    static SubmittedTasks tables(SubmissionState submission, Path folder, Instant now) throws IOException {
        return new SubmittedTasks(submission, new TableTasks(), folder, List.of(), now);
    }

    private void readRound(int number, Path folder) throws IOException {
        if (lines.containsKey(number)) {
            return;
        }
        lines.put(number, new HashMap<>());
        if (Files.exists(folder.resolve(Round.file(number)))) {
            Round round = Round.read(folder, number);
            rounds.put(number, round);
            for (int line = 1; line <= round.size(); line++) {
                lines.get(number).put(round.group(line), line);
            }
        }
    }

    List<Execution> executions() {
        return executions;
    }

    /** @return seconds of all executions, times the CPUs that each was given */
    long cpuSeconds() {
        TaskLimits limits = kind.limits(submission.request());
        long megabytes = Memory.megabytes(limits.memory());
        return executions.stream()
                .mapToLong(one -> one.seconds() * submission.cpus(limits.cpus(), factor(one) * megabytes))
                .sum();
    }

    /** How many times the memory that was asked for it had. */
    private int factor(Execution one) {
        Integer line = lines.get(one.round()).get(one.group());
        return line == null ? 1 : rounds.get(one.round()).factor(line);
    }

    /** @return how long each task took, in seconds: it may have several groups, one after the other; the last time it began */
    Collection<Long> taskSeconds() {
        Map<String, Long> seconds = new HashMap<>();
        executions.stream()
                .filter(one -> !one.requeued())
                .forEach(one -> seconds.merge(task(one), one.seconds(), Long::sum));
        return seconds.values();
    }

    private String task(Execution one) {
        int each = kind.limits(submission.request()).each();
        Integer line = lines.get(one.round()).get(one.group());
        for (ArrayJob array : kind.board(submission).arrays) {
            int place = line == null ? 0 : line - array.offset();
            if (array.round() == one.round() && place >= 1 && place <= array.size()) {
                return array.name() + " " + (place - 1) / each;
            }
        }
        return one.group() + " of round " + one.round();
    }
}
