package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.io.Serializable;
import java.util.List;

/** The parameters of the step, with variables expanded. Texts are empty where nothing was given. */
public final class ClusterRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All of them, with their rules. */
    public static final RequestParameters<ClusterRequest> PARAMETERS = RequestParameters.of(ClusterRequest.class);

    /** Where AWS is, and as whom. */
    public AwsRequest aws = new AwsRequest();

    /** See {@link ClusterAction#word()}. */
    public String action = "";

    /** The cluster; empty for a list. */
    @Parameter(variables = true, rule = ClusterRules.Name.class)
    public String name = "";

    /** The path of a configuration in the workspace. */
    @Parameter(variables = true)
    public String configuration = "";

    /** Its text, in place of {@link #configuration}. */
    public String configurationText = "";

    /** The id of an image for the nodes; empty for what the configuration says. */
    @Parameter(variables = true, rule = ClusterRules.CustomAmi.class)
    public String customAmi = "";

    /** The directory of the cluster's users; empty for what the configuration says. */
    @Parameter(variables = true, rule = ClusterRules.Directory.class)
    public String directoryId = "";

    /** Who reads the directory: a distinguished name or a plain one. */
    @Parameter(variables = true)
    public String domainReadOnlyUser = "";

    /** The secret with that user's password. */
    @Parameter(variables = true)
    public String passwordSecretArn = "";

    /** The name of a tool of Jenkins, or a path or name of the CLI's command; empty for {@code pcluster}. */
    @Parameter(variables = true)
    public String pcluster = "";

    /** Whether the resources of a failed creation are deleted. */
    public boolean rollbackOnFailure = true;

    /** Validators of ParallelCluster to leave out, separated by blanks or commas: {@code ALL} or {@code type:NAME}. */
    @Parameter(variables = true, rule = ClusterRules.Validators.class)
    public String suppressValidators = "";

    /** Whether the compute fleet is stopped before an update and started after it. */
    public boolean stopFleet;

    /** Whether the step waits until the change that it started is complete. */
    public boolean wait = true;

    /** Whether action stop stops the head node, too. */
    public boolean headNode;

    /** Whether a cluster that Hummingbird did not create may be deleted. */
    public boolean force;

    /**
     * Resources of the cluster's stack, separated by blanks or commas, that remain in AWS when a deletion could not delete
     * them and is repeated; empty for none.
     */
    @Parameter(variables = true, rule = ClusterRules.StackResources.class)
    public String retain = "";

    /** After how many hours a later build of the job may delete the cluster; 0 for never. */
    @Parameter(least = 0, bounds = ": must be 0, for never, or more.")
    public int expiresAfterHours;

    /** How long all may take, in minutes. */
    @Parameter(least = 1, bounds = ": must be at least 1.")
    public int timeoutMinutes = 60;

    /** For images: a word such as {@code ubuntu2204}; empty for all. */
    public String os = "";

    /** For images: {@code x86_64} or {@code arm64}; empty for both. */
    public String architecture = "";

    /** @return the words of {@link #retain}; none where it is empty */
    public List<String> retainedResources() {
        return words(retain);
    }

    /** @return the words of {@link #suppressValidators}; none where it is empty */
    public List<String> suppressedValidators() {
        return words(suppressValidators);
    }

    static List<String> words(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split("[\\s,]+"));
    }
}
