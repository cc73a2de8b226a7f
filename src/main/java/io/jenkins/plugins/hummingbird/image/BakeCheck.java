package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterOs;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at what a bake is asked for, before anything is called; says all that is wrong at once. */
final class BakeCheck {
    private static final Pattern CIDR =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)/(3[0-2]|[12]?\\d)");

    /** An id (of a key in several regions, too) or an alias, or the ARN of either. */
    private static final Pattern KMS_KEY = Pattern.compile("(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/)?"
            + "([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})"
            + "|(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:)?alias/[A-Za-z0-9/_-]{1,250}");

    private final BakeRequest request;
    private final List<String> problems = new ArrayList<>();

    private BakeCheck(BakeRequest request) {
        this.request = request;
    }

    /** @throws OperationException with a sentence for each problem */
    static void check(BakeRequest request) throws OperationException {
        BakeCheck check = new BakeCheck(request);
        check.image();
        check.work();
        check.network();
        Downloads.problems(request).forEach(check::add);
        check.problems.addAll(GivenTags.problems(request.tags));
        if (!check.problems.isEmpty()) {
            throw new OperationException(String.join(" ", check.problems));
        }
    }

    private void image() {
        add(ImageName.problem(request.name));
        add(request.baseAmi.isEmpty() ? "" : AmiId.problem("baseAmi", request.baseAmi));
        try {
            system(ClusterOs.parse(request.os));
        } catch (OperationException e) {
            problems.add(e.getMessage());
        }
        when(
                !request.architecture.matches("x86_64|arm64"),
                "architecture: '" + request.architecture + "' is neither x86_64 nor arm64.");
        when(
                request.rootVolumeGiB < 0 || request.rootVolumeGiB > BakeRequest.LARGEST_VOLUME_GIB,
                "rootVolumeGiB: must be 0, for the size of the base image, or up to " + BakeRequest.LARGEST_VOLUME_GIB
                        + ", not " + request.rootVolumeGiB + '.');
        add(request.kmsKeyId.isEmpty() ? "" : kmsKeyProblem(request.kmsKeyId));
        when(
                !request.encrypted && !request.kmsKeyId.isEmpty(),
                "kmsKeyId: the disk is not to be encrypted; leave it out, or set encrypted to true.");
    }

    /** A base image tells its release itself, when it is looked at. */
    private void system(ClusterOs os) throws OperationException {
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
        boolean recipe = request.recipe.equals(RootJob.CELLPROFILER);
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
        add(recipe ? cellProfilerProblem(request.cellProfilerVersion) : "");
        when(
                request.keepOnFailure && request.sshCredentialsId.isEmpty(),
                "keepOnFailure: an instance that is kept needs a key by which you can log in; set sshCredentialsId.");
        when(request.timeoutMinutes < 1, "timeoutMinutes: must be at least 1, not " + request.timeoutMinutes + '.');
    }

    private void network() {
        boolean open = request.address.equals(BakeRequest.PUBLIC);
        when(
                !List.of(BakeRequest.PRIVATE, BakeRequest.PUBLIC, BakeRequest.ENDPOINT)
                        .contains(request.address),
                "address: '" + request.address + "' is none of private, public and endpoint.");
        endpoint();
        add(request.subnetId.isEmpty() ? "" : subnetProblem(request.subnetId));
        add(securityGroupsProblem(request.securityGroupIds));
        add(request.allowedCidr.isEmpty() ? "" : cidrProblem(request.allowedCidr));
        when(
                open && groups(request).isEmpty() && request.allowedCidr.isEmpty(),
                "allowedCidr: with address public, say which addresses may reach the instance's SSH port, as the"
                        + " controller's own as 203.0.113.7/32; or set securityGroupIds.");
        when(
                request.sshPort < 1 || request.sshPort > 65535,
                "sshPort: must be 1 to 65535, not " + request.sshPort + '.');
    }

    private void endpoint() {
        boolean wanted = request.address.equals(BakeRequest.ENDPOINT);
        when(
                wanted && request.sshPort != ConnectEndpoint.SSH_PORT,
                "sshPort: an EC2 Instance Connect Endpoint lets nothing through but port " + ConnectEndpoint.SSH_PORT
                        + ", and not " + request.sshPort + '.');
        if (request.instanceConnectEndpointId.isEmpty()) {
            return;
        }
        when(!wanted, "instanceConnectEndpointId: it is for address endpoint.");
        try {
            ConnectEndpoint.checkId(request.instanceConnectEndpointId);
        } catch (OperationException e) {
            problems.add(e.getMessage());
        }
    }

    private void when(boolean wrong, String problem) {
        if (wrong) {
            problems.add(problem);
        }
    }

    private void add(String problem) {
        when(!problem.isEmpty(), problem);
    }

    /** @return a sentence, as of all that follow; empty for what can be a version of CellProfiler */
    static String cellProfilerProblem(String version) {
        return version.matches("\\d+(\\.\\d+)+")
                ? ""
                : "cellProfilerVersion: '" + version + "' is not a version; one looks like "
                        + CellProfilerRecipe.DEFAULT_VERSION + '.';
    }

    /** @return empty for what RunInstances takes as KmsKeyId */
    static String kmsKeyProblem(String key) {
        return KMS_KEY.matcher(key).matches()
                ? ""
                : "kmsKeyId: '" + key + "' names no key of KMS; give its id, its ARN or an alias, such as"
                        + " 1234abcd-12ab-34cd-56ef-1234567890ab, arn:aws:kms:REGION:ACCOUNT:key/1234abcd-... or"
                        + " alias/images.";
    }

    /** @return empty for the id of a subnet */
    static String subnetProblem(String id) {
        return id.matches("subnet-[0-9a-f]+")
                ? ""
                : "subnetId: '" + id + "' is not the id of a subnet; one looks like subnet-0123456789abcdef0.";
    }

    /** @return empty for a list of security groups' ids */
    static String securityGroupsProblem(String ids) {
        return parts(ids).stream().allMatch(id -> id.matches("sg-[0-9a-f]+"))
                ? ""
                : "securityGroupIds: '" + ids
                        + "' are not ids of security groups, parted by commas; one looks like sg-0123456789abcdef0.";
    }

    static boolean isCidr(String text) {
        return CIDR.matcher(text).matches();
    }

    /** @return a sentence; empty for a range of addresses */
    static String cidrProblem(String text) {
        return isCidr(text)
                ? ""
                : "allowedCidr: '" + text
                        + "' is not a range of IPv4 addresses; one looks like 203.0.113.0/24, a single"
                        + " address like 203.0.113.7/32.";
    }

    /** The security groups that people name; empty for a temporary one. */
    static List<String> groups(BakeRequest request) {
        return parts(request.securityGroupIds);
    }

    /** What lines or commas part. */
    static List<String> parts(String text) {
        return Pattern.compile("[,\\r\\n]")
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
