package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.image.recipe.CellProfilerRecipe;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.ImageName;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Checks what a bake is asked for, before anything is called; names all that is wrong at once. */
final class BakeCheck {
    private final BakeRequest request;
    private final List<String> problems = new ArrayList<>();

    private BakeCheck(BakeRequest request) {
        this.request = request;
    }

    /** @throws OperationException with a sentence for each problem */
    static void check(BakeRequest request) throws OperationException {
        BakeCheck check = new BakeCheck(request);
        check.problems.addAll(BakeRequest.PARAMETERS.problems(request));
        check.image();
        check.work();
        check.network();
        if (!check.problems.isEmpty()) {
            throw new OperationException(String.join(" ", new LinkedHashSet<>(check.problems)));
        }
    }

    private void image() {
        add(request.name.isEmpty() ? ImageName.problem("") : "");
        try {
            system(Os.parse(request.os));
        } catch (OperationException e) {
            problems.add(e.getMessage());
        }
        try {
            Architecture.parse(request.architecture);
        } catch (OperationException e) {
            problems.add(e.getMessage());
        }
        when(
                !request.encrypted && !request.kmsKeyId.isEmpty(),
                "kmsKeyId: the disk is not to be encrypted; leave it out, or set encrypted to true.");
    }

    /** The release of a given base image is checked later, when that is found. */
    private void system(Os os) throws OperationException {
        String version = request.parallelClusterVersion;
        if (!version.isEmpty()) {
            OfficialImages.checkVersion(version);
        }
        if (request.baseAmi.isEmpty()) {
            add(os.problem(version.isEmpty() ? ParallelCluster.VERSION : version));
            when(
                    !os.isPublished(),
                    "baseAmi: AWS publishes no image of ParallelCluster for " + os.word()
                            + "; make one by 'pcluster build-image' and set baseAmi to its id.");
        }
    }

    private void work() {
        boolean recipe = request.hasRecipe();
        when(
                !recipe && !request.recipe.isEmpty(),
                "recipe: there is no recipe '" + request.recipe + "'; it is cellprofiler, or none for a script alone.");
        when(
                request.recipe.isEmpty() && request.script.isBlank() && request.scriptFile.isEmpty(),
                "recipe: there is nothing to bake; set recipe to cellprofiler, or set script or scriptFile.");
        when(!request.script.isBlank() && !request.scriptFile.isEmpty(), "script: set script or scriptFile, not both.");
        when(
                recipe
                        && CellProfilerRecipe.RUNS_ON.stream()
                                .noneMatch(os -> os.word().equals(request.os)),
                "recipe: it runs on " + CellProfilerRecipe.systems() + ", and os is " + request.os
                        + "; choose one of them, or set recipe to none and bake with a script of your own.");
        when(
                request.keepOnFailure && request.sshCredentialsId.isEmpty(),
                "keepOnFailure: an instance that is kept needs a key by which you can log in; set sshCredentialsId.");
    }

    private void network() {
        boolean open = request.address.equals(BakeRequest.PUBLIC);
        when(
                !List.of(BakeRequest.PRIVATE, BakeRequest.PUBLIC, BakeRequest.ENDPOINT)
                        .contains(request.address),
                "address: '" + request.address + "' is none of private, public and endpoint.");
        endpoint();
        when(
                open && request.securityGroups().isEmpty() && request.allowedCidr.isEmpty(),
                "allowedCidr: with address public, say which addresses may reach the instance's SSH port, as the"
                        + " controller's own as 203.0.113.7/32; or set securityGroupIds.");
    }

    private void endpoint() {
        boolean wanted = request.address.equals(BakeRequest.ENDPOINT);
        when(
                wanted && request.sshPort != ConnectEndpoint.SSH_PORT,
                "sshPort: an EC2 Instance Connect Endpoint lets nothing through but port " + ConnectEndpoint.SSH_PORT
                        + ", and not " + request.sshPort + '.');
        when(
                !wanted && !request.instanceConnectEndpointId.isEmpty(),
                "instanceConnectEndpointId: it is for address endpoint.");
    }

    private void when(boolean wrong, String problem) {
        if (wrong) {
            problems.add(problem);
        }
    }

    private void add(String problem) {
        when(!problem.isEmpty(), problem);
    }
}
