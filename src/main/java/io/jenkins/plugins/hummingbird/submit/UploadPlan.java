package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies what the tasks need to the shared file system, and says there that the submission is not over. */
final class UploadPlan implements Part {
    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        SubmitRequest request = submission.request();
        RemoteFiles files = new RemoteFiles(submission.headNode(context));
        List<Path> all = new ArrayList<>(new TaskFiles(context.folder()).all(request));
        all.add(context.folder().resolve(submission.round(context.folder()).file()));
        for (Path file : all) {
            files.upload(file, submission.remoteFolder() + "/" + file.getFileName());
        }
        ActiveEntry.write(
                submission,
                submission.headNode(context),
                submission.plan(context.folder()),
                SkipDone.read(context.folder()));
        return submission.goOn(Phase.SUBMIT);
    }
}
