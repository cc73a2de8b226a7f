package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.operation.phase.PhasedState;
import java.time.Duration;
import java.time.Instant;

/**
 * What a bake knows. Whatever it creates in AWS carries its id as a tag or in its name, and what is about to be created
 * is saved before, so that it can be found again however the process ended.
 */
public final class BakeState extends PhasedState<BakePhase> {
    private static final long serialVersionUID = 1L;

    /** What a call without an answer has created may be visible only after some time. */
    private static final Duration VISIBLE_AFTER = Duration.ofSeconds(20);

    private final BakeRequest request;

    /** The base image, and the disk that is launched from it. */
    public final BaseDisk base = new BaseDisk();

    /** The image that the bake creates. */
    public final NewImage image = new NewImage();

    /** The image that is the result in place of a new one; null where there is none, and where none is wanted. */
    public ReusedImage reused;

    /** The temporary security group, and whom it admits. */
    public final TemporaryGroup group = new TemporaryGroup();

    /** The instance on which the recipe and the script run. */
    public final BakeInstance instance = new BakeInstance();

    /** Whether there is a script to run; known when {@link BakePhase#READ_INPUTS} is over. */
    public boolean hasScript;

    /** The recipe or the script while it runs on the instance; null before the first. */
    public RemoteJob job;

    /** How far the clean-up of the instance is. */
    public final CleanUp cleanUp = new CleanUp();

    /** Whether logs stay on the controller, because they could not be archived. */
    public boolean logsKept;

    /** Since when leftovers of earlier bakes are being removed; null before. */
    public Instant removingLeftoversSince;

    /** What stays beside the image because AWS does not remove it, in words; null for nothing. */
    public String notRemoved;

    /** Since when the bake is undone; null before. */
    public Instant undoingSince;

    private BakeState() {
        super("", null, BakePhase.READ_INPUTS);
        request = null;
    }

    /**
     * @param id unique for all time: it names what the bake creates
     * @param request not changed any more
     * @param started the bake's time begins
     */
    public BakeState(String id, BakeRequest request, Instant started) {
        super(id, started, BakePhase.READ_INPUTS);
        this.request = request;
    }

    /** @return what it was asked to do */
    public BakeRequest request() {
        return request;
    }

    /** @return from when on a later bake of the job removes what this one created, if it is still there */
    public Instant expires() {
        return started().plus(request.timeout()).plus(Duration.ofHours(request.keepOnFailure ? 24 : 1));
    }

    /** @return whether Jenkins talks to the instance, and not to EC2 alone */
    public boolean talksToInstance() {
        return instance.address != null && !isPast(BakePhase.CLEAN_INSTANCE);
    }

    /** @return whether the instance, should the bake fail, is kept for inspection: somebody could log in to it */
    public boolean isKeptOnFailure() {
        return request.keepOnFailure
                && instance.address != null
                && isPast(BakePhase.WAIT_FOR_INSTANCE)
                && !isPast(BakePhase.RUN_SCRIPT);
    }

    /** @return whether something may exist in AWS that is to be removed when the bake is undone */
    public boolean hasCreatedAnything() {
        return group.isRequested() || instance.isRequested() || image.isRequested();
    }

    /** @return whether what is still not visible was never created */
    public boolean lookedLongEnough(Instant now) {
        return undoingSince == null || now.isAfter(undoingSince.plus(VISIBLE_AFTER));
    }
}
