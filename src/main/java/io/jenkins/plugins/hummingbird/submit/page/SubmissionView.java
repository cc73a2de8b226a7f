package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.board.GroupMark;
import io.jenkins.plugins.hummingbird.submit.board.GroupMarks;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.S3Transfer;
import io.jenkins.plugins.hummingbird.submit.board.StateCounts;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.state.GroupReasons;
import io.jenkins.plugins.hummingbird.submit.state.PublishedFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempt;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempts;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a submission stands, for those who look at it: what its state file said at one moment. Nothing here asks the head
 * node, and nothing changes.
 */
public final class SubmissionView {
    private final Path folder;
    private final Submission operation;
    private final SubmissionState submission;
    private final PlanView plan;
    private final String marks;
    private final int[] retries;
    private final Map<Integer, String> reasons;
    private final Map<Integer, GroupRecord> records;
    private final MeasurementView measurements;
    private final Map<Integer, Integer> files;
    private final MergedTables tables;

    private SubmissionView(Path folder, Submission operation, PlanView plan, int[] retries, SubmissionView before)
            throws IOException {
        this.folder = folder;
        this.operation = operation;
        submission = operation.state();
        this.plan = plan;
        this.retries = retries;
        records = SubmissionFiles.records(folder);
        files = PublishedFiles.read(folder);
        tables = MergedTables.read(folder);
        marks = GroupMarks.of(submission.groupTasks.states, retries);
        reasons = GroupReasons.of(submission);
        measurements = new MeasurementView(
                folder, plan.plan(), plan.plates(), marks, before == null ? null : before.measurements);
    }

    /**
     * @param folder the operation's, with its state file
     * @param before what was seen there before, whose plan is used again; null for nothing
     * @throws IOException when there is no state of a submission, or it cannot be read
     */
    public static SubmissionView read(Path folder, SubmissionView before) throws IOException {
        if (!(new StateFile(folder).read() instanceof Submission operation)) {
            throw new IOException(folder + " holds no submission");
        }
        PlanView plan = before == null ? PlanView.NONE : before.plan;
        if (plan.isOutdated(folder) && operation.state().isPast(SubmitPhase.CHOOSE_SAMPLE)) {
            plan = PlanView.read(folder);
        }
        int[] retries = GroupMarks.retries(
                folder, plan.size(), operation.state().groupTasks.roundNumber());
        return new SubmissionView(folder, operation, plan, retries, before);
    }

    /** @return what is under way, or how it ended: words for people */
    public String status() {
        return operation.status();
    }

    /** @return what there is to say of its end: a sentence; empty for nothing */
    public String message() {
        Outcome outcome = operation.outcome();
        return outcome == null ? "" : outcome.message();
    }

    /** @return when it was begun; null before */
    public Instant begun() {
        return operation.begun();
    }

    /** @return when it was over; null while it is not */
    public Instant ended() {
        return operation.ended();
    }

    /** @return the first group that failed or is lost, with its reason: a sentence; empty for none */
    public String firstFailure() {
        for (int group = 1; group <= plan.size(); group++) {
            if (state(group).isBad()) {
                return plan.name(group) + " " + state(group).word() + ": " + reason(group) + ".";
            }
        }
        return "";
    }

    /** @return whether nothing will change any more */
    public boolean over() {
        return operation.outcome() != null;
    }

    /** @return whether the listings are among the build's artifacts */
    public boolean archived() {
        return over() && submission.ending.archived;
    }

    /** @return the head node, with its port */
    public String host() {
        return submission.host();
    }

    /** @return the output folder on the shared file system */
    public String output() {
        return submission.outputFolder();
    }

    /** @return how many groups there are; 0 while that is not known */
    public int groups() {
        return plan.size();
    }

    /** @return how many groups are in which state */
    public StateCounts counts() {
        return StateCounts.of(marks);
    }

    /** @return a letter for each group in their order: that of its state, a capital when the group was tried again */
    public String marks() {
        return marks;
    }

    /** @return when it will be done if it goes on so, such as {@code 16:40 (26 min)}; empty when that is unknown */
    public String eta(Instant now) {
        return over() || operation.undoing() ? "" : new Pace(submission.groupTasks).eta(now);
    }

    /** @return see {@link Submission#waiting} */
    public String waiting() {
        return operation.waiting();
    }

    /** @return how many groups end in an hour, see {@link Pace#rate}; empty when that is unknown */
    public String rate(Instant now) {
        return new Pace(submission.groupTasks).rate(now, over());
    }

    /** @return what it took; nothing before it has ended */
    public Usage usage() throws IOException {
        return Usage.read(folder);
    }

    /** @return whether only some groups run, and what these say of all */
    public SampleView sample() {
        return SampleView.of(submission);
    }

    /** @return the tables that were merged of those of the groups; none before they are listed */
    public MergedTables tables() {
        return tables;
    }

    /** @return the plates, in their order; none when the image table does not tell wells or plates */
    public List<PlateMap> plates() {
        return plan.plates();
    }

    /** @return a text that changes when {@link #plates} do: groups whose wells were not known may turn out to be in some */
    public String layout() {
        return plan.version();
    }

    /** @return what the images say, as far as it is known */
    public MeasurementView measurements() {
        return measurements;
    }

    /** @return the name of a group, from 1, as the build log has it */
    public String name(int group) {
        return plan.name(group);
    }

    /** @return what has become of a group, from 1 */
    public GroupState state(int group) {
        return GroupMark.of(marks.charAt(group - 1)).state();
    }

    /**
     * @param group from 1
     * @return why it failed, was lost or was cancelled; empty otherwise
     */
    public String reason(int group) {
        return reasons.getOrDefault(group, "");
    }

    /**
     * Reads what was kept of the attempts of a group that failed, also of one that did better later.
     *
     * @param group from 1
     * @return the first attempt first, with the number of the group's retry in place of the round; empty when none failed, or of a submission of a version that kept none
     */
    public List<FailedAttempt> failedAttempts(int group) throws IOException {
        List<FailedAttempt> attempts = new ArrayList<>();
        for (FailedAttempt attempt : FailedAttempts.read(folder, group)) {
            int retry = GroupMarks.retry(folder, group, attempt.round());
            attempts.add(new FailedAttempt(group, retry, attempt.reason(), attempt.log(), attempt.tail()));
        }
        return attempts;
    }

    /**
     * @param group from 1
     * @return how often it was tried again
     */
    public int retries(int group) {
        return retries[group - 1];
    }

    /**
     * @param group from 1
     * @return how many image sets it has
     */
    public int imageSets(int group) {
        return plan.imageSets(group);
    }

    /** @return how much the tasks have read from S3 and written there; empty for nothing, and before that is known */
    public String transfer() {
        return S3Transfer.of(records.values()).words();
    }

    /**
     * @param group from 1
     * @return how long its last attempt took, in seconds; -1 when that is not known
     */
    public long seconds(int group) {
        GroupRecord record = records.get(group);
        return record == null ? -1 : record.seconds();
    }

    /**
     * @param group from 1
     * @return when its last attempt ended; null when that is not known
     */
    public Instant groupEnded(int group) {
        return seconds(group) < 0
                ? null
                : Instant.ofEpochSecond(records.get(group).ended());
    }

    /**
     * @param group from 1
     * @return how many files it has published; -1 before the submission is over, and when that is not known
     */
    public int files(int group) {
        return files.getOrDefault(group, -1);
    }

    /**
     * @param group from 1
     * @return where its results are on the shared file system; empty when it has published none
     */
    public String path(int group) {
        return state(group).published() ? submission.outputFolder() + "/" + plan.folder(group) : "";
    }

    /**
     * @param group from 1
     * @return where its last attempt ran; empty when that is not known
     */
    public String node(int group) {
        GroupRecord record = records.get(group);
        return record == null ? "" : record.node();
    }
}
