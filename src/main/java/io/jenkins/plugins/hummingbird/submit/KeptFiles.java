package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.plates.GroupPlaces;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.PublishedFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempts;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The files of a submission's folder that its page reads when it is over, see {@code SubmissionView}. */
public final class KeptFiles {
    private KeptFiles() {}

    /**
     * Makes of what is deleted what the page needs of it.
     *
     * @param folder the operation's
     * @return names of files, of which some may not be there
     */
    public static Set<String> of(SubmissionState submission, Path folder) throws IOException {
        Set<String> kept = new HashSet<>(Set.of(
                Plan.FILE,
                SubmissionFiles.RECORDS,
                FailedAttempts.FILE,
                GroupPlaces.FILE,
                PublishedFiles.FILE,
                MergedTables.FILE,
                Usage.FILE));
        for (int round = 1; round <= submission.groupTasks.roundNumber(); round++) {
            kept.add(Round.file(round));
        }
        if (submission.isPast(SubmitPhase.CHOOSE_SAMPLE)) {
            GroupPlaces.keep(submission.plan(folder), folder);
            PublishedFiles.keep(submission.plan(folder), folder);
        }
        kept.addAll(ValueStore.files(folder));
        return kept;
    }
}
