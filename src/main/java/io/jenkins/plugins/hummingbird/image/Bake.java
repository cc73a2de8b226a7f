package io.jenkins.plugins.hummingbird.image;

import static io.jenkins.plugins.hummingbird.image.state.BakePhase.CHECK_LAUNCH;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.CHOOSE_BASE_IMAGE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.CLEAN_INSTANCE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.CREATE_GROUP;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.CREATE_IMAGE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.LAUNCH_INSTANCE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.PUBLISH_IMAGE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.READ_INPUTS;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.REMOVE_LEFTOVERS;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.RUN_RECIPE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.RUN_SCRIPT;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.STOP_INSTANCE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.TERMINATE_INSTANCE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.WAIT_FOR_IMAGE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.WAIT_FOR_INSTANCE;
import static io.jenkins.plugins.hummingbird.image.state.BakePhase.WAIT_FOR_LOGIN;

import io.jenkins.plugins.hummingbird.image.phases.CheckLaunch;
import io.jenkins.plugins.hummingbird.image.phases.ChooseBaseImage;
import io.jenkins.plugins.hummingbird.image.phases.CleanInstance;
import io.jenkins.plugins.hummingbird.image.phases.CreateGroup;
import io.jenkins.plugins.hummingbird.image.phases.CreateImage;
import io.jenkins.plugins.hummingbird.image.phases.LaunchInstance;
import io.jenkins.plugins.hummingbird.image.phases.PublishImage;
import io.jenkins.plugins.hummingbird.image.phases.ReadInputs;
import io.jenkins.plugins.hummingbird.image.phases.RemoveLeftovers;
import io.jenkins.plugins.hummingbird.image.phases.RunAsRoot;
import io.jenkins.plugins.hummingbird.image.phases.StopInstance;
import io.jenkins.plugins.hummingbird.image.phases.TerminateInstance;
import io.jenkins.plugins.hummingbird.image.phases.UndoBake;
import io.jenkins.plugins.hummingbird.image.phases.WaitForImage;
import io.jenkins.plugins.hummingbird.image.phases.WaitForInstance;
import io.jenkins.plugins.hummingbird.image.phases.WaitForLogin;
import io.jenkins.plugins.hummingbird.image.recipe.RootJob;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseTable;
import io.jenkins.plugins.hummingbird.operation.phase.PhasedOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * An image to launch nodes of a cluster from: an official one of ParallelCluster is launched, a recipe or a script is
 * run on the instance, and an image is created from it.
 */
public final class Bake extends PhasedOperation<BakePhase, BakeState, BakeContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);

    /** For what is left to do when the image is complete: its time may be over, as when Jenkins was down meanwhile. */
    private static final Duration LAST_CONTACT = Duration.ofHours(1);

    private static final Duration UNDO_PAUSE = Duration.ofSeconds(3);

    private static final PhaseTable<BakePhase, BakeState, BakeContext> PHASES = new PhaseTable<
                    BakePhase, BakeState, BakeContext>(BakePhase.class)
            .phase(READ_INPUTS, new ReadInputs())
            .phase(CHOOSE_BASE_IMAGE, new ChooseBaseImage())
            .phase(CHECK_LAUNCH, new CheckLaunch(), bake -> bake.reused == null)
            .phase(REMOVE_LEFTOVERS, new RemoveLeftovers())
            .phase(CREATE_GROUP, new CreateGroup(), bake -> bake.request()
                    .securityGroups()
                    .isEmpty())
            .phase(LAUNCH_INSTANCE, new LaunchInstance())
            .phase(WAIT_FOR_INSTANCE, new WaitForInstance())
            .phase(WAIT_FOR_LOGIN, new WaitForLogin())
            .phase(RUN_RECIPE, new RunAsRoot(RootJob.RECIPE), bake -> bake.request()
                    .hasRecipe())
            .phase(RUN_SCRIPT, new RunAsRoot(RootJob.SCRIPT), bake -> bake.hasScript)
            .phase(CLEAN_INSTANCE, new CleanInstance())
            .phase(STOP_INSTANCE, new StopInstance())
            .phase(CREATE_IMAGE, new CreateImage())
            .phase(WAIT_FOR_IMAGE, new WaitForImage())
            .phase(TERMINATE_INSTANCE, new TerminateInstance())
            .phase(PUBLISH_IMAGE, new PublishImage());

    /**
     * @param id unique for all time: it names what the bake creates
     * @param request not changed any more
     * @param now its time begins
     */
    public Bake(String id, BakeRequest request, Instant now) {
        super(new BakeState(id, request, now));
    }

    @Override
    protected PhaseTable<BakePhase, BakeState, BakeContext> phases() {
        return PHASES;
    }

    @Override
    protected Next undo(BakeContext context) throws IOException, OperationException {
        return UndoBake.move(state(), context, keepsInstance()) ? undone() : Next.in(UNDO_PAUSE);
    }

    @Override
    protected String remains() {
        return UndoBake.remains(state());
    }

    @Override
    protected Set<String> filesToKeep(Path folder) {
        Set<String> logs = new HashSet<>();
        if (state().logsKept) {
            logs.add(BakeFiles.INSTALL_LOG);
            for (RootJob job : RootJob.values()) {
                logs.add(BakeFiles.log(job.word()));
            }
        }
        return logs;
    }

    @Override
    public String host() {
        return state().talksToInstance()
                ? state().instance.address + ":" + request().sshPort
                : "ec2." + request().aws.region;
    }

    @Override
    protected boolean talksToNode() {
        return state().phase() == READ_INPUTS;
    }

    @Override
    protected Duration timeout() {
        return state().isPast(WAIT_FOR_IMAGE) ? null : request().timeout();
    }

    @Override
    protected Duration patience() {
        if (state().isPast(WAIT_FOR_IMAGE)) {
            return LAST_CONTACT;
        }
        return state().isPast(REMOVE_LEFTOVERS) ? null : FIRST_CONTACT;
    }

    /** @return what it was asked to do */
    public BakeRequest request() {
        return state().request();
    }

    /** @return whether the instance stays for inspection: the bake failed while somebody could log in to it */
    boolean keepsInstance() {
        return failed() && state().isKeptOnFailure();
    }
}
