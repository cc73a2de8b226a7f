package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What differs between the tasks of groups and those that merge tables, for whoever submits, follows and retries them. What a
 * task works on, a group or a set of tables, has a number from 1.
 */
public abstract class TaskKind {
    /** For those of other packages. */
    protected TaskKind() {}

    /** @return what is known of these tasks */
    public abstract TaskBoard board(SubmissionState submission);

    /** @return the folder on the head node that the tasks read, and where their records and logs are */
    public abstract String remoteFolder(SubmissionState submission);

    /**
     * @param folder the operation's
     * @return where the files of the rounds are, and what is kept of attempts that failed
     */
    public abstract Path folder(Path folder);

    /** @return what each task is given */
    public abstract TaskLimits limits(SubmitRequest request);

    /** @return the name of the script in {@link #remoteFolder} that Slurm runs */
    protected abstract String script(SubmitRequest request);

    /** @return the phase in which the tasks are submitted */
    protected abstract SubmitPhase submitting();

    /**
     * @param folder the operation's
     * @return what a task works on, for people
     */
    protected abstract String name(SubmissionState submission, Path folder, int number) throws IOException;

    /** @return what tasks work on, for people, such as {@code 1 group is} */
    protected abstract String count(int count);

    /** @return what tasks work on, for people, such as {@code groups} */
    protected abstract String all();

    /** @return where those that failed are listed beyond the log: the end of a sentence */
    protected abstract String listedIn();

    /** @return what the log says of the progress of the tasks, before its figures; may be empty */
    protected String progressOf() {
        return "";
    }

    /**
     * Reads whole files: asked for only when something may have ended.
     *
     * @param folder the operation's
     */
    EarlierResults earlierResults(SubmissionState submission, Path folder) throws IOException {
        return EarlierResults.NONE;
    }

    /**
     * @param folder the operation's
     * @param record of a task that failed, or null
     * @return what to add to the reason that the record gives; may be empty
     */
    protected String explanation(SubmissionState submission, Path folder, GroupRecord record) throws IOException {
        return "";
    }

    /** Called after each look at the tasks. */
    protected void looked(SubmissionState submission, SubmitContext context) {
        // nothing to do
    }
}
