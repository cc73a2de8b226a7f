package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hands the arrays to Slurm, one a move. Their names were saved with the plan. */
final class SubmitArrays implements Part {
    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        for (ArrayJob array : submission.arrays) {
            if (array.id() == null) {
                Slurm slurm = new Slurm(around.headNode(submission.request()));
                array.submittedAs(slurm.submit(submission.remoteFolder(), array.name(), words(submission, array)));
                around.log("submitted array job " + array.id() + " (" + array.name() + "), " + array.size()
                        + (array.size() == 1 ? " task" : " tasks"));
                return Next.now();
            }
        }
        return submission.goOn(Phase.FOLLOW);
    }

    private static List<String> words(Submission submission, ArrayJob array) {
        SubmitRequest request = submission.request();
        long minutes = TimeLimit.minutes(request.timeLimit);
        List<String> words = new ArrayList<>();
        words.add("--array=1-" + array.size() + (request.maxConcurrent > 0 ? "%" + request.maxConcurrent : ""));
        words.add("--time=" + minutes);
        words.add("--cpus-per-task=" + request.cpus);
        words.add("--mem=" + Memory.megabytes(request.memory) + "M");
        // the wrapper is told before the limit, in time to end CellProfiler and to write down why
        words.add("--signal=B:USR1@" + Math.min(60, minutes * 15));
        // the wrapper has logs of its own; a file name of Slurm's would give a meaning to % in the path
        words.add("--output=/dev/null");
        if (!request.partition.isEmpty()) {
            words.add("--partition=" + request.partition);
        }
        words.add(submission.remoteFolder() + "/task.sh");
        words.addAll(List.of(submission.remoteFolder(), Integer.toString(array.offset()), "0"));
        return words;
    }
}
