package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The executions of groups whose end in a round has become known. A record is that of the last one alone: those before, after which
 * Slurm began the task again because its node failed or its Spot instance was reclaimed, are asked for.
 */
final class EndedExecutions {
    /** What is requeued more often took about that much each time. */
    private static final int MOST_REQUEUED = 20;

    private EndedExecutions() {}

    /**
     * @param records of groups whose end has become known
     * @return their executions, none longer than a task may take; without those before the last where these cannot be had, which
     *     the log says: results do not depend on them
     * @throws IOException to be asked again
     */
    static List<Execution> of(
            Collection<GroupRecord> records, TaskKind kind, SubmissionState submission, SubmitContext context)
            throws IOException {
        TaskBoard board = kind.board(submission);
        Stream<Execution> last = records.stream()
                .map(record -> Execution.of(
                        record,
                        board.goneSince
                                .getOrDefault(record.group(), context.now())
                                .getEpochSecond()));
        long most = 60 * TimeLimit.minutes(kind.limits(submission.request()).time());
        return Stream.concat(requeued(records, kind, submission, context).stream(), last)
                .map(one -> one.noLongerThan(most))
                .toList();
    }

    private static List<Execution> requeued(
            Collection<GroupRecord> records, TaskKind kind, SubmissionState submission, SubmitContext context)
            throws IOException {
        int round = kind.board(submission).roundNumber();
        Set<Integer> groups = records.stream()
                .filter(record -> record.ofRound(round) && record.restarts() > 0)
                .map(GroupRecord::group)
                .collect(Collectors.toSet());
        if (groups.isEmpty()) {
            return List.of();
        }
        Command command = RemoteScripts.requeuedRecords(kind.remoteFolder(submission), round, groups, MOST_REQUEUED);
        try {
            return context.headNode(submission)
                    .output(command)
                    .lines()
                    .map(GroupRecord::parseLine)
                    .filter(record -> record != null && groups.contains(record.group()) && !record.completed())
                    .map(Execution::requeued)
                    .toList();
        } catch (OperationException e) {
            context.log("CPU-hours and node-hours lack what requeued tasks took before: " + e.getMessage());
            return List.of();
        }
    }
}
