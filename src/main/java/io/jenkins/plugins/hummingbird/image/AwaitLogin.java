package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits until SSH answers on the instance and cloud-init has ended: only then are keys, network and disk as they stay. */
final class AwaitLogin implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** An sshd that answers before cloud-init has put the keys in place refuses what it takes a moment later. */
    private static final Duration UNREADY = Duration.ofMinutes(2);

    private static final Pattern STATUS = Pattern.compile("status: ([a-z ]+)");

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        Shell shell = BakeKeys.shell(bake, context);
        Result status;
        try {
            status = shell.run(Command.of("cloud-init", "status"));
        } catch (IOException e) {
            return later(bake, context, e);
        } catch (OperationException e) {
            if (late(bake, context, UNREADY)) {
                throw e;
            }
            return Next.in(PAUSE);
        }
        Matcher word = STATUS.matcher(status.out());
        String state = word.find() ? word.group(1).strip() : "";
        if (state.equals("done") || state.equals("disabled")) {
            checkCleanUp(bake, shell);
            context.log("the first boot of " + bake.instanceId + " is over");
            return bake.goOn();
        }
        if (state.equals("error")) {
            throw new OperationException("The first boot of the instance " + bake.instanceId
                    + " failed; cloud-init says: " + firstLines(status.out())
                    + ". Bake upon another image, or look at /var/log/cloud-init.log on the instance, which"
                    + " keepOnFailure keeps.");
        }
        if (late(bake, context, LONGEST)) {
            throw new OperationException("The first boot of the instance " + bake.instanceId + " is not over after "
                    + LONGEST.toMinutes() + " minutes; cloud-init says: "
                    + firstLines(status.out() + status.err())
                    + ". Look at what the base image does at its first boot.");
        }
        return Next.in(PAUSE);
    }

    private static Next later(Bake bake, BakeContext context, IOException e) throws IOException, OperationException {
        if (!late(bake, context, LONGEST)) {
            return Next.in(PAUSE);
        }
        new BakeInstance(bake, context).checkThatItRuns();
        BakeRequest request = bake.request();
        String cure =
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
                                + (bake.cidrs.isEmpty() ? "" : " (admitted now: " + String.join(", ", bake.cidrs) + ")")
                                + "; without such a way, set address to endpoint, or to public and allowedCidr to the"
                                + " controller's address";
                };
        String groups = request.securityGroupIds.isEmpty()
                ? ""
                : "; the groups of securityGroupIds must let "
                        + (request.address.equals(BakeRequest.ENDPOINT) ? "the endpoint" : "the controller")
                        + " in at port " + request.sshPort;
        throw new OperationException("SSH to the instance " + bake.instanceId + " at " + bake.address + ", port "
                + request.sshPort + ", does not answer after " + LONGEST.toMinutes() + " minutes (" + e.getMessage()
                + "): " + cure + groups + '.');
    }

    private static boolean late(Bake bake, BakeContext context, Duration time) {
        return context.now().isAfter(Instant.ofEpochMilli(bake.runningMillis).plus(time));
    }

    /** At the end would be too late to find out. */
    private static void checkCleanUp(Bake bake, Shell shell) throws IOException, OperationException {
        Result there = shell.run(Command.of("sudo", "-n", "--", "test", "-x", CleanInstance.CLEAN_UP));
        if (!there.succeeded()) {
            throw new OperationException(CleanInstance.CLEAN_UP + " cannot be run on the instance " + bake.instanceId
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
