package io.jenkins.plugins.hummingbird.submit.board;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The tasks of one kind of a submission: what Slurm was given in which round, and what has become of it. Each task works on
 * something that has a number, from 1: a group or a set of tables, which is called a group here, too.
 */
public final class TaskBoard implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String jobName;

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

    /** When it was last looked whether Slurm has room for more; null when this process has not. */
    public transient Instant roomSought;

    private transient Round currentRound;

    /** Gives fields that a later version adds their initial values. */
    private TaskBoard() {
        this(null);
    }

    /** @param jobName the beginning of the names of its arrays in Slurm; unique for all time */
    public TaskBoard(String jobName) {
        this.jobName = jobName;
    }

    /** @return whether its arrays are named after a submission */
    public boolean isOf(String id) {
        return ("hummingbird-" + id).equals(jobName);
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

    /**
     * Begins the first round, with whatever is not over, and writes its file. Its states are {@link GroupStates#skipping}.
     *
     * @param size how many groups, or sets of tables, there are
     * @param over which of them were done before
     * @param folder that of the rounds
     */
    public void beginFirst(int size, Set<Integer> over, Path folder) throws IOException {
        Round first = Round.first(size, over);
        first.write(folder);
        begin(first);
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

    /** Takes the next groups of the round together as an array that is to be submitted. */
    public void intend(int size, int groupsPerTask) {
        arrays.add(new ArrayJob(jobName + "-" + (arrays.size() + 1), round, handedOver, size, groupsPerTask));
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
}
