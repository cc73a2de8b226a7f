package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.cellprofiler.LogExcerpt;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.LoggedFailures;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says each failed group once, with the line of its task's log that matters and where the whole log is; of groups that
 * failed for the same reason only the first one's is said.
 */
final class FailureLog {
    private static final int MOST_SHOWN = 50;
    private static final int MOST_NAMED = 10;

    private final TaskKind kind;
    private final SubmissionState submission;
    private final SubmitContext context;
    private final List<GroupFailure> failures;
    private final List<String> logs = new ArrayList<>();

    /** What the task of each log worked on. */
    private final List<String> names = new ArrayList<>();

    /** What each log's end says, or null where there is no log; the ends themselves may take megabytes. */
    private final List<String> excerpts = new ArrayList<>();

    /** The last lines of each log, empty where there is none. */
    private final List<String> tails = new ArrayList<>();

    /**
     * Reads the ends of the logs; of the first 50 failed groups of a submission, no more.
     *
     * @param records to know which attempt's log it is
     */
    FailureLog(
            TaskKind kind,
            SubmissionState submission,
            List<GroupFailure> failures,
            Map<Integer, GroupRecord> records,
            SubmitContext context)
            throws IOException, OperationException {
        this.kind = kind;
        this.submission = submission;
        this.context = context;
        this.failures = new ArrayList<>();
        for (GroupFailure failure : failures) {
            String reason =
                    failure.reason() + kind.explanation(submission, context.folder(), records.get(failure.group()));
            this.failures.add(new GroupFailure(failure.group(), reason));
        }
        int shown = Math.max(
                0,
                Math.min(
                        failures.size(),
                        MOST_SHOWN - kind.board(submission).loggedFailures.all()));
        for (GroupFailure failure : failures.subList(0, shown)) {
            GroupRecord record = records.get(failure.group());
            // what has left no record has left no log
            String attempt = record == null ? "none" : record.attempt();
            names.add(kind.name(submission, context.folder(), failure.group()));
            logs.add(GroupRecord.path(failure.group()) + "." + attempt + ".log");
        }
        if (!logs.isEmpty()) {
            readEnds(context.headNode(submission));
        }
        for (int i = 0; i < logs.size(); i++) {
            String excerpt = excerpts.get(i);
            GroupFailure failure = this.failures.get(i);
            if (excerpt != null && !excerpt.isEmpty() && !excerpt.endsWith(failure.reason())) {
                this.failures.set(i, new GroupFailure(failure.group(), failure.reason() + ": " + excerpt));
            }
        }
    }

    private void readEnds(Shell headNode) throws IOException, OperationException {
        NulSplitter ends = new NulSplitter(end -> {
            excerpts.add(end.isEmpty() ? null : LogExcerpt.of(end));
            tails.add(FailedAttempts.tail(end));
        });
        headNode.output(RemoteScripts.LOG_ENDS
                .command(kind.remoteFolder(submission), Integer.toString(Limits.LOG_END))
                .named("reading the tasks' logs")
                .stdin((String.join("\n", logs) + "\n").getBytes(StandardCharsets.UTF_8))
                .output(ends, logs.size() * (Limits.LOG_END + 1L)));
        ends.rethrow();
        if (excerpts.size() != logs.size()) {
            throw new IOException("of " + logs.size() + " logs of tasks only " + excerpts.size() + " could be read");
        }
    }

    /** Keeps them for the page, beyond the next attempt. Called before their states are set, for it may break off. */
    void keep() throws IOException {
        List<FailedAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            GroupFailure failure = failures.get(i);
            boolean read = i < logs.size() && excerpts.get(i) != null;
            attempts.add(new FailedAttempt(
                    failure.group(),
                    kind.board(submission).roundNumber(),
                    failure.reason(),
                    read ? wholeLog(i) : "",
                    read ? tails.get(i) : ""));
        }
        FailedAttempts.append(kind.folder(context.folder()), attempts);
    }

    private String wholeLog(int i) {
        return kind.remoteFolder(submission) + "/logs/" + logs.get(i);
    }

    /** Logs the failures and keeps them in the submission's state. Called when their states have been set. */
    void write() {
        TaskBoard board = kind.board(submission);
        LoggedFailures said = board.loggedFailures;
        Map<List<String>, List<String>> again = new LinkedHashMap<>();
        for (int i = 0; i < logs.size(); i++) {
            GroupFailure failure = failures.get(i);
            String name = names.get(i);
            String what = board.states.get(failure.group()).word() + ": ";
            String first = said.first(what + failure.reason(), name);
            if (first == null) {
                String where = excerpts.get(i) == null ? "" : "; log: " + wholeLog(i);
                context.log(what + name + ": " + failure.reason() + where);
            } else {
                String reference = ": for the same reason" + (first.equals(name) ? " as before" : " as " + first);
                again.computeIfAbsent(List.of(what, reference), key -> new ArrayList<>())
                        .add(name);
            }
        }
        again.forEach((line, names) -> context.log(line.get(0) + few(names) + line.get(1)));
        failures.forEach(board.failures::add);
        if (said.count(failures.size()) > MOST_SHOWN && said.all() - failures.size() <= MOST_SHOWN) {
            context.log("more than " + MOST_SHOWN + " " + kind.all()
                    + " have failed: from here on they are only counted; " + kind.listedIn());
        }
    }

    private static String few(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return more <= 0
                ? String.join("; ", names)
                : String.join("; ", names.subList(0, MOST_NAMED)) + " and " + more + " more";
    }
}
