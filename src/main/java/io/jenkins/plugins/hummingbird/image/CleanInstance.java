package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last command on the instance. It takes away the key that logs in and the host's keys, so that who loses the
 * connection has no other. That it was done is known by its exit code or, when nobody is let in any more, by the instance,
 * which shuts itself down after it; a host that is silent proves nothing.
 */
final class CleanInstance implements BakePart {
    /** ParallelCluster's own, which every image of it has. */
    static final String CLEAN_UP = "/usr/local/sbin/ami_cleanup.sh";

    private static final Script CLEAN = Script.resource(CleanInstance.class, "clean-instance.sh");

    /**
     * Where its exit code is: {@link #CLEAN_UP} empties the folders in which detached commands are known otherwise. In
     * memory, and so never in the image.
     */
    private static final List<String> PLACES = List.of("/dev/shm");

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Of silence; it removes files, which takes seconds, and the instance stops a minute later. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_OFTEN = 3;

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        boolean before = bake.cleanMillis != 0;
        if (!before) {
            bake.cleanMillis = context.now().toEpochMilli();
            context.save();
        }
        Shell shell = BakeKeys.shell(bake, context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DetachedState state;
        try {
            state = command(bake, context, shell, out);
        } catch (IOException e) {
            return silent(bake, context, e);
        } catch (OperationException e) {
            if (!before) {
                throw e;
            }
            // refused: the key may be gone that was good a moment ago
            return silent(bake, context, e);
        }
        if (state.kind() == DetachedState.Kind.RUNNING) {
            bake.cleanMillis = context.now().toEpochMilli();
            return Next.in(PAUSE);
        }
        if (state.kind() == DetachedState.Kind.LOST) {
            return again(bake, context);
        }
        if (!state.succeeded()) {
            String said = out.toString(StandardCharsets.UTF_8).strip();
            throw new OperationException(CLEAN_UP + " failed on the instance " + bake.instanceId + " with exit code "
                    + state.exit() + (said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - 300)))
                    + ". What the recipe or the script has changed may be in its way.");
        }
        return cleaned(bake, context);
    }

    /** Begins it, or looks how it is; the output of one that failed is in out. */
    private static DetachedState command(Bake bake, BakeContext context, Shell shell, ByteArrayOutputStream out)
            throws IOException, OperationException {
        // another name each time, for one that was started is never started anew
        DetachedCommand clean = new DetachedCommand(bake.id() + ".clean" + bake.cleanLost, PLACES);
        if (!bake.cleanStarted) {
            List<String> words =
                    List.of("bash", "-c", CLEAN.text(), "clean", RunAsRoot.FOLDER, bake.keys.loginWord(), CLEAN_UP);
            clean.start(shell, new byte[0], words);
            bake.cleanStarted = true;
            bake.cleanMillis = context.now().toEpochMilli();
            context.save();
        }
        return clean.poll(shell, 0, out);
    }

    private static Next silent(Bake bake, BakeContext context, Exception e) throws IOException, OperationException {
        if (bake.cleanStarted && new BakeInstance(bake, context).hasShutItselfDown()) {
            return cleaned(bake, context);
        }
        if (!bake.cleanStarted) {
            new BakeInstance(bake, context).checkThatItRuns();
        }
        if (context.now().isAfter(Instant.ofEpochMilli(bake.cleanMillis).plus(LONGEST))) {
            throw new OperationException("The instance " + bake.instanceId + " does not answer since its clean-up"
                    + (bake.cleanStarted ? " began, and has not shut itself down as it does after it" : " was to begin")
                    + ". Without that it must not become an image, for keys could be in it: " + e.getMessage()
                    + ". Look at the network between the controller and the instance, and bake again.");
        }
        return Next.in(PAUSE);
    }

    /** It can be done twice: what is gone already is no error. */
    private static Next again(Bake bake, BakeContext context) throws OperationException {
        bake.cleanLost++;
        if (bake.cleanLost == MOST_OFTEN) {
            throw new OperationException("The clean-up on the instance " + bake.instanceId + " was broken off "
                    + MOST_OFTEN + " times, as when the instance is started anew or has no memory left. Without it the"
                    + " instance must not become an image: let the script leave nothing behind that restarts it or ends"
                    + " processes, and bake again.");
        }
        bake.cleanStarted = false;
        context.log("the clean-up was broken off before its end: it is done again");
        return Next.now();
    }

    private static Next cleaned(Bake bake, BakeContext context) {
        context.log("cleaned for the image; nobody can log in any more");
        return bake.goOn();
    }
}
