package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** What a bake is asked to do, as the parameters of the step say it. Texts are empty where nothing was given. */
public final class BakeRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** An address that only the network of the instance reaches. */
    public static final String PRIVATE = "private";

    /** An address that everybody reaches. */
    public static final String PUBLIC = "public";

    /** A private address that is reached through an EC2 Instance Connect Endpoint. */
    public static final String ENDPOINT = "endpoint";

    /** The one recipe that there is. */
    public static final String CELLPROFILER = "cellprofiler";

    /** EBS's own bound. */
    public static final int LARGEST_VOLUME_GIB = 16_384;

    /** Where AWS is, and as whom. */
    public AwsRequest aws = new AwsRequest();

    /** The AMI's name. */
    public String name = "";

    /** A word of {@link Os}. */
    public String os = Os.UBUNTU2204.word();

    /** A word of {@link Architecture}. */
    public String architecture = Architecture.X86_64.word();

    /** The release whose official image is baked upon; empty for {@link ParallelCluster#VERSION}. */
    public String parallelClusterVersion = "";

    /** The id of an image to bake upon in place of an official one; may be empty. */
    public String baseAmi = "";

    /** The type of the instance; empty for one that suits the architecture. */
    public String instanceType = "";

    /** In GiB; 0 for that of the base image, or as much as the recipe needs. */
    public int rootVolumeGiB;

    /** Whether the disk is encrypted, and so the image; an account or a base image may have it so all the same. */
    public boolean encrypted = true;

    /** The key of KMS for that: id, ARN or alias; empty for the account's default, {@code aws/ebs} as a rule. */
    public String kmsKeyId = "";

    /** The subnet of the instance; empty for one of the default VPC. */
    public String subnetId = "";

    /** Security groups of the instance, separated by commas; empty for a temporary one. */
    public String securityGroupIds = "";

    /** Who may reach the SSH port by the temporary security group; empty for the VPC's own ranges, or the endpoint. */
    public String allowedCidr = "";

    /** {@link #PRIVATE}, {@link #PUBLIC} or {@link #ENDPOINT}: by which way Jenkins reaches the instance. */
    public String address = PRIVATE;

    /** For {@link #ENDPOINT}: the id of the endpoint; empty for one of the VPC. */
    public String instanceConnectEndpointId = "";

    /** The id of an SSH private key; empty for a throw-away key. */
    public String sshCredentialsId = "";

    /** Who logs in; empty for the user of the base image. */
    public String sshUser = "";

    /** The SSH port of the instance. */
    public int sshPort = 22;

    /** {@link #CELLPROFILER}, or empty for the script alone. */
    public String recipe = CELLPROFILER;

    /** The version that the recipe installs. */
    public String cellProfilerVersion = ParameterRules.CELLPROFILER_VERSION;

    /** The text of a shell script that is run as root after the recipe. */
    public String script = "";

    /** The path of such a script in the workspace, in place of {@link #script}. */
    public String scriptFile = "";

    /** An index of Python packages in place of PyPI; may be empty, as the two that follow. */
    public String pipIndexUrl = "";

    /** A proxy for the packages of the system. */
    public String packageProxy = "";

    /** A mirror of Python's archive, or the path of a Python 3.9 on the base image. */
    public String pythonSource = "";

    /** Tags of the AMI and of all that the bake creates: lines, or parts between commas, {@code key=value}. */
    public String tags = "";

    /** Whether an AMI that was built from identical inputs is returned in place of a new one. */
    public boolean reuse = true;

    /** Whether the instance of a bake that failed is kept for inspection. */
    public boolean keepOnFailure;

    /** How long the whole bake may take, in minutes. */
    public int timeoutMinutes = 180;

    /** @return the security groups that people name; empty for a temporary one */
    public List<String> securityGroups() {
        return ParameterRules.parts(securityGroupIds);
    }

    /** @return whether the recipe is to be run */
    public boolean hasRecipe() {
        return recipe.equals(CELLPROFILER);
    }

    /** @return how long the whole bake may take */
    public Duration timeout() {
        return Duration.ofMinutes(timeoutMinutes);
    }

    /** @throws OperationException when no AMI can have that name, patterns such as {@code {date}} filled in */
    public static void checkName(String name) throws OperationException {
        refuse(ImageName.problem(name));
    }

    /** @throws OperationException when a text is no range of IPv4 addresses such as {@code 203.0.113.0/24} */
    public static void checkCidr(String cidr) throws OperationException {
        refuse(ParameterRules.cidrProblem(cidr));
    }

    /** @throws OperationException when a text is no version of CellProfiler */
    public static void checkCellProfilerVersion(String version) throws OperationException {
        refuse(ParameterRules.cellProfilerProblem(version));
    }

    /** @throws OperationException when a text is no version of ParallelCluster */
    public static void checkParallelClusterVersion(String version) throws OperationException {
        OfficialImages.checkVersion(version);
    }

    /** @throws OperationException when a text is not the id of an image */
    public static void checkBaseAmi(String id) throws OperationException {
        AmiId.check("baseAmi", id);
    }

    /** @throws OperationException when a text is not the URL of an index of packages */
    public static void checkPipIndexUrl(String url) throws OperationException {
        refuse(DownloadRules.pipIndexProblem(url));
    }

    /** @throws OperationException when a text is not the URL of a proxy */
    public static void checkPackageProxy(String url) throws OperationException {
        refuse(DownloadRules.packageProxyProblem(url));
    }

    /** @throws OperationException when a text is neither a URL nor a path */
    public static void checkPythonSource(String source) throws OperationException {
        refuse(DownloadRules.pythonSourceProblem(source));
    }

    /** @throws OperationException when a text names no key of KMS */
    public static void checkKmsKey(String key) throws OperationException {
        refuse(ParameterRules.kmsKeyProblem(key));
    }

    /** @throws OperationException when a text is not the id of a subnet */
    public static void checkSubnet(String id) throws OperationException {
        refuse(ParameterRules.subnetProblem(id));
    }

    /** @throws OperationException when a text is no list of security groups' ids */
    public static void checkSecurityGroups(String ids) throws OperationException {
        refuse(ParameterRules.securityGroupsProblem(ids));
    }

    /** @throws OperationException when some are not {@code key=value}, or have keys that are not for people to set */
    public static void checkTags(String tags) throws OperationException {
        refuse(String.join(" ", UserTags.problems(tags)));
    }

    private static void refuse(String problem) throws OperationException {
        if (!problem.isEmpty()) {
            throw new OperationException(problem);
        }
    }
}
