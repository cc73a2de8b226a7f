package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.operation.phase.PhasedState;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    /** Of Slurm: after how many seconds without a job it ends a node; 0 when it does not, and when that is not known. */
    public int suspendSeconds;

    /** How often Slurm did not say what its nodes are. */
    public int failedLooksAtNodes;

    /**
     * In place of the request's {@code imagePattern}: {@code auto} where the pipeline has LoadData and neither a table nor
     * a pattern is given, then the preset that was found; null where it is as the request says.
     */
    public String foundPattern;

    /** Whether index files of the microscope lie beside the images and are to be read. */
    public boolean imagesIndexed;

    /** Whether the image table names objects in S3. */
    public boolean tableNamesObjects;

    /** How far objects in S3 are listed; null where none are, and before. */
    public ObjectListingState objects;

    /** How often S3 did not answer the head node. */
    public int failedTriesOfS3;

    /** The tasks of the groups. */
    public final TaskBoard groupTasks;

    /** The tasks that merge the groups' tables. */
    public final TaskBoard tableTasks;

    /** How many files were published. */
    public long outputFiles;

    /** Their sizes together. */
    public long outputBytes;

    /** How many groups there are of which a sample was chosen; 0 without the parameter sample, and before. */
    public int wholeGroups;

    /** What all groups will take; null without the parameter sample, and before that is known. */
    public SampleForecast forecast;

    /** How often Slurm did not say which nodes there are for all groups. */
    public int failedLooksAtPartition;

    /** How far it has come in ending. */
    public final Ending ending = new Ending();

    /** What is being listed on the head node, or null. */
    public ListingState listing;

    /** How many of the files that become artifacts have been dealt with. */
    public int filesFetched;

    /** The groups whose measurements have been fetched; null when this process has not looked. */
    public transient Set<Integer> measured;

    private transient Plan plan;

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
        groupTasks = new TaskBoard("hummingbird-" + id);
        tableTasks = new TaskBoard("hummingbird-" + id + "-tables");
    }

    /** Versions of the plugin without boards saved what is known of the tasks elsewhere. */
    private Object readResolve() throws InvalidObjectException {
        if (!groupTasks.isOf(id())) {
            throw new InvalidObjectException("it was saved by another version of the plugin");
        }
        return this;
    }

    /** @return what it was asked to do */
    public SubmitRequest request() {
        return request;
    }

    /** @return what makes the image table out of the names of files; empty where it is given, or none is needed */
    public String imagePattern() {
        return foundPattern == null ? request.imagePattern : foundPattern;
    }

    /** @return whether there is no image table: the pipeline's own modules make image sets; not before it is read */
    public boolean fileLists() {
        return request.fileLists() && foundPattern == null;
    }

    /** @return whether the image files are to be listed: no image table is given */
    public boolean listsImages() {
        return fileLists() || !imagePattern().isEmpty();
    }

    /** @return how long it may take */
    public Duration timeout() {
        return Duration.ofMinutes(request.timeoutMinutes);
    }

    /** @return how long ago it was started, in seconds; 0 where a clock was set back */
    public long secondsUntil(Instant now) {
        return Math.max(0, Duration.between(started(), now).toSeconds());
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

    /**
     * @param least how many it was asked for
     * @return how many CPUs a task takes that is given this many megabytes
     */
    public long cpus(int least, long megabytes) {
        long forMemory = memoryPerCpu == 0 ? 1 : (megabytes + memoryPerCpu - 1) / memoryPerCpu;
        return Math.max(least, forMemory);
    }

    /** @return whether its tasks fetch images from S3; not before the plan is made */
    public boolean fetchesObjects() {
        return request.imagesInS3() || tableNamesObjects;
    }

    /** @return whether its tasks fetch images from S3 or copy results there; not before the plan is made */
    public boolean usesS3() {
        return fetchesObjects() || request.s3.copiesResults();
    }

    /** @return whether it runs only some of the groups; not before groups that are done are known */
    public boolean isSample() {
        return groupTasks.states != null && groupTasks.states.size() < wholeGroups;
    }

    /** @return whether all tasks have ended by themselves */
    public boolean allEnded() {
        return isPast(SubmitPhase.FOLLOW);
    }
}
