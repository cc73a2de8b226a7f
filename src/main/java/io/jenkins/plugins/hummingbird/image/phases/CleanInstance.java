package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceLogin;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Runs the last command on the instance. It removes the key that logs in and the host's keys, so that nobody can
 * connect again who loses the connection. That it succeeded is known by its exit code or, when no login is accepted any
 * more, by the instance, which shuts itself down after it; a host that does not answer proves nothing.
 */
public final class CleanInstance implements BakeHandler {
    private static final Script CLEAN = Script.resource(CleanInstance.class, "clean-instance.sh");

    /**
     * The folder for its exit code: {@link BakeFiles#CLEAN_UP} empties those that detached commands have otherwise. It
     * is in memory, and so never in the image.
     */
    private static final List<String> PLACES = List.of("/dev/shm");

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Without an answer; it removes files, which takes seconds, and the instance stops a minute later. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_INTERRUPTIONS = 3;

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        boolean begunBefore = bake.cleanUp.lastContact != null;
        if (!begunBefore) {
            bake.cleanUp.lastContact = context.now();
            context.save();
        }
        Shell shell = InstanceLogin.shell(bake, context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DetachedState state;
        try {
            state = command(bake, context, shell, out);
        } catch (IOException e) {
            return silent(bake, context, e);
        } catch (OperationException e) {
            if (!begunBefore) {
                throw e;
            }
            // refused: the key may be gone that was good a moment ago
            return silent(bake, context, e);
        }
        if (state.kind() == DetachedState.Kind.RUNNING) {
            bake.cleanUp.lastContact = context.now();
            return PhaseResult.stay(PAUSE);
        }
        if (state.kind() == DetachedState.Kind.LOST) {
            return interrupted(bake, context);
        }
        if (!state.succeeded()) {
            String said = out.toString(StandardCharsets.UTF_8).strip();
            throw new OperationException(BakeFiles.CLEAN_UP + " failed on the instance " + bake.instance.id
                    + " with exit code "
                    + state.exit() + (said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - 300)))
                    + ". What the recipe or the script has changed may be in its way.");
        }
        return cleaned(bake, context);
    }

    /** Starts it, or polls it; the output of one that failed is in out. */
    private static DetachedState command(BakeState bake, BakeContext context, Shell shell, ByteArrayOutputStream out)
            throws IOException, OperationException {
        // another name each time: one that was started is never started again
        DetachedCommand clean = new DetachedCommand(bake.id() + ".clean" + bake.cleanUp.interruptions, PLACES);
        if (!bake.cleanUp.started) {
            List<String> words = List.of(
                    "bash",
                    "-c",
                    CLEAN.text(),
                    "clean",
                    BakeFiles.INSTANCE_FOLDER,
                    bake.instance.keys.loginWord(),
                    BakeFiles.CLEAN_UP);
            clean.start(shell, new byte[0], words);
            bake.cleanUp.started = true;
            bake.cleanUp.lastContact = context.now();
            context.save();
        }
        return clean.poll(shell, 0, out);
    }

    private static PhaseResult<BakePhase> silent(BakeState bake, BakeContext context, Exception e)
            throws IOException, OperationException {
        if (bake.cleanUp.started && new InstanceCalls(bake, context).hasShutItselfDown()) {
            return cleaned(bake, context);
        }
        if (!bake.cleanUp.started) {
            new InstanceCalls(bake, context).checkThatItRuns();
        }
        if (context.now().isAfter(bake.cleanUp.lastContact.plus(LONGEST))) {
            throw new OperationException("The instance " + bake.instance.id + " does not answer since its clean-up"
                    + (bake.cleanUp.started
                            ? " began, and has not shut itself down as it does after it"
                            : " was to begin")
                    + ". Without that it must not become an image, for keys could be in it: " + e.getMessage()
                    + ". Look at the network between the controller and the instance, and bake again.");
        }
        return PhaseResult.stay(PAUSE);
    }

    /** It can be run twice: what is gone already is no error. */
    private static PhaseResult<BakePhase> interrupted(BakeState bake, BakeContext context) throws OperationException {
        bake.cleanUp.interruptions++;
        if (bake.cleanUp.interruptions == MOST_INTERRUPTIONS) {
            throw new OperationException("The clean-up on the instance " + bake.instance.id + " was interrupted "
                    + MOST_INTERRUPTIONS + " times, as when the instance restarts or runs out of memory. Without it the"
                    + " instance must not become an image: let the script leave nothing behind that restarts it or kills"
                    + " processes, and bake again.");
        }
        bake.cleanUp.started = false;
        context.log("the clean-up was interrupted before its end: running it again");
        return PhaseResult.again();
    }

    private static PhaseResult<BakePhase> cleaned(BakeState bake, BakeContext context) {
        context.log("cleaned for the image; nobody can log in any more");
        return PhaseResult.done();
    }
}
