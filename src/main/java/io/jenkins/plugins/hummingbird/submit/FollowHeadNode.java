package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Makes moves that talk to the head node of a cluster: it is looked for elsewhere when it does not answer for a while. */
final class FollowHeadNode {
    private FollowHeadNode() {}

    /** Makes a move, a second time when the head node is at another address than before. */
    static Next move(Part part, Submission submission, SubmitSurroundings around)
            throws IOException, OperationException {
        Next next;
        try {
            next = part.move(submission, around);
        } catch (IOException e) {
            if (submission.headNode == null) {
                throw e;
            }
            find(submission, around, e);
            next = part.move(submission, around);
        }
        if (submission.headNode != null) {
            submission.headNode.answers();
        }
        return next;
    }

    /**
     * Finds it where it was not before.
     *
     * @param why the move failed
     * @throws IOException when it is where it was, or cannot be asked for now: says, too, what is known of the instance
     * @throws HeadNodeGoneException when there will be no answer any more
     */
    private static void find(Submission submission, SubmitSurroundings around, IOException why)
            throws IOException, HeadNodeGoneException {
        HeadNode headNode = submission.headNode;
        String before = submission.host();
        if (!headNode.isToBeLookedFor(around.now()) || !headNode.isNowAt(address(submission, around, why))) {
            throw new IOException(why.getMessage() + hint(submission), why);
        }
        around.log("the head node " + headNode.instanceId() + " was at " + before + ", and is at " + submission.host()
                + " now");
    }

    private static String address(Submission submission, SubmitSurroundings around, IOException why)
            throws IOException, HeadNodeGoneException {
        HeadNode headNode = submission.headNode;
        try {
            return around.headNodeLocator(submission.request()).addressOf(headNode.instanceId());
        } catch (HeadNodeGoneException e) {
            headNode.ends();
            throw e;
        } catch (IOException | OperationException e) {
            // tasks that run are not given up because AWS does not say where they are
            throw new IOException(why.getMessage() + "; " + e.getMessage(), why);
        }
    }

    /** Where it has never answered, it is most likely reached in another way. */
    private static String hint(Submission submission) {
        SubmitRequest request = submission.request();
        if (submission.isPast(Phase.CHECK_HEAD_NODE)) {
            return "";
        }
        return request.address.equals(SubmitRequest.PUBLIC)
                ? "; HeadNode/Ssh/AllowedIps of " + request.cluster + " must hold Jenkins' address as AWS sees it"
                : "; address: 'private' needs Jenkins in the network of " + request.cluster
                        + ", or connected to it: if it is not, set address: 'public'";
    }
}
