package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskLimits;
import java.io.IOException;
import java.nio.file.Path;

/** The tasks that merge the tables of groups, a task for each {@link TableSet}. */
public final class TableTasks extends TaskKind {
    @Override
    public TaskBoard board(SubmissionState submission) {
        return submission.tableTasks;
    }

    @Override
    public String remoteFolder(SubmissionState submission) {
        return submission.remoteFolder() + "/" + SubmissionFiles.TABLES;
    }

    @Override
    public Path folder(Path folder) {
        return TableFiles.folder(folder);
    }

    @Override
    public TaskLimits limits(SubmitRequest request) {
        return new TaskLimits(
                "the merging of tables",
                request.merging.tablesMemory,
                "tablesMemory",
                "",
                request.merging.tablesTimeLimit,
                "tablesTimeLimit",
                1,
                request.maxConcurrent,
                1);
    }

    @Override
    protected String script(SubmitRequest request) {
        return "tables.sh";
    }

    @Override
    protected SubmitPhase submitting() {
        return SubmitPhase.SUBMIT_TABLES;
    }

    @Override
    protected String name(SubmissionState submission, Path folder, int number) throws IOException {
        return "tables of " + TableSets.read(folder).get(number - 1).name();
    }

    @Override
    protected String count(int count) {
        return count + (count == 1 ? " set of tables is" : " sets of tables are");
    }

    @Override
    protected String explanation(SubmissionState submission, Path folder, GroupRecord record) throws IOException {
        return record == null || record.reason() != FailureReason.OCCUPIED
                ? ""
                : ": " + submission.outputFolder() + "/"
                        + TableSets.read(folder).get(record.group() - 1).folder();
    }

    @Override
    protected String all() {
        return "sets of tables";
    }

    @Override
    protected String listedIn() {
        return "summary.json will name them";
    }

    @Override
    protected String progressOf() {
        return "tables: ";
    }
}
