package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/**
 * An image to launch nodes of a cluster from: an official one of ParallelCluster is launched, a recipe or a script is
 * run on the instance, and an image is made of it. This class is the state; what happens in each phase is in the {@link
 * BakePart} of that phase.
 *
 * <p>Whatever it makes in AWS carries its id as a tag or in its name, and what is about to be made is saved before, so
 * that it can be found again however the process ended.
 */
public final class Bake extends Operation<BakeContext> {
    private static final long serialVersionUID = 1L;
    private static final Duration FIRST_CONTACT = Duration.ofMinutes(10);

    /** For what is left to do when the image is whole: its time may be over, as when Jenkins was down meanwhile. */
    private static final Duration LAST_CONTACT = Duration.ofHours(1);

    private final BakeRequest request;
    private final long startedMillis;
    private BakePhase phase = BakePhase.READ_INPUTS;

    /** The image's name, patterns filled in; null before {@link BakePhase#CHOOSE_BASE} is over, as all that follows. */
    String imageName;

    /** The release of ParallelCluster that the base image is of. */
    String version;

    String baseImageId;

    /** Such as {@code /dev/sda1}. */
    String rootDevice;

    /** In GiB; 0 for that of the base image, which does not tell it. */
    int rootGiB;

    /** See {@link ImageTags#DIGEST}. */
    String digest;

    /** Of an image that was made of the same; null where there is none, and where none is wanted. */
    String reusedId;

    /** See {@link #reusedId}. */
    String reusedName;

    String vpcId;

    /** Who may reach the SSH port by the temporary group. */
    final ArrayList<String> cidrs = new ArrayList<>();

    /** The security groups of an endpoint, which the temporary group admits, too. */
    ArrayList<String> sourceGroups = new ArrayList<>();

    /** Since when leftovers of earlier bakes are being removed, in milliseconds since 1970; 0 before. */
    long leftoversMillis;

    /** Whether the temporary group is made, or may be. */
    boolean groupIntended;

    /** When it was, in milliseconds since 1970. */
    long groupMillis;

    /** Null while it is not known. */
    String groupId;

    /** Of the instance; null before {@link BakePhase#CHECK_LAUNCH} is over. Another when its zone does not offer it. */
    String instanceType;

    /** Null before the launch. */
    BakeKeys keys;

    /** Whether the instance is launched, or may be. */
    boolean launchIntended;

    /** When it was, in milliseconds since 1970. */
    long launchMillis;

    /** Null while it is not known. */
    String instanceId;

    /** By which Jenkins reaches it; null while there is none. */
    String address;

    /** Since when the instance runs, in milliseconds since 1970. */
    long runningMillis;

    /** What is run on the instance; null for nothing. */
    RemoteJob job;

    /** Whether logs stay on the controller, for they could not be made artifacts. */
    boolean logsLeft;

    /** When the last command on the instance was begun, or was about to be, in milliseconds since 1970; 0 before. */
    long cleanMillis;

    /** Whether that command is known to have been started. */
    boolean cleanStarted;

    /** How often it was broken off before its end, and is begun anew. */
    int cleanLost;

    /** Whether the image is made, or may be. */
    boolean imageIntended;

    /** When it was, in milliseconds since 1970. */
    long imageMillis;

    /** Null while it is not known. */
    String imageId;

    /** Those of the image, once they are known. */
    final ArrayList<String> snapshotIds = new ArrayList<>();

    /** How much of the snapshots the log has said is done, in percent. */
    int percentSaid;

    /** Since when the instance is being ended, in milliseconds since 1970; 0 before. */
    long endMillis;

    /** What stays beside the image because AWS does not remove it, in words; null for nothing. */
    String left;

    /** Whether the image is published, or may be. */
    boolean publishIntended;

    /** Whether an image is known to be published by a bake that is undone: it stays. */
    boolean published;

    /** Since when it is undone, in milliseconds since 1970; 0 before. */
    long undoMillis;

    /**
     * @param id unique for all time: it names what the bake makes
     * @param request not changed any more
     * @param now its time begins
     */
    public Bake(String id, BakeRequest request, Instant now) {
        super(id);
        this.request = request;
        startedMillis = now.toEpochMilli();
    }

    protected Object readResolve() {
        sourceGroups = sourceGroups == null ? new ArrayList<>() : sourceGroups;
        return this;
    }

    @Override
    protected Next advance(BakeContext context) throws IOException, OperationException {
        return phase.part().move(this, context);
    }

    @Override
    protected Next undo(BakeContext context) throws IOException, OperationException {
        if (undoMillis == 0) {
            undoMillis = context.now().toEpochMilli();
        }
        return UndoBake.move(this, context) ? undone() : Next.in(Duration.ofSeconds(3));
    }

    @Override
    protected Set<String> filesToKeep(Path folder) {
        return logsLeft ? RunAsRoot.logs() : Set.of();
    }

    @Override
    protected String remains() {
        return UndoBake.remains(this);
    }

    /** Sets the next phase. */
    Next goOn(BakePhase next) {
        phase = next;
        return Next.now();
    }

    /** Sets the phase after this one. */
    Next goOn() {
        return goOn(BakePhase.values()[phase.ordinal() + 1]);
    }

    /** Ends it well, see {@link Operation#done}. */
    Next end(Map<String, ?> result) {
        return done(result);
    }

    @Override
    public String host() {
        return address == null || phase.compareTo(BakePhase.CLEAN_INSTANCE) > 0
                ? "ec2." + request.aws.region
                : address + ":" + request.sshPort;
    }

    @Override
    protected boolean talksToNode() {
        return phase == BakePhase.READ_INPUTS;
    }

    @Override
    protected Instant deadline() {
        return isPast(BakePhase.AWAIT_IMAGE) ? null : timeIsOver();
    }

    private Instant timeIsOver() {
        return Instant.ofEpochMilli(startedMillis).plus(Duration.ofMinutes(request.timeoutMinutes));
    }

    @Override
    protected Duration patience() {
        if (isPast(BakePhase.AWAIT_IMAGE)) {
            return LAST_CONTACT;
        }
        return phase.compareTo(BakePhase.CLEAN_LEFTOVERS) <= 0 ? FIRST_CONTACT : null;
    }

    @Override
    protected String doing() {
        return phase.words();
    }

    /** @return what it was asked to do */
    public BakeRequest request() {
        return request;
    }

    /** @return the phase that is under way, for pages and messages */
    public String phaseName() {
        return phase.name();
    }

    Instant started() {
        return Instant.ofEpochMilli(startedMillis);
    }

    /** When what it made may be removed by a later bake of the job, if it is still there. */
    Instant expires() {
        return timeIsOver().plus(Duration.ofHours(request.keepOnFailure ? 24 : 1));
    }

    /** Whether a phase is over. */
    boolean isPast(BakePhase other) {
        return phase.compareTo(other) > 0;
    }

    /** Whether the instance stays for people to look at: the bake failed while somebody could log in. */
    boolean isKept() {
        return request.keepOnFailure
                && failed()
                && address != null
                && phase.compareTo(BakePhase.AWAIT_LOGIN) >= 0
                && phase.compareTo(BakePhase.RUN_SCRIPT) <= 0;
    }
}
