package io.jenkins.plugins.hummingbird.chaos;

import java.util.List;
import java.util.Random;

/** What may happen to a submission. Each is over when its strike returns; a round heals what one that failed has left. */
enum Fault {
    CONTROLLER_KILLED(4, ProcessFaults::controller),
    SLURMCTLD_KILLED(2, ProcessFaults::slurmctld),
    /** Started again at once with a state some seconds old. */
    SLURMCTLD_FORGETS(
            5, ProcessFaults::slurmctldForgets, Moment.FOLLOW, Moment.FOLLOW, Moment.READ_RECORDS, Moment.LIST_OUTPUTS),
    SLURMCTLD_LOSES_STATE(3, ProcessFaults::slurmctldLosesState, Moment.FOLLOW, Moment.FOLLOW, Moment.READ_RECORDS),
    SLURMD_KILLED(2, ProcessFaults::slurmd, Moment.FOLLOW),
    NODE_KILLED(2, ProcessFaults::node, Moment.FOLLOW),
    SLURMSTEPD_KILLED(1, ProcessFaults::slurmstepd, Moment.FOLLOW),
    SSHD_KILLED(2, ProcessFaults::sshd),
    COMMAND_KILLED(3, ProcessFaults::command),
    DETACHED_COMMAND_KILLED(
            2, ProcessFaults::detachedCommand, Moment.CHECK_INPUTS, Moment.SKIP_DONE, Moment.READ_RECORDS),
    SBATCH_KILLED(2, ProcessFaults::sbatch, Moment.MAKE_PLAN),
    OUTPUT_FULL(2, DiskFaults::outputFull),
    OUTPUT_OUT_OF_INODES(2, DiskFaults::outputOutOfInodes),
    OUTPUT_READ_ONLY(2, DiskFaults::outputReadOnly, Moment.UPLOAD, Moment.SUBMIT, Moment.FOLLOW, Moment.LIST_OUTPUTS),
    HOME_FULL(2, DiskFaults::homeFull),
    RESULTS_REMOVED(2, DiskFaults::resultsRemoved, Moment.FOLLOW),
    TASK_CANCELLED(1, JobFaults::cancelTask, Moment.FOLLOW),
    ARRAY_CANCELLED(1, JobFaults::cancelArray, Moment.FOLLOW),
    TASK_REQUEUED(2, JobFaults::requeueTask, Moment.FOLLOW),
    SECOND_SUBMISSION(4, BuildFaults::secondSubmission),
    CLOCK_JUMPS(2, BuildFaults::clockJumps),
    STOP(2, BuildFaults::stop);

    /** Makes it happen, and what belongs to it until it is over. */
    interface Strike {
        void on(Round round, Random random) throws Exception;
    }

    private static final List<Moment> ANY = List.of(
            Moment.CHECK_HEAD_NODE,
            Moment.SKIP_DONE,
            Moment.UPLOAD,
            Moment.SUBMIT,
            Moment.FOLLOW,
            Moment.FOLLOW,
            Moment.FOLLOW,
            Moment.FOLLOW,
            Moment.READ_RECORDS,
            Moment.LIST_OUTPUTS,
            Moment.FETCH_FILES);

    private static final List<Moment> OF_TABLES = List.of(
            Moment.READ_RECORDS,
            Moment.PLAN_TABLES,
            Moment.SKIP_TABLES,
            Moment.UPLOAD_TABLES,
            Moment.SUBMIT_TABLES,
            Moment.FOLLOW_TABLES,
            Moment.FOLLOW_TABLES,
            Moment.FOLLOW_TABLES,
            Moment.FOLLOW_TABLES,
            Moment.LIST_TABLES);

    private final int weight;
    private final Strike strike;
    private final List<Moment> moments;

    Fault(int weight, Strike strike, Moment... moments) {
        this.weight = weight;
        this.strike = strike;
        this.moments = List.of(moments);
    }

    static Fault random(Random random) {
        int all = 0;
        for (Fault fault : values()) {
            all += fault.weight;
        }
        int left = random.nextInt(all);
        for (Fault fault : values()) {
            left -= fault.weight;
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException();
    }

    /** @return when it is to strike */
    Moment moment(Random random) {
        List<Moment> choice = moments.isEmpty() ? ANY : moments;
        return choice.get(random.nextInt(choice.size()));
    }

    /** @return when it is to strike while tables are merged */
    Moment momentOfTables(Random random) {
        List<Moment> choice = this == SBATCH_KILLED
                ? List.of(Moment.READ_RECORDS)
                : this == DETACHED_COMMAND_KILLED ? List.of(Moment.PLAN_TABLES, Moment.SKIP_TABLES) : OF_TABLES;
        return choice.get(random.nextInt(choice.size()));
    }

    boolean needsMount() {
        return switch (this) {
            case OUTPUT_FULL, OUTPUT_OUT_OF_INODES, OUTPUT_READ_ONLY, HOME_FULL -> true;
            default -> false;
        };
    }

    /** Whether it may keep the tasks from writing, and the submission from being made. */
    private boolean isOfOutput() {
        return this == OUTPUT_FULL || this == OUTPUT_OUT_OF_INODES || this == OUTPUT_READ_ONLY;
    }

    /** @return whether it may be the reason why a build failed with this message */
    boolean explains(String message) {
        if (message.startsWith("Not all tables were merged: ") && explainsTables(message)) {
            return true;
        }
        if (this == CLOCK_JUMPS) {
            return message.contains("Given up after") || message.contains("(timeoutMinutes)");
        }
        return isOfOutput()
                && message.matches(
                        "(?is).*(full|no room|no inode|read-only|cannot write|no space|not be written|not be made).*");
    }

    /** @return whether it may be the reason why tables were not merged, with this message */
    private boolean explainsTables(String message) {
        String why =
                switch (this) {
                    case RESULTS_REMOVED -> "is no folder|No such file|have been removed";
                    case TASK_CANCELLED, ARRAY_CANCELLED -> "cancelled by scancel";
                    case NODE_KILLED, SLURMD_KILLED, SLURMSTEPD_KILLED ->
                        "its node failed|ended by signal|left no record|Slurm does not know";
                    case SLURMCTLD_KILLED, SLURMCTLD_FORGETS, SLURMCTLD_LOSES_STATE, CLOCK_JUMPS ->
                        "Slurm does not know|left no record";
                    default -> "";
                };
        return !why.isEmpty() && message.matches("(?s).*(" + why + ").*");
    }

    void strike(Round round, Random random) throws Exception {
        strike.on(round, random);
    }
}
