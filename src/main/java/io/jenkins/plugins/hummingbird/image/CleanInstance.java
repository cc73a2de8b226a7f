package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last command on the instance. It takes away the key that logs in, the host's keys and the folder in which
 * detached commands are known, so that often nobody can ask how it ended. But it runs to its end whatever becomes of
 * the connection: once it is known to have begun, a host that lets nobody in any more is what is to be expected.
 */
final class CleanInstance implements BakePart {
    /** ParallelCluster's own, which every image of it has. */
    static final String CLEAN_UP = "/usr/local/sbin/ami_cleanup.sh";

    private static final Script CLEAN = Script.resource(CleanInstance.class, "clean-instance.sh");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** It removes files, which takes seconds. */
    private static final Duration SURELY_OVER = Duration.ofMinutes(1);

    /** How long to wait for a host that may not have been told yet. */
    private static final Duration UNKNOWN = Duration.ofMinutes(3);

    @Override
    public Next move(Bake bake, BakeSurroundings around) throws IOException, OperationException {
        boolean before = bake.cleanMillis != 0;
        if (!before) {
            bake.cleanMillis = around.now().toEpochMilli();
            around.save();
        }
        Shell shell = BakeKeys.shell(bake, around);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DetachedState state;
        try {
            state = command(bake, around, shell, out);
        } catch (IOException e) {
            new BakeInstance(bake, around).checkThatItRuns();
            if (!bake.cleanStarted && passed(bake, around, UNKNOWN)) {
                throw new OperationException(
                        "The instance " + bake.instanceId + " does not answer since its clean-up was to"
                                + " begin, and without that it must not become an image: " + e.getMessage()
                                + ". Look at the network between the controller and the instance, and bake again.");
            }
            if (!bake.cleanStarted) {
                throw e;
            }
            return passed(bake, around, SURELY_OVER) ? cleaned(bake, around) : Next.in(PAUSE);
        } catch (OperationException e) {
            // refused: the key is gone that was good a moment ago
            if (before && passed(bake, around, SURELY_OVER)) {
                return cleaned(bake, around);
            }
            if (before) {
                return Next.in(PAUSE);
            }
            throw e;
        }
        if (state.kind() == DetachedState.Kind.RUNNING) {
            return Next.in(PAUSE);
        }
        // lost is one whose folder it has removed itself
        if (state.kind() == DetachedState.Kind.ENDED && !state.succeeded()) {
            String said = out.toString(StandardCharsets.UTF_8).strip();
            throw new OperationException(CLEAN_UP + " failed on the instance " + bake.instanceId + " with exit code "
                    + state.exit() + (said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - 300)))
                    + ". What the recipe or the script has changed may be in its way.");
        }
        return cleaned(bake, around);
    }

    /** Begins it, or looks how it is; the output of one that failed is in out. */
    private static DetachedState command(Bake bake, BakeSurroundings around, Shell shell, ByteArrayOutputStream out)
            throws IOException, OperationException {
        DetachedCommand clean = new DetachedCommand(bake.id() + ".clean");
        if (!bake.cleanStarted) {
            List<String> words =
                    List.of("bash", "-c", CLEAN.text(), "clean", RunAsRoot.FOLDER, bake.keys.loginWord(), CLEAN_UP);
            clean.start(shell, new byte[0], words);
            bake.cleanStarted = true;
            bake.cleanMillis = around.now().toEpochMilli();
            around.save();
        }
        DetachedState state = clean.poll(shell, 0, out);
        if (state.succeeded()) {
            // not of one that failed: were the answer lost, the next look would take it for one that removed its folder
            clean.end(shell);
        }
        return state;
    }

    private static boolean passed(Bake bake, BakeSurroundings around, Duration time) {
        return around.now().isAfter(Instant.ofEpochMilli(bake.cleanMillis).plus(time));
    }

    private static Next cleaned(Bake bake, BakeSurroundings around) {
        around.log("cleaned for the image; nobody can log in any more");
        return bake.goOn();
    }
}
