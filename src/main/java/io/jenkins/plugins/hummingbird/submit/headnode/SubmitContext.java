package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.HeadNode;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a submission needs from its neighbours. */
public interface SubmitContext extends OperationContext {
    /**
     * @param request names port and user, the rule for the host's key, and the credential to look up for this move
     * @param host its name or address
     * @param rememberedAs the name under which its key is remembered; null for host and port
     * @return the head node; nothing is connected before the first command
     * @throws OperationException when there is no such credential, or it is unusable
     */
    Shell headNode(SubmitRequest request, String host, String rememberedAs) throws IOException, OperationException;

    /** @return where the submission works; not before that is known */
    default Shell headNode(SubmissionState submission) throws IOException, OperationException {
        HeadNode headNode = submission.headNode;
        return headNode == null
                ? headNode(submission.request(), submission.request().host, null)
                : headNode(submission.request(), headNode.address(), headNode.instanceId());
    }

    /** @return the looks at tasks that the submissions of this process share */
    TaskPolls taskPolls();

    /**
     * @param request names a cluster, and as whom AWS is asked for it
     * @return for this move only; nothing is asked yet
     * @throws OperationException when there is no such credential or region
     */
    HeadNodeLocator headNodeLocator(SubmitRequest request) throws OperationException;

    /**
     * @param request says as whom S3 is asked
     * @return for this move only; nothing is asked yet
     * @throws OperationException when there is no such credential or region
     */
    S3Objects s3(SubmitRequest request) throws OperationException;

    /**
     * Copies a file of the workspace. Called in the first move only.
     *
     * @param path relative to the workspace
     * @param copy is written
     * @param most how many bytes it may have
     * @throws OperationException when there is no workspace, no such file, or it is larger
     */
    void copyFromWorkspace(String path, Path copy, long most) throws IOException, OperationException;

    /**
     * Makes files artifacts of the build, unless it was deleted.
     *
     * @param files the artifacts' paths, relative, and where they are now
     */
    void archive(Map<String, Path> files) throws IOException, OperationException;
}
