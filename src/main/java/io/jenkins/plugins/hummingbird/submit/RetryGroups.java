package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.RemoteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** When all tasks of a round have ended: makes the next one of the groups that may do better, if there is one. */
final class RetryGroups implements Part {
    /** What is tried again with more and more memory ends somewhere. */
    private static final int LARGEST_FACTOR = 8;

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        if (submission.round >= submission.request().retries || submission.cures.isEmpty()) {
            return submission.goOn(Phase.READ_RECORDS);
        }
        Path folder = around.folder();
        Round next = Round.of(submission.round + 1, tasks(submission, submission.round(folder)));
        next.write(folder);
        new RemoteFiles(submission.headNode(around))
                .upload(folder.resolve(next.file()), submission.remoteFolder() + "/" + next.file());

        // from here on nobody is asked any more, and nothing can break off
        around.log(sentence(submission, next));
        GroupState[] states = submission.states.all();
        submission.cures.keySet().forEach(group -> states[group - 1] = GroupState.WAITING);
        submission.states.set(states);
        submission.failures.removeIf(failure -> submission.cures.containsKey(failure.group()));
        submission.cures.clear();
        submission.begin(next);
        return submission.goOn(Phase.SUBMIT);
    }

    private static List<Round.Task> tasks(Submission submission, Round ended) {
        List<Round.Task> tasks = new ArrayList<>();
        for (int line = 1; line <= ended.size(); line++) {
            Cure cure = submission.cures.get(ended.group(line));
            if (cure != null) {
                int factor = ended.factor(line) * (cure == Cure.MORE_MEMORY ? 2 : 1);
                tasks.add(new Round.Task(ended.group(line), Math.min(factor, LARGEST_FACTOR)));
            }
        }
        return tasks;
    }

    private static String sentence(Submission submission, Round next) {
        long moreMemory = submission.cures.values().stream()
                .filter(cure -> cure == Cure.MORE_MEMORY)
                .count();
        return next.size() + (next.size() == 1 ? " group is" : " groups are") + " tried again (retry " + next.number()
                + " of " + submission.request().retries + ")"
                + (moreMemory > 0 ? ", " + moreMemory + " with twice the memory" : "")
                + (submission.badNodes.isEmpty()
                        ? ""
                        : ", not on " + String.join(", ", submission.badNodes) + ", which failed");
    }
}
