package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.NoAnswerException;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.NoConnectionException;
import io.jenkins.plugins.hummingbird.ssh.NoTunnelException;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeyException;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.HeadNode;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;

/** Makes moves that talk to the head node of a cluster: it is looked for elsewhere when it does not answer for a while. */
public final class FollowHeadNode {
    private FollowHeadNode() {}

    /**
     * A move that may be made again.
     *
     * @param <T> what it answers
     */
    public interface Move<T> {
        T make() throws IOException, OperationException;
    }

    /**
     * Makes a move, a second time when the head node is at another address than before.
     *
     * @return what the move does
     */
    public static <T> T move(Move<T> move, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        T result;
        try {
            result = move.make();
        } catch (NoConnectionException e) {
            if (submission.headNode == null) {
                throw e;
            }
            if (!submission.headNode.isToBeLookedFor(context.now()) || !isElsewhere(submission, context, e)) {
                String hint = hint(submission);
                throw new NoConnectionException(e.getMessage() + hint, e.why() + hint, e);
            }
            result = move.make();
        } catch (NoTunnelException e) {
            if (!submission.isPast(SubmitPhase.CHECK_HEAD_NODE)) {
                throw e;
            }
            // tasks that run are not given up because AWS does not let Jenkins see them
            throw new NoConnectionException(e.getMessage(), e.getMessage(), e);
        } catch (HostKeyException e) {
            // another host may have got the address, and then there is nothing to wait for
            if (submission.headNode == null || !isElsewhere(submission, context, e)) {
                throw e;
            }
            result = move.make();
        }
        if (submission.headNode != null) {
            submission.headNode.answers();
        }
        return result;
    }

    /**
     * Looks whether it has another address than before.
     *
     * @param why the move failed
     * @throws IOException when it does not run: says so after why the move failed
     * @throws HeadNodeGoneException when there will be no answer any more
     */
    private static boolean isElsewhere(SubmissionState submission, SubmitContext context, Exception why)
            throws IOException, HeadNodeGoneException {
        HeadNode headNode = submission.headNode;
        String before = submission.host();
        try {
            String address = context.headNodeLocator(submission.request()).addressOf(headNode.instanceId());
            if (!headNode.isNowAt(address)) {
                return false;
            }
        } catch (HeadNodeGoneException e) {
            headNode.ends();
            throw e;
        } catch (IOException | OperationException e) {
            // tasks that run are not given up because AWS does not say where they are
            String reason = why instanceof NoAnswerException silent ? silent.why() : why.getMessage();
            throw new NoConnectionException(why.getMessage() + "; " + e.getMessage(), reason, why);
        }
        context.log("the head node " + headNode.instanceId() + " was at " + before + ", and is at " + submission.host()
                + " now");
        return true;
    }

    /** Where it has never answered, it is most likely reached in another way. */
    private static String hint(SubmissionState submission) {
        SubmitRequest request = submission.request();
        return submission.isPast(SubmitPhase.CHECK_HEAD_NODE) ? "" : HeadNodeAddress.hint(request);
    }
}
