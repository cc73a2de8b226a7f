package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.measure.MeasuredPlace;
import io.jenkins.plugins.hummingbird.measure.MeasurementRecord;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fetches the records of what published groups measured: while the tasks are followed those of the groups that just ended, a
 * command a move; at the end, as a phase, the rest. What was fetched is in the {@link ValueStore}, which says what is missing:
 * after a restart it goes on from there. A submission never fails by it.
 */
public final class FetchMeasurements implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private static final int MOST_GROUPS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Fetches what there is now; what cannot be fetched is left for later. */
    public static void fetchSome(SubmissionState submission, SubmitContext context) {
        try {
            fetch(submission, context);
        } catch (IOException | OperationException e) {
            // the phase at the end tries again, and says what is wrong
            submission.measured = null;
        }
    }

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        try {
            if (fetch(submission, context)) {
                return PhaseResult.again();
            }
        } catch (OperationException e) {
            context.log("not all measurements are known: " + e.getMessage());
        }
        try (ValueStore store = ValueStore.toWrite(context.folder(), false)) {
            store.compact();
            store.notes().forEach(note -> context.log("measurements: " + note));
        }
        return PhaseResult.done();
    }

    /** @return whether there may be more */
    private static boolean fetch(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        NamePatterns named = new NamePatterns(submission.request().measurements);
        if (named.isEmpty()) {
            return false;
        }
        if (submission.measured == null) {
            try (ValueStore store = ValueStore.toWrite(context.folder(), true)) {
                submission.measured = new HashSet<>(store.groups());
            }
        }
        List<Integer> wanted = wanted(submission);
        if (wanted.isEmpty()) {
            return false;
        }
        List<NewRecord> records = ask(submission, wanted, context);
        RecordPlaces places = RecordPlaces.read(submission.plan(context.folder()), context.folder());
        List<NewRecord> placed = records.stream().map(one -> place(one, places)).toList();
        try (ValueStore store = ValueStore.toWrite(context.folder(), false)) {
            store.add(placed, places.choice(named));
        }
        placed.forEach(one -> submission.measured.add(one.group()));
        if (records.isEmpty()) {
            throw new OperationException(
                    "the head node names none of " + wanted.size() + " records that it was asked for");
        }
        return true;
    }

    private static List<Integer> wanted(SubmissionState submission) {
        List<Integer> wanted = new ArrayList<>();
        for (int group = 1; group <= submission.groupTasks.states.size() && wanted.size() < MOST_GROUPS; group++) {
            if (submission.groupTasks.states.get(group).published() && !submission.measured.contains(group)) {
                wanted.add(group);
            }
        }
        return wanted;
    }

    private static NewRecord place(NewRecord one, RecordPlaces places) {
        List<NewRecord.Place> wells = new ArrayList<>();
        if (one.record() != null) {
            for (MeasuredPlace place : one.record().places()) {
                wells.add(places.of(one.group(), place));
            }
        }
        return new NewRecord(one.group(), one.name(), one.record(), wells);
    }

    private static List<NewRecord> ask(SubmissionState submission, List<Integer> wanted, SubmitContext context)
            throws IOException, OperationException {
        Command command = RemoteScripts.MEASUREMENTS
                .command(
                        submission.outputFolder(),
                        submission.id(),
                        Integer.toString(Limits.MEASUREMENT_FETCH),
                        Integer.toString(Limits.MEASUREMENT_RECORD))
                .named("fetching measurements")
                .stdin(lines(submission, wanted, context.folder()).getBytes(StandardCharsets.UTF_8))
                .timeout(PATIENCE)
                .largest(Limits.MEASUREMENT_FETCH + 2L * Limits.MEASUREMENT_RECORD);
        Result result = context.headNode(submission).run(command);
        if (!result.succeeded()) {
            throw new OperationException(result.failure(command));
        }
        Plan plan = submission.plan(context.folder());
        Set<Integer> asked = new HashSet<>(wanted);
        List<NewRecord> records = new ArrayList<>();
        for (String line : result.out().split("\n")) {
            int tab = line.indexOf('\t');
            int group = tab > 0 && line.substring(0, tab).matches("[0-9]{1,9}")
                    ? Integer.parseInt(line.substring(0, tab))
                    : 0;
            if (asked.remove(group)) {
                MeasurementRecord record = record(line.substring(tab + 1));
                records.add(new NewRecord(group, plan.name(group), record, List.of()));
            }
        }
        return records;
    }

    private static String lines(SubmissionState submission, List<Integer> wanted, Path folder) throws IOException {
        Plan plan = submission.plan(folder);
        boolean skips =
                wanted.stream().anyMatch(group -> submission.groupTasks.states.get(group) == GroupState.SKIPPED);
        Map<Integer, String> skipped = skips ? SubmissionFiles.skipped(folder) : Map.of();
        StringBuilder lines = new StringBuilder();
        for (int group : wanted) {
            lines.append(group)
                    .append(' ')
                    .append(plan.group(group).folder())
                    .append(' ')
                    .append(skipped.getOrDefault(group, "-"))
                    .append('\n');
        }
        return lines.toString();
    }

    /** @return null for a group that has none */
    private static MeasurementRecord record(String text) {
        if (text.equals("-")) {
            return null;
        }
        if (text.equals("+")) {
            return problem("its record has more than " + Limits.words(Limits.MEASUREMENT_RECORD));
        }
        try {
            return MeasurementRecord.parse(Base64.getDecoder().decode(text));
        } catch (IOException | IllegalArgumentException e) {
            return problem("its record cannot be read: " + e.getMessage());
        }
    }

    private static MeasurementRecord problem(String text) {
        return new MeasurementRecord(List.of(), List.of(), List.of(text));
    }
}
