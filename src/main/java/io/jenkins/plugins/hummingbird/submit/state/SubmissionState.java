package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.operation.phase.PhasedState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a submission knows: its request, its head node, its arrays in Slurm and what has become of each group. Whatever is
 * too large for the state file lies beside it, see {@link SubmissionFiles}.
 *
 * <p>On the head node everything lies below {@code output/.hummingbird}: a folder for each submission, and
 * {@code results/<group>/<submission>.<attempt>}, to which {@code output/<group>} is a link.
 */
public final class SubmissionState extends PhasedState<SubmitPhase> {
    private static final long serialVersionUID = 1L;

    private final SubmitRequest request;

    /** Of the cluster; null where the request names a host, and before it is found. */
    public HeadNode headNode;

    /** Saved before it is asked for. */
    public boolean fleetStarted;

    /** What the log said last of why the cluster is waited for; null for nothing. */
    public String lastWaitReason;

    /** Saved before the submission's folder is made on the head node. */
    public boolean folderMade;

    /** Of Slurm: an array's largest index, plus one. */
    public int maxArraySize;

    /** Of Slurm: how many jobs of all users it keeps. */
    public int maxJobCount;

    /** In megabytes, where CPUs have to stand for memory, which Slurm does not schedule; otherwise 0. */
    public long memoryPerCpu;

    /** Whether index files of the microscope lie beside the images and are to be read. */
    public boolean imagesIndexed;

    /** The arrays, in the order of their submission. */
    public final ArrayList<ArrayJob> arrays = new ArrayList<>();

    /** What has become of each group; null before the groups that are done are known. */
    public GroupStates states;

    /** Why groups failed. */
    public final GroupFailures failures = new GroupFailures();

    /** Since when a group's task is out of Slurm's hands without a verdict. */
    public final LinkedHashMap<Integer, Instant> goneSince = new LinkedHashMap<>();

    /** What the log said of the tasks. */
    public final Progress progress = new Progress();

    /** How many files were published. */
    public long outputFiles;

    /** Their sizes together. */
    public long outputBytes;

    /** The number of the {@link Round} that is under way. */
    private int round;

    /** How many tasks that round has. */
    private int roundSize;

    /** How many groups of the round belong to an array, submitted or about to be. */
    private int handedOver;

    /** What may help the groups that did not complete in this round; those that nothing helps are left out. */
    public final LinkedHashMap<Integer, RetryRemedy> remedies = new LinkedHashMap<>();

    /** Nodes that failed with a task of this submission on them. */
    public final LinkedHashSet<String> badNodes = new LinkedHashSet<>();

    /** Whether the log said that tasks wait for room in Slurm. */
    public boolean waitForRoomLogged;

    /** What the log said of groups that failed. */
    public final LoggedFailures loggedFailures = new LoggedFailures();

    /** Of the groups that failed in this round. */
    public final CommonCause cause = new CommonCause();

    /** Groups that wait for the retry of others. */
    public final HeldBack heldBack = new HeldBack();

    /** How far it has come in ending. */
    public final Ending ending = new Ending();

    /** What is being listed on the head node, or null. */
    public ListingState listing;

    /** How many of the files that become artifacts have been dealt with. */
    public int filesFetched;

    /** When it was last looked whether Slurm has room for more; null when this process has not. */
    public transient Instant roomSought;

    /** The groups whose measurements have been fetched; null when this process has not looked. */
    public transient Set<Integer> measured;

    private transient Plan plan;
    private transient Round currentRound;

    /** Gives fields that a later version adds their initial values. */
    private SubmissionState() {
        this(null, new SubmitRequest(), null);
    }

    /**
     * @param id unique for all time: it names the submission's folder and jobs
     * @param request not changed any more
     * @param started its time begins
     */
    public SubmissionState(String id, SubmitRequest request, Instant started) {
        super(id, started, SubmitPhase.READ_INPUTS);
        this.request = request;
    }

    /** @return what it was asked to do */
    public SubmitRequest request() {
        return request;
    }

    /** @return how long it may take */
    public Duration timeout() {
        return Duration.ofMinutes(request.timeoutMinutes);
    }

    /** @return when it ends by itself, whatever it does then */
    public Instant deadline() {
        return started().plus(timeout());
    }

    /** @return the head node with its port; the cluster before that is found */
    public String host() {
        if (headNode != null) {
            return headNode.address() + ":" + request.port;
        }
        return request.cluster.isEmpty() ? request.host + ":" + request.port : "cluster " + request.cluster;
    }

    /** @return the submission's folder on the head node and the compute nodes */
    public String remoteFolder() {
        return outputFolder() + "/.hummingbird/" + id();
    }

    /** @return the output folder, without a slash at its end */
    public String outputFolder() {
        return request.output.replaceFirst("/+$", "");
    }

    /** @return the groups; read once by each process */
    public Plan plan(Path folder) throws IOException {
        if (plan == null) {
            plan = Plan.read(folder);
        }
        return plan;
    }

    /** Begins a round, whose file has been written. */
    public void begin(Round next) {
        round = next.number();
        roundSize = next.size();
        currentRound = next;
        handedOver = 0;
        goneSince.clear();
        cause.forget();
    }

    /** @return the number of the round that is under way, from 0 */
    public int roundNumber() {
        return round;
    }

    /** @return how many groups of the round belong to an array, submitted or about to be */
    public int handedOver() {
        return handedOver;
    }

    /** @return whether the round has any task: not when all groups were done before */
    public boolean hasTasks() {
        return roundSize > 0;
    }

    /** @return the tasks of the round that is under way; read once by each process */
    public Round round(Path folder) throws IOException {
        if (currentRound == null) {
            currentRound = Round.read(folder, round);
        }
        return currentRound;
    }

    /** @return how many CPUs a task takes that is given this many megabytes */
    public long cpus(long megabytes) {
        long forMemory = memoryPerCpu == 0 ? 1 : (megabytes + memoryPerCpu - 1) / memoryPerCpu;
        return Math.max(request.cpus, forMemory);
    }

    /** Takes the next groups of the round together as an array that is to be submitted. */
    public void intend(int size) {
        String name = "hummingbird-" + id() + "-" + (arrays.size() + 1);
        arrays.add(new ArrayJob(name, round, handedOver, size, request.groupsPerTask));
        handedOver += size;
    }

    /** @return the array that is about to be submitted, or null */
    public ArrayJob openArray() {
        ArrayJob last = arrays.isEmpty() ? null : arrays.get(arrays.size() - 1);
        return last != null && last.id() == null ? last : null;
    }

    /** @return the arrays of the round that is under way */
    public List<ArrayJob> roundArrays() {
        return arrays.stream().filter(array -> array.round() == round).toList();
    }

    /** @return the names of all arrays */
    public List<String> arrayNames() {
        return arrays.stream().map(ArrayJob::name).toList();
    }

    /** @return the job ids of the arrays that Slurm has taken */
    public List<String> arrayIds() {
        return arrays.stream().map(ArrayJob::id).filter(Objects::nonNull).toList();
    }

    /** @return whether all tasks have ended by themselves */
    public boolean allEnded() {
        return isPast(SubmitPhase.FOLLOW);
    }
}
