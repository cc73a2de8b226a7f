package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.measure.ColumnChoice;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.slurm.JobState;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupFailure;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempt;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempts;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A submission as it lies in its build's folder, whose states a test sets by hand: what those who look at it read. */
public final class SavedSubmission {
    private final Path folder;
    private final Submission submission;
    private final Plan plan;

    private SavedSubmission(Path folder, String id, List<String> keys, List<Group> groups) throws IOException {
        this.folder = Files.createDirectories(folder);
        SubmitRequest request = new SubmitRequest();
        request.host = "head";
        request.output = "/shared/out";
        submission = new Submission(id, request, Instant.now());
        plan = new Plan(keys, groups);
        plan.write(folder);
        submission.state().enter(SubmitPhase.FOLLOW);
        submission.state().groupTasks.states = new GroupStates(groups.size());
    }

    /** @param values of each group */
    public static SavedSubmission of(Path folder, List<String> keys, List<List<String>> values) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (List<String> value : values) {
            groups.add(new Group(value, "g" + (groups.size() + 1), 0, 1, 4, 1));
        }
        return new SavedSubmission(folder, folder.getFileName().toString(), keys, groups);
    }

    /** @param wells of each plate, in rows of as many as a plate of that size has */
    public static SavedSubmission plates(Path folder, int plates, int wells) throws IOException {
        int columns = wells == 1536 ? 48 : wells == 384 ? 24 : 12;
        List<List<String>> values = new ArrayList<>();
        for (int plate = 1; plate <= plates; plate++) {
            for (int well = 0; well < wells; well++) {
                values.add(List.of("P" + plate, new WellPosition(well / columns, well % columns).name()));
            }
        }
        return of(folder, List.of("Plate", "Well"), values);
    }

    /**
     * Sets the states and saves them.
     *
     * @param letters those of {@link GroupState#letter}, for the first groups; the others are as the last of these
     */
    public SavedSubmission states(String letters) throws IOException {
        GroupState[] states = new GroupState[plan.groups().size()];
        submission
                .state()
                .groupTasks
                .failures
                .remove(List.copyOf(submission.state().groupTasks.failures.groups()));
        for (int i = 0; i < states.length; i++) {
            states[i] = GroupState.of(letters.charAt(Math.min(i, letters.length() - 1)));
            if (states[i].ended() && !states[i].published()) {
                submission
                        .state()
                        .groupTasks
                        .failures
                        .add(new GroupFailure(i + 1, "CellProfiler ended with exit code " + i));
            }
        }
        if (submission.state().groupTasks.states == null) {
            submission.state().enter(SubmitPhase.FOLLOW);
            submission.state().groupTasks.states = new GroupStates(states.length);
        }
        submission.state().groupTasks.states.set(states);
        save();
        return this;
    }

    /** Keeps a failed attempt of a group. */
    public SavedSubmission failed(int group, int round, String reason, String tail) throws IOException {
        FailedAttempts.append(
                folder,
                List.of(new FailedAttempt(group, round, reason, "/shared/out/.hummingbird/x/logs/0/" + group, tail)));
        return this;
    }

    /** Keeps what groups measured, as if it had been fetched. */
    public SavedSubmission measured(NewRecord... records) throws IOException {
        try (ValueStore store = ValueStore.toWrite(folder, false)) {
            store.add(List.of(records), new ColumnChoice(records.length, 0, new NamePatterns("*")));
        }
        return this;
    }

    /**
     * Lists tables as merged.
     *
     * @param rows plate, table, format, path, rows, columns, bytes; and how many groups are missing
     */
    public SavedSubmission merged(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("plate,table,format,path,rows,columns,bytes,sha256,groups,groupsMissing,missing"));
        for (String row : rows) {
            int last = row.lastIndexOf(',');
            lines.add(row.substring(0, last) + "," + "0123456789abcdef".repeat(4) + ",95" + row.substring(last) + ",");
        }
        Files.write(folder.resolve(MergedTables.FILE), lines);
        return this;
    }

    /** Lets tasks wait, for a reason of Slurm's. */
    public SavedSubmission waiting(int tasks, String reason) throws IOException {
        submission
                .state()
                .groupTasks
                .progress
                .waiting(
                        Collections.nCopies(tasks, new QueuedTask(7, 1, JobState.WAITING, 0, reason)),
                        false,
                        Instant.EPOCH);
        save();
        return this;
    }

    /**
     * Makes a sample of it.
     *
     * @param whole how many groups there are
     * @param forecast what the sample says of them; null before that is known
     */
    public SavedSubmission sample(int whole, SampleForecast forecast) throws IOException {
        submission.state().wholeGroups = whole;
        submission.state().forecast = forecast;
        save();
        return this;
    }

    /** Keeps the records of completed groups, as if they had been read. */
    public SavedSubmission transferred(long fetched, long uploaded) throws IOException {
        Files.writeString(
                folder.resolve(SubmissionFiles.RECORDS),
                String.join(
                                "\t",
                                "1",
                                "0.0.a",
                                "completed",
                                "0",
                                "1",
                                "1",
                                "node1",
                                "1",
                                "2",
                                "",
                                "0",
                                Long.toString(fetched),
                                Long.toString(uploaded),
                                "")
                        + "\n");
        return this;
    }

    /** Ends it after two hours, in which each of its groups took a quarter of an hour of one node. */
    public SavedSubmission took(String node, long peakMiB) throws IOException {
        long begun = submission.state().started().getEpochSecond();
        List<Execution> executions = new ArrayList<>();
        for (int group = 1; group <= plan.groups().size(); group++) {
            executions.add(
                    new Execution(group, "0.0.a", node, begun, begun + 900, peakMiB * 1024, Execution.COMPLETED));
        }
        Executions.append(folder, executions);
        Usage.count(submission.state(), folder, submission.state().started().plusSeconds(7200));
        return this;
    }

    /** Goes back to where it is not known yet which groups there are; {@link #states} goes on from there. */
    public SavedSubmission unplanned() throws IOException {
        submission.state().enter(SubmitPhase.MAKE_PLAN);
        submission.state().groupTasks.states = null;
        save();
        return this;
    }

    /** Begins the next round, of these groups. */
    public SavedSubmission retry(int... groups) throws IOException {
        List<Round.Task> tasks = new ArrayList<>();
        for (int group : groups) {
            tasks.add(new Round.Task(group, 1));
        }
        Round round = Round.of(submission.state().groupTasks.roundNumber() + 1, tasks);
        round.write(folder);
        submission.state().groupTasks.begin(round);
        save();
        return this;
    }

    public Path folder() {
        return folder;
    }

    public Submission submission() {
        return submission;
    }

    void save() throws IOException {
        new StateFile(folder).write(submission);
    }

    public SubmissionView view() throws IOException {
        return SubmissionView.read(folder, null);
    }
}
