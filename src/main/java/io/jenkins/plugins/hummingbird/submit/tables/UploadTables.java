package io.jenkins.plugins.hummingbird.submit.tables;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies what the tasks need that merge tables to the shared file system. */
public final class UploadTables implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    private final TaskKind kind;

    /** @param kind the tasks that merge tables */
    public UploadTables(TaskKind kind) {
        this.kind = kind;
    }

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = kind.folder(context.folder());
        Round round = kind.board(submission).round(folder);
        String remote = kind.remoteFolder(submission);
        Shell headNode = context.headNode(submission);
        headNode.output(Command.script("mkdir -p -- \"$1\"", remote).named("making " + remote));
        RemoteFiles files = new RemoteFiles(headNode);
        List<Path> all = new ArrayList<>(new TableFiles(context.folder()).all());
        all.add(folder.resolve(round.file()));
        for (Path file : all) {
            submission.checkStop();
            files.upload(file, remote + "/" + file.getFileName());
        }
        if (!submission.groupTasks.hasTasks() && submission.request().slice) {
            // the types of metadata are those of the whole table, which UPLOAD has not copied where all groups are
            // skipped
            TaskFiles table = new TaskFiles(context.folder());
            for (Path file : List.of(table.header(), table.table())) {
                files.upload(file, submission.remoteFolder() + "/" + file.getFileName());
            }
        }
        return PhaseResult.done();
    }
}
