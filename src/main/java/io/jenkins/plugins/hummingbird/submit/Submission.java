package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseTable;
import io.jenkins.plugins.hummingbird.operation.phase.PhasedOperation;
import io.jenkins.plugins.hummingbird.submit.board.StateCounts;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.forecast.ChooseSample;
import io.jenkins.plugins.hummingbird.submit.forecast.MakeForecast;
import io.jenkins.plugins.hummingbird.submit.headnode.CheckHeadNode;
import io.jenkins.plugins.hummingbird.submit.headnode.FindHeadNode;
import io.jenkins.plugins.hummingbird.submit.headnode.FollowHeadNode;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.images.CopyTable;
import io.jenkins.plugins.hummingbird.submit.images.ListImages;
import io.jenkins.plugins.hummingbird.submit.images.ListObjects;
import io.jenkins.plugins.hummingbird.submit.images.ReadIndexes;
import io.jenkins.plugins.hummingbird.submit.images.ReadObjectIndexes;
import io.jenkins.plugins.hummingbird.submit.inputs.CheckInputs;
import io.jenkins.plugins.hummingbird.submit.inputs.FindObjects;
import io.jenkins.plugins.hummingbird.submit.inputs.MakePlan;
import io.jenkins.plugins.hummingbird.submit.inputs.ReadInputs;
import io.jenkins.plugins.hummingbird.submit.inputs.ReadPipeline;
import io.jenkins.plugins.hummingbird.submit.measurements.FetchMeasurements;
import io.jenkins.plugins.hummingbird.submit.objects.TryS3;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.results.ArchiveListings;
import io.jenkins.plugins.hummingbird.submit.results.DropResults;
import io.jenkins.plugins.hummingbird.submit.results.FetchFiles;
import io.jenkins.plugins.hummingbird.submit.results.ListOutputs;
import io.jenkins.plugins.hummingbird.submit.results.ReadRecords;
import io.jenkins.plugins.hummingbird.submit.state.Ending;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import io.jenkins.plugins.hummingbird.submit.tables.ListTables;
import io.jenkins.plugins.hummingbird.submit.tables.PlanTables;
import io.jenkins.plugins.hummingbird.submit.tables.SkipTables;
import io.jenkins.plugins.hummingbird.submit.tables.TableTasks;
import io.jenkins.plugins.hummingbird.submit.tables.UploadTables;
import io.jenkins.plugins.hummingbird.submit.tasks.FollowTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.GroupTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.RetryTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.SkipDone;
import io.jenkins.plugins.hummingbird.submit.tasks.SubmitArrays;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskKind;
import io.jenkins.plugins.hummingbird.submit.tasks.UploadPlan;
import io.jenkins.plugins.hummingbird.submit.usage.ReadNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Images and a CellProfiler pipeline become Slurm arrays, a task a group; the tasks are watched, and what they wrote is
 * listed. What it knows is in its {@link SubmissionState}; the table below says what it does in which order.
 */
public final class Submission extends PhasedOperation<SubmitPhase, SubmissionState, SubmitContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);
    private static final Duration UNTIL_TASKS_END = Duration.ofSeconds(1);

    private static final TaskKind GROUPS = new GroupTasks();
    private static final TaskKind TABLES = new TableTasks();

    private static final PhaseTable<SubmitPhase, SubmissionState, SubmitContext> PHASES = new PhaseTable<
                    SubmitPhase, SubmissionState, SubmitContext>(SubmitPhase.class)
            .phase(SubmitPhase.READ_INPUTS, new ReadInputs())
            .phase(SubmitPhase.FIND_HEAD_NODE, new FindHeadNode(), state -> !state.request()
                    .cluster
                    .isEmpty())
            .phase(SubmitPhase.CHECK_HEAD_NODE, new CheckHeadNode())
            .phase(SubmitPhase.READ_PIPELINE, new ReadPipeline())
            .phase(SubmitPhase.COPY_TABLE, new CopyTable(), state -> state.request()
                    .tableInS3())
            .phase(SubmitPhase.LIST_OBJECTS, new ListObjects(), state -> state.request()
                    .imagesInS3())
            .phase(SubmitPhase.LIST_IMAGES, new ListImages(), Submission::listsFiles)
            .phase(
                    SubmitPhase.READ_INDEXES,
                    new ReadIndexes(),
                    state -> state.imagesIndexed && !state.request().imagesInS3())
            .phase(
                    SubmitPhase.READ_OBJECT_INDEXES,
                    new ReadObjectIndexes(),
                    state -> state.imagesIndexed && state.request().imagesInS3())
            .phase(SubmitPhase.MAKE_PLAN, new MakePlan())
            .phase(SubmitPhase.CHOOSE_SAMPLE, new ChooseSample(), state -> state.request().sample > 0)
            .phase(SubmitPhase.FIND_OBJECTS, new FindObjects(), state -> state.tableNamesObjects)
            .phase(SubmitPhase.CHECK_INPUTS, new CheckInputs())
            .phase(SubmitPhase.SKIP_DONE, new SkipDone())
            .phase(SubmitPhase.UPLOAD, new UploadPlan(), Submission::runsGroups)
            .phase(SubmitPhase.TRY_S3, new TryS3(), state -> runsGroups(state) && state.usesS3())
            .phase(SubmitPhase.SUBMIT, new SubmitArrays(GROUPS), Submission::runsGroups)
            .phase(SubmitPhase.FOLLOW, new FollowTasks(GROUPS), Submission::runsGroups)
            .phase(SubmitPhase.RETRY, new RetryTasks(GROUPS), Submission::runsGroups)
            .phase(SubmitPhase.READ_RECORDS, new ReadRecords())
            .phase(SubmitPhase.PLAN_TABLES, new PlanTables(), Submission::wantsTables)
            .phase(SubmitPhase.SKIP_TABLES, new SkipTables(), Submission::wantsTables)
            .phase(SubmitPhase.UPLOAD_TABLES, new UploadTables(TABLES), Submission::mergesTables)
            .phase(SubmitPhase.SUBMIT_TABLES, new SubmitArrays(TABLES), Submission::mergesTables)
            .phase(SubmitPhase.FOLLOW_TABLES, new FollowTasks(TABLES), Submission::mergesTables)
            .phase(SubmitPhase.RETRY_TABLES, new RetryTasks(TABLES), Submission::mergesTables)
            .phase(SubmitPhase.LIST_TABLES, new ListTables(TABLES), state -> state.tableTasks.states != null)
            .phase(SubmitPhase.READ_NODES, new ReadNodes(), Submission::runsTasks)
            .phase(SubmitPhase.FETCH_MEASUREMENTS, new FetchMeasurements())
            .phase(SubmitPhase.LIST_OUTPUTS, new ListOutputs())
            .phase(SubmitPhase.MAKE_FORECAST, new MakeForecast(), Submission::makesForecast)
            .phase(SubmitPhase.FETCH_FILES, new FetchFiles())
            .phase(SubmitPhase.DROP_RESULTS, new DropResults(), state -> state.request()
                    .s3
                    .removesLocal())
            .phase(SubmitPhase.ARCHIVE, new ArchiveListings());

    private static boolean listsFiles(SubmissionState state) {
        return state.listsImages() && !state.request().imagesInS3();
    }

    private static boolean wantsTables(SubmissionState state) {
        return !state.request().merging.formats().isEmpty() && !state.isSample() && !state.ending.isCancelled();
    }

    private static boolean makesForecast(SubmissionState state) {
        return state.wholeGroups > 0 && !state.ending.isCancelled();
    }

    private static boolean mergesTables(SubmissionState state) {
        return wantsTables(state) && state.tableTasks.hasTasks();
    }

    private static boolean runsTasks(SubmissionState state) {
        return runsGroups(state) || state.tableTasks.hasTasks();
    }

    private static boolean runsGroups(SubmissionState state) {
        return state.groupTasks.hasTasks();
    }

    /** Gives fields that a later version adds their initial values. */
    private Submission() {
        this(null, new SubmitRequest(), null);
    }

    /**
     * @param id unique for all time: it names the submission's folder and jobs
     * @param request not changed any more
     * @param now its time begins
     */
    public Submission(String id, SubmitRequest request, Instant now) {
        super(new SubmissionState(id, request, now));
    }

    @Override
    protected PhaseTable<SubmitPhase, SubmissionState, SubmitContext> phases() {
        return PHASES;
    }

    @Override
    protected PhaseResult<SubmitPhase> handle(
            PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> handler, SubmitContext context)
            throws IOException, OperationException {
        return FollowHeadNode.move(() -> handler.move(state(), context), state(), context);
    }

    @Override
    protected Next undo(SubmitContext context) throws IOException, OperationException {
        SubmissionState state = state();
        Ending ending = state.ending;
        if (!ending.isCancelled()
                && !FollowHeadNode.move(() -> CancelTasks.move(state, undoTime(), context), state, context)) {
            return Next.in(UNTIL_TASKS_END);
        }
        if (ending.isReading(undoTime()) && readWhatIsLeft(context)) {
            return Next.now();
        }
        ending.stopReading();
        return FollowHeadNode.move(
                () -> {
                    CancelTasks.endListing(state, context);
                    return undone();
                },
                state,
                context);
    }

    /**
     * Makes one move of what lists the results when all tasks have ended by themselves.
     *
     * @return whether there is more of it to do
     */
    private boolean readWhatIsLeft(SubmitContext context) throws IOException {
        SubmissionState state = state();
        if (!state.isPast(SubmitPhase.RETRY)) {
            enter(SubmitPhase.READ_RECORDS);
            return true;
        }
        if (state.phase() == SubmitPhase.ARCHIVE) {
            return false;
        }
        if (state.isPast(SubmitPhase.READ_RECORDS) && !state.isPast(SubmitPhase.RETRY_TABLES)) {
            enter(state.tableTasks.states == null ? SubmitPhase.READ_NODES : SubmitPhase.LIST_TABLES);
            return true;
        }
        try {
            boolean records = state.phase() == SubmitPhase.READ_RECORDS;
            movePhase(context);
            if (records && state.isPast(SubmitPhase.READ_RECORDS)) {
                BreakOff.judge(state, context.folder());
            }
            return true;
        } catch (OperationException e) {
            context.log("what its groups have left is not listed: " + e.getMessage());
            return false;
        }
    }

    @Override
    protected void undoingEnds(SubmitContext context) throws IOException, OperationException {
        BreakOff.conclude(state(), status(), outcome(), context);
    }

    @Override
    protected Set<String> filesToKeep(Path folder) throws IOException {
        return KeptFiles.of(state(), folder);
    }

    @Override
    protected String remains() {
        return CancelTasks.remains(state());
    }

    @Override
    public String host() {
        return state().host();
    }

    @Override
    protected boolean talksToNode() {
        return state().phase() == SubmitPhase.READ_INPUTS;
    }

    @Override
    protected Duration timeout() {
        return state().timeout();
    }

    @Override
    protected Duration patience() {
        return state().isPast(SubmitPhase.CHECK_HEAD_NODE) ? null : FIRST_CONTACT;
    }

    /** While tasks are followed a look is shared and each second counts; while they are submitted the tries are Slurm's load. */
    @Override
    protected Duration longestRetryDelay() {
        return switch (state().phase()) {
            case FOLLOW, FOLLOW_TABLES -> Duration.ofSeconds(5);
            case SUBMIT, SUBMIT_TABLES -> Duration.ofSeconds(15);
            default -> super.longestRetryDelay();
        };
    }

    /** @return why tasks wait, as Slurm says it, and what to do: for a line, without I/O; empty when none waits */
    public String waiting() {
        SubmissionState state = state();
        TaskBoard board = state.tableTasks.states == null ? state.groupTasks : state.tableTasks;
        return outcome() != null || undoing() ? "" : board.progress.waiting();
    }

    /** @return {@link #status()}, and how many groups are in which state while that changes: for a line, without I/O */
    public String statusWithCounts() {
        return state().groupTasks.states == null || outcome() != null
                ? status()
                : status() + ": " + StateCounts.of(state().groupTasks.states).words();
    }
}
