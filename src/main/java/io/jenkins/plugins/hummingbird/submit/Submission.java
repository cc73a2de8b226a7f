package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Images and a CellProfiler pipeline become Slurm arrays, a task a group; the tasks are watched, and what they wrote is
 * listed. This class is the state; what happens in each phase is in the {@link Part} of that phase.
 *
 * <p>On the head node everything lies below {@code output/.hummingbird}: a folder for each submission, and
 * {@code results/<group>/<submission>.<attempt>}, to which {@code output/<group>} is a link.
 */
public final class Submission extends Operation<SubmitContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);

    private final SubmitRequest request;
    private final long startedMillis;
    private Phase phase = Phase.READ_INPUTS;

    /** Of the cluster; null where the request names a host, and before it is found. */
    HeadNode headNode;

    /** Saved before it is asked for. */
    boolean fleetStarted;

    /** What the log said last of why the cluster is waited for; null for nothing. */
    String saidThatItWaitsFor;

    /** Saved before the submission's folder is made on the head node. */
    boolean folderMade;

    int maxArraySize;
    int maxJobCount;

    /** In megabytes, where CPUs have to stand for memory, which Slurm does not schedule; otherwise 0. */
    long memoryPerCpu;

    final ArrayList<ArrayJob> arrays = new ArrayList<>();
    GroupStates states;
    final ArrayList<GroupFailure> failures = new ArrayList<>();

    /** Since when a group's task is out of Slurm's hands without a verdict, in milliseconds since 1970. */
    final LinkedHashMap<Integer, Long> goneSince = new LinkedHashMap<>();

    final Progress progress = new Progress();
    long outputFiles;
    long outputBytes;

    /** The number of the {@link Round} that is under way. */
    int round;

    /** How many groups of the round belong to an array, submitted or about to be. */
    int handedOver;

    /** What may help the groups that did not complete in this round; those that nothing helps are left out. */
    final LinkedHashMap<Integer, RetryRemedy> cures = new LinkedHashMap<>();

    /** Nodes that failed with a task of this submission on them. */
    final LinkedHashSet<String> badNodes = new LinkedHashSet<>();

    boolean saidThatItWaits;

    SaidFailures saidFailures = new SaidFailures();

    /** Of the groups that failed in this round. */
    CommonCause cause = new CommonCause();

    HeldBack heldBack = new HeldBack();

    Ending ending = new Ending();

    /** What is being listed on the head node, or null. */
    Listing listing;

    /** How many of the files that become artifacts have been dealt with. */
    int filesFetched;

    /** When it was last looked whether Slurm has room for more; null when this process has not. */
    transient Instant roomSought;

    private transient Plan plan;
    private transient Round currentRound;

    /**
     * @param id unique for all time: it names the submission's folder and jobs
     * @param request not changed any more
     * @param now its time begins
     */
    public Submission(String id, SubmitRequest request, Instant now) {
        super(id);
        this.request = request;
        startedMillis = now.toEpochMilli();
    }

    protected Object readResolve() {
        saidFailures = saidFailures == null ? new SaidFailures() : saidFailures;
        cause = cause == null ? new CommonCause() : cause;
        heldBack = heldBack == null ? new HeldBack() : heldBack;
        if (ending == null) {
            ending = new Ending();
            ending.archived = outcome() != null && isPast(Phase.FETCH_FILES);
        }
        return this;
    }

    @Override
    protected Next advance(SubmitContext context) throws IOException, OperationException {
        return FollowHeadNode.move(phase.part(), this, context);
    }

    @Override
    protected Next undo(SubmitContext context) throws IOException, OperationException {
        Next next = FollowHeadNode.move(UndoSubmission::move, this, context);
        return next == null ? undone() : next;
    }

    @Override
    protected void undoingEnds(SubmitContext context) throws IOException, OperationException {
        BreakOff.conclude(this, context);
    }

    Phase phase() {
        return phase;
    }

    /** Where the submission works; not before that is known. */
    Shell headNode(SubmitContext context) throws IOException, OperationException {
        return headNode == null
                ? context.headNode(request, request.host, null)
                : context.headNode(request, headNode.address(), headNode.instanceId());
    }

    @Override
    protected Set<String> filesToKeep(Path folder) throws IOException {
        return KeptFiles.of(this, folder);
    }

    @Override
    protected String remains() {
        return UndoSubmission.remains(this);
    }

    /** Sets the next phase. */
    Next goOn(Phase next) {
        phase = next;
        return Next.now();
    }

    /** Ends it well, see {@link Operation#done}. */
    Next end(Map<String, ?> result) {
        return done(result);
    }

    /** Ends it with a warning, see {@link Operation#unstable}. */
    Next endUnstable(String why, Map<String, ?> result) {
        return unstable(why, result);
    }

    @Override
    public String host() {
        if (headNode != null) {
            return headNode.address() + ":" + request.port;
        }
        return request.cluster.isEmpty() ? request.host + ":" + request.port : "cluster " + request.cluster;
    }

    @Override
    protected boolean talksToNode() {
        return phase == Phase.READ_INPUTS;
    }

    @Override
    protected Instant deadline() {
        return Instant.ofEpochMilli(startedMillis).plus(Duration.ofMinutes(request.timeoutMinutes));
    }

    @Override
    protected Duration patience() {
        return phase.compareTo(Phase.CHECK_HEAD_NODE) <= 0 ? FIRST_CONTACT : null;
    }

    /** While tasks are followed a look is shared and each second counts; while they are submitted the tries are Slurm's load. */
    @Override
    protected Duration longestRetryDelay() {
        return switch (phase) {
            case FOLLOW -> Duration.ofSeconds(5);
            case SUBMIT -> Duration.ofSeconds(15);
            default -> super.longestRetryDelay();
        };
    }

    /** @return what it was asked to do */
    public SubmitRequest request() {
        return request;
    }

    /** @return the phase that is under way, for pages and messages */
    public String phaseName() {
        return phase.name();
    }

    @Override
    protected String doing() {
        return phase.words();
    }

    /** @return {@link #status()}, and how many groups are in which state while that changes: for a line, without I/O */
    public String statusWithCounts() {
        return states == null || outcome() != null
                ? status()
                : status() + ": " + StateCounts.of(states).words();
    }

    /** Whether a phase is over. */
    boolean isPast(Phase other) {
        return phase.compareTo(other) > 0;
    }

    Instant started() {
        return Instant.ofEpochMilli(startedMillis);
    }

    /** The submission's folder on the head node and the compute nodes. */
    String remoteFolder() {
        return outputFolder() + "/.hummingbird/" + id();
    }

    /** The output folder, without a slash at its end. */
    String outputFolder() {
        return request.output.replaceFirst("/+$", "");
    }

    /** The groups; read once by each process. */
    Plan plan(Path folder) throws IOException {
        if (plan == null) {
            plan = Plan.read(folder);
        }
        return plan;
    }

    /** Begins a round, whose file has been written. */
    void begin(Round next) {
        round = next.number();
        currentRound = next;
        handedOver = 0;
        goneSince.clear();
        cause.forget();
    }

    /** The tasks of the round that is under way; read once by each process. */
    Round round(Path folder) throws IOException {
        if (currentRound == null) {
            currentRound = Round.read(folder, round);
        }
        return currentRound;
    }

    /** How many CPUs a task takes that is given this many megabytes. */
    long cpus(long megabytes) {
        long forMemory = memoryPerCpu == 0 ? 1 : (megabytes + memoryPerCpu - 1) / memoryPerCpu;
        return Math.max(request.cpus, forMemory);
    }

    /** Takes the next groups of the round together as an array that is to be submitted. */
    void intend(int size) {
        String name = "hummingbird-" + id() + "-" + (arrays.size() + 1);
        arrays.add(new ArrayJob(name, round, handedOver, size, request.groupsPerTask));
        handedOver += size;
    }

    /** The array that is about to be submitted, or null. */
    ArrayJob openArray() {
        ArrayJob last = arrays.isEmpty() ? null : arrays.get(arrays.size() - 1);
        return last != null && last.id() == null ? last : null;
    }

    /** The arrays of the round that is under way. */
    List<ArrayJob> roundArrays() {
        return arrays.stream().filter(array -> array.round() == round).toList();
    }

    List<String> arrayNames() {
        return arrays.stream().map(ArrayJob::name).toList();
    }

    List<String> arrayIds() {
        return arrays.stream().map(ArrayJob::id).filter(Objects::nonNull).toList();
    }

    /** Whether all tasks have ended by themselves. */
    boolean allEnded() {
        return phase.compareTo(Phase.FOLLOW) > 0;
    }
}
