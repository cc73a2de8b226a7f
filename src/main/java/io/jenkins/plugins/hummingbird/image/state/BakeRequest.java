package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** What a bake is asked to do, as the parameters of the step say it. Texts are empty where nothing was given. */
public final class BakeRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** An address that is reached only from the network of the instance. */
    public static final String PRIVATE = "private";

    /** An address that is reached from everywhere. */
    public static final String PUBLIC = "public";

    /** A private address that is reached through an EC2 Instance Connect Endpoint. */
    public static final String ENDPOINT = "endpoint";

    /** The one recipe that there is. */
    public static final String CELLPROFILER = "cellprofiler";

    /** EBS's own bound. */
    public static final int LARGEST_VOLUME_GIB = 16_384;

    /** All of them, with their rules. */
    public static final RequestParameters<BakeRequest> PARAMETERS = RequestParameters.of(BakeRequest.class);

    /** Where AWS is, and as whom. */
    public AwsRequest aws = new AwsRequest();

    /** The AMI's name. */
    @Parameter(variables = true, rule = BakeRules.Name.class)
    public String name = "";

    /** A word of {@link Os}. */
    public String os = Os.UBUNTU2204.word();

    /** A word of {@link Architecture}. */
    public String architecture = Architecture.X86_64.word();

    /** The release whose official image is the base; empty for {@link ParallelCluster#VERSION}. */
    @Parameter(variables = true, rule = BakeRules.ParallelClusterVersion.class)
    public String parallelClusterVersion = "";

    /** The id of a base image in place of an official one; may be empty. */
    @Parameter(variables = true, rule = BakeRules.BaseAmi.class)
    public String baseAmi = "";

    /** The type of the instance; empty for one that suits the architecture. */
    @Parameter(variables = true)
    public String instanceType = "";

    /** In GiB; 0 for that of the base image, or as much as the recipe needs. */
    @Parameter(
            least = 0,
            most = LARGEST_VOLUME_GIB,
            bounds = ": must be 0, for the size of the base image, or up to " + LARGEST_VOLUME_GIB + '.')
    public int rootVolumeGiB;

    /** Whether the disk is encrypted, and so the image; an account or a base image may have it so all the same. */
    public boolean encrypted = true;

    /** The key of KMS for that: id, ARN or alias; empty for the account's default, {@code aws/ebs} as a rule. */
    @Parameter(variables = true, rule = BakeRules.KmsKey.class)
    public String kmsKeyId = "";

    /** The subnet of the instance; empty for one of the default VPC. */
    @Parameter(variables = true, rule = BakeRules.Subnet.class)
    public String subnetId = "";

    /** Security groups of the instance, separated by commas; empty for a temporary one. */
    @Parameter(variables = true, rule = BakeRules.SecurityGroups.class)
    public String securityGroupIds = "";

    /** Who may reach the SSH port by the temporary security group; empty for the VPC's own ranges, or the endpoint. */
    @Parameter(variables = true, rule = BakeRules.Cidr.class)
    public String allowedCidr = "";

    /** {@link #PRIVATE}, {@link #PUBLIC} or {@link #ENDPOINT}: by which way Jenkins reaches the instance. */
    public String address = PRIVATE;

    /** For {@link #ENDPOINT}: the id of the endpoint; empty for one of the VPC. */
    @Parameter(variables = true, rule = BakeRules.Endpoint.class)
    public String instanceConnectEndpointId = "";

    /** The id of an SSH private key; empty for a throw-away key. */
    @Parameter(variables = true)
    public String sshCredentialsId = "";

    /** Who logs in; empty for the user of the base image. */
    @Parameter(variables = true)
    public String sshUser = "";

    /** The SSH port of the instance. */
    @Parameter(least = 1, most = 65_535, bounds = ": must be 1 to 65535.")
    public int sshPort = 22;

    /** {@link #CELLPROFILER}, or empty for the script alone. */
    public String recipe = CELLPROFILER;

    /** The version that the recipe installs. */
    @Parameter(variables = true, rule = BakeRules.CellProfilerVersion.class)
    public String cellProfilerVersion = ParameterRules.CELLPROFILER_VERSION;

    /** The text of a shell script that is run as root after the recipe. */
    public String script = "";

    /** The path of such a script in the workspace, in place of {@link #script}. */
    @Parameter(variables = true)
    public String scriptFile = "";

    /** An index of Python packages in place of PyPI; may be empty, as the two that follow. */
    @Parameter(variables = true, rule = BakeRules.PipIndex.class)
    public String pipIndexUrl = "";

    /** A proxy for the packages of the system. */
    @Parameter(variables = true, rule = BakeRules.PackageProxy.class)
    public String packageProxy = "";

    /** A mirror of Python's archive, or the path of a Python 3.9 on the base image. */
    @Parameter(variables = true, rule = BakeRules.PythonSource.class)
    public String pythonSource = "";

    /** Tags of the AMI and of all that the bake creates: lines, or parts between commas, {@code key=value}. */
    @Parameter(variables = true, rule = BakeRules.Tags.class)
    public String tags = "";

    /** Whether an AMI that was built from identical inputs is returned in place of a new one. */
    public boolean reuse = true;

    /** Whether the instance of a bake that failed is kept for inspection. */
    public boolean keepOnFailure;

    /** How long the whole bake may take, in minutes. */
    @Parameter(least = 1, bounds = ": must be at least 1.")
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
}
