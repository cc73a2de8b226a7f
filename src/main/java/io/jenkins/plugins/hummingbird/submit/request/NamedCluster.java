package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster that an administrator has defined under a name, so that a submission needs nothing of it but that. Parameters of
 * the same names mean the same as in {@link SubmitRequest}. A text that was not given is empty, never null.
 */
public final class NamedCluster implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All of them, with their rules. */
    public static final RequestParameters<NamedCluster> PARAMETERS = RequestParameters.of(NamedCluster.class);

    /** What jobs call it. */
    @Parameter(rule = NamedClusterRules.Name.class)
    public String name = "";

    /** A cluster of ParallelCluster, whose head node is looked for; else {@link #host} says where that is. */
    public String parallelCluster = "";

    /** Where the cluster of ParallelCluster is, and as whom AWS is used. */
    public AwsRequest aws = new AwsRequest();

    public String address = HeadNodeAddress.PRIVATE;

    @Parameter(rule = TextRules.Endpoint.class)
    public String instanceConnectEndpointId = "";

    @Parameter(rule = TextRules.Host.class)
    public String host = "";

    @Parameter(least = 1, most = 65_535, bounds = "must be 1 to 65535")
    public int port = 22;

    public String user = "";

    public String sshCredentialsId = "";

    public String hostKey = "";

    @Parameter(rule = NamedClusterRules.Policy.class)
    public String hostKeyPolicy = "";

    public String knownHosts = "";

    /** Empty for the default of the step. */
    public String cellprofiler = "";

    @Parameter(rule = TextRules.Folder.class)
    public String pluginsDirectory = "";

    @Parameter(rule = TextRules.Program.class)
    public String tablesPython = "";

    /** Empty for the cluster's default; a job may then choose one. */
    @Parameter(rule = TextRules.Partition.class)
    public String partition = "";

    /** Folders and URLs of buckets or prefixes, separated by commas or lines: images lie in or below one. Empty for anywhere. */
    @Parameter(rule = NamedClusterRules.Roots.class)
    public String imageRoots = "";

    /** Likewise of the output folder, and of the URL that results are copied to. */
    @Parameter(rule = NamedClusterRules.Roots.class)
    public String outputRoots = "";

    /** What an hour of a node costs, see {@link NodePrices}; empty where that is not known. */
    @Parameter(rule = NamedClusterRules.Prices.class)
    public String nodePrices = "";

    /** Patterns of the full names of the jobs that may use it, separated by commas or lines; empty for all. */
    @Parameter(rule = NamedClusterRules.Jobs.class)
    public String jobs = "";

    /** Whether a job may give its own account, credentials, programs and partition in place of those here. */
    public boolean ownValues;

    /** Whether there is another one of the same name. Not public, for it is no parameter. */
    private boolean ambiguous;

    /** @return the same, with the problem that there is another one of its name */
    public NamedCluster asOneOfSeveral() {
        NamedCluster copy = PARAMETERS.copy(this);
        copy.ambiguous = true;
        return copy;
    }

    /** What a later version adds is null in what this one saved. */
    private Object readResolve() {
        NamedCluster initial = new NamedCluster();
        PARAMETERS.all().stream()
                .filter(parameter -> parameter.get(this) == null)
                .forEach(parameter -> parameter.set(this, parameter.get(initial)));
        return this;
    }

    /** @return whether a job may use it, by its full name */
    public boolean allows(String job) {
        return jobs.isBlank() || new NamePatterns(NamedClusterRules.words(jobs)).match(job);
    }

    /** @return what is wrong with it: sentences without a full stop; empty when nothing is */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (name.isEmpty()) {
            problems.add("name is missing: what jobs call the cluster");
        }
        if (parallelCluster.isEmpty() == host.isEmpty()) {
            problems.add(
                    "give either host, the name or address of a head node, or parallelCluster, the name of a cluster of"
                            + " ParallelCluster");
        }
        if (sshCredentialsId.isEmpty() && !ownValues) {
            problems.add("sshCredentialsId is missing: an SSH private key of Jenkins that may log in");
        }
        if (ambiguous) {
            problems.add("there are two clusters of this name: rename or delete one of them");
        }
        problems.addAll(HeadNodeAddress.check(address, parallelCluster, port, instanceConnectEndpointId));
        problems.addAll(PARAMETERS.problems(this));
        return problems;
    }

    /**
     * Whoever may configure a job may rename it within its folder: only what stands before the first star of a pattern, and ends
     * with a slash, keeps others out.
     *
     * @param jobs see {@link #jobs}
     * @return the patterns that a job of any folder, or of none, may come to match
     */
    public static List<String> patternsWithoutFolder(String jobs) {
        return NamedClusterRules.words(jobs == null ? "" : jobs).stream()
                .filter(pattern -> !pattern.equals("*") && pattern.matches("[^/]*[*].*"))
                .toList();
    }

    /** @return those of a list of roots that are folders of a file system */
    public static List<String> folders(String roots) {
        return NamedClusterRules.words(roots == null ? "" : roots).stream()
                .filter(root -> root.startsWith("/"))
                .toList();
    }
}
