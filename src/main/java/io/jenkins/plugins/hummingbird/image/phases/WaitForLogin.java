package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceLogin;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits until SSH answers on the instance and cloud-init has ended: only then do keys, network and disk change no more.
 */
public final class WaitForLogin implements BakeHandler {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** An sshd that answers before cloud-init has put the keys in place refuses what it accepts a moment later. */
    private static final Duration UNREADY = Duration.ofMinutes(2);

    private static final Pattern STATUS = Pattern.compile("status: ([a-z ]+)");

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        Shell shell = InstanceLogin.shell(bake, context);
        Result status;
        try {
            status = shell.run(Command.of("cloud-init", "status"));
        } catch (IOException e) {
            return later(bake, context, e);
        } catch (OperationException e) {
            if (late(bake, context, UNREADY)) {
                throw e;
            }
            return PhaseResult.stay(PAUSE);
        }
        Matcher word = STATUS.matcher(status.out());
        String state = word.find() ? word.group(1).strip() : "";
        if (state.equals("done") || state.equals("disabled")) {
            checkCleanUp(bake, shell);
            context.log("the first boot of " + bake.instance.id + " is over");
            return PhaseResult.done();
        }
        if (state.equals("error")) {
            throw new OperationException("The first boot of the instance " + bake.instance.id
                    + " failed; cloud-init says: " + firstLines(status.out())
                    + ". Use another base image, or look at /var/log/cloud-init.log on the instance, which"
                    + " keepOnFailure keeps.");
        }
        if (late(bake, context, LONGEST)) {
            throw new OperationException("The first boot of the instance " + bake.instance.id + " is not over after "
                    + LONGEST.toMinutes() + " minutes; cloud-init says: "
                    + firstLines(status.out() + status.err())
                    + ". Look at what the base image does at its first boot.");
        }
        return PhaseResult.stay(PAUSE);
    }

    private static PhaseResult<BakePhase> later(BakeState bake, BakeContext context, IOException e)
            throws IOException, OperationException {
        if (!late(bake, context, LONGEST)) {
            return PhaseResult.stay(PAUSE);
        }
        new InstanceCalls(bake, context).checkThatItRuns();
        BakeRequest request = bake.request();
        String remedy =
                switch (request.address) {
                    case BakeRequest.PUBLIC ->
                        "allowedCidr must hold the controller's address as AWS sees it, and the"
                                + " controller's network must let SSH out";
                    case BakeRequest.ENDPOINT ->
                        "the endpoint's security groups must let port " + request.sshPort
                                + " out to the instance, and the controller's network must let HTTPS out to the endpoint";
                    default ->
                        "the controller must be in the instance's network or have a way into it. Over VPN or"
                                + " peering, allowedCidr must hold the address by which that network sees the controller"
                                + (bake.group.cidrs.isEmpty()
                                        ? ""
                                        : " (admitted now: " + String.join(", ", bake.group.cidrs) + ")")
                                + "; without such a way, set address to endpoint, or to public and allowedCidr to the"
                                + " controller's address";
                };
        String groups = request.securityGroupIds.isEmpty()
                ? ""
                : "; the groups of securityGroupIds must let "
                        + (request.address.equals(BakeRequest.ENDPOINT) ? "the endpoint" : "the controller")
                        + " in at port " + request.sshPort;
        throw new OperationException("SSH to the instance " + bake.instance.id + " at " + bake.instance.address
                + ", port "
                + request.sshPort + ", does not answer after " + LONGEST.toMinutes() + " minutes (" + e.getMessage()
                + "): " + remedy + groups + '.');
    }

    private static boolean late(BakeState bake, BakeContext context, Duration time) {
        return context.now().isAfter(bake.instance.runningSince.plus(time));
    }

    /** Checks it now, because at the end it would be too late. */
    private static void checkCleanUp(BakeState bake, Shell shell) throws IOException, OperationException {
        Result there = shell.run(Command.of("sudo", "-n", "--", "test", "-x", BakeFiles.CLEAN_UP));
        if (!there.succeeded()) {
            throw new OperationException(BakeFiles.CLEAN_UP + " cannot be run on the instance " + bake.instance.id
                    + (there.err().isBlank() ? "" : " (" + firstLines(there.err()) + ")")
                    + ". The base image must be one of ParallelCluster, or made from one, and the login user needs sudo"
                    + " without a password; check baseAmi and sshUser.");
        }
    }

    private static String firstLines(String text) {
        String line = String.join("; ", text.strip().lines().map(String::strip).toList());
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
