package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.measurements.FetchMeasurements;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The tasks that run CellProfiler on groups. */
public final class GroupTasks extends TaskKind {
    @Override
    public TaskBoard board(SubmissionState submission) {
        return submission.groupTasks;
    }

    @Override
    public String remoteFolder(SubmissionState submission) {
        return submission.remoteFolder();
    }

    @Override
    public Path folder(Path folder) {
        return folder;
    }

    @Override
    public TaskLimits limits(SubmitRequest request) {
        return new TaskLimits(
                "CellProfiler",
                request.memory,
                "memory",
                "half of which Java may use",
                request.timeLimit,
                "timeLimit",
                request.groupsPerTask,
                request.maxConcurrent,
                request.cpus);
    }

    @Override
    protected String script(SubmitRequest request) {
        return TaskFiles.script(request);
    }

    @Override
    protected SubmitPhase submitting() {
        return SubmitPhase.SUBMIT;
    }

    @Override
    protected String name(SubmissionState submission, Path folder, int number) throws IOException {
        return submission.plan(folder).name(number);
    }

    @Override
    protected String count(int count) {
        return Wording.count(count, "group") + " " + Wording.isOrAre(count);
    }

    @Override
    protected String all() {
        return "groups";
    }

    @Override
    protected String listedIn() {
        return "groups.csv and junit.xml will name them";
    }

    @Override
    EarlierResults earlierResults(SubmissionState submission, Path folder) throws IOException {
        SubmitRequest request = submission.request();
        Set<Integer> copied = request.s3.copiesResults() ? SubmissionFiles.copiedAgain(folder) : Set.of();
        if (!request.measuresAgain()) {
            return new EarlierResults(Set.of(), copied);
        }
        Set<Integer> done = new HashSet<>(SubmissionFiles.skipped(folder).keySet());
        done.removeAll(copied);
        return new EarlierResults(done, copied);
    }

    @Override
    protected String explanation(SubmissionState submission, Path folder, GroupRecord record) throws IOException {
        return new MissingSets(submission.plan(folder), folder).names(record);
    }

    @Override
    protected void looked(SubmissionState submission, SubmitContext context) {
        FetchMeasurements.fetchSome(submission, context);
    }
}
