package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import java.io.Serializable;
import java.util.List;

/** The parameters of the step, with variables expanded. Texts are empty where nothing was given. */
public final class ClusterRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where AWS is, and as whom. */
    public AwsRequest aws = new AwsRequest();

    /** A word of {@link ClusterAction}. */
    public String action = "";

    /** The cluster; empty for a list. */
    public String name = "";

    /** The path of a configuration in the workspace. */
    public String configuration = "";

    /** Its text, in place of {@link #configuration}. */
    public String configurationText = "";

    /** The id of an image for the nodes; empty for what the configuration says. */
    public String customAmi = "";

    /** The directory of the cluster's users; empty for what the configuration says. */
    public String directoryId = "";

    /** Who reads the directory: a distinguished name or a plain one. */
    public String domainReadOnlyUser = "";

    /** The secret with that user's password. */
    public String passwordSecretArn = "";

    /** The name of a tool of Jenkins, or a path or name of the CLI's command; empty for {@code pcluster}. */
    public String pcluster = "";

    /** Whether what a failed creation has made is removed. */
    public boolean rollbackOnFailure = true;

    /** Validators of ParallelCluster to leave out, separated by blanks or commas: {@code ALL} or {@code type:NAME}. */
    public String suppressValidators = "";

    /** Whether an update stops the compute fleet before, and starts it again after it. */
    public boolean stopFleet;

    /** Whether the step ends only when what it began is done. */
    public boolean wait = true;

    /** Whether the head node is stopped, too. */
    public boolean headNode;

    /** Whether a cluster that Hummingbird did not make may be deleted. */
    public boolean force;

    /**
     * Resources of the cluster's stack, separated by blanks or commas, that a deletion leaves in AWS when an earlier one
     * could not delete them; empty for none.
     */
    public String retain = "";

    /** After how many hours a later build of the job may delete the cluster; 0 for never. */
    public int expiresAfterHours;

    /** How long all may take, in minutes. */
    public int timeoutMinutes = 60;

    /** For images: a word such as {@code ubuntu2204}; empty for all. */
    public String os = "";

    /** For images: {@code x86_64} or {@code arm64}; empty for both. */
    public String architecture = "";

    /** @throws OperationException when no cluster can have that name */
    public static void checkName(String name) throws OperationException {
        ClusterName.check("name", name);
    }

    /** @throws OperationException when a text is not the id of an image */
    public static void checkCustomAmi(String id) throws OperationException {
        AmiId.check("customAmi", id);
    }

    /** @throws OperationException when a text is not the id of a directory */
    public static void checkDirectory(String id) throws OperationException {
        DirectoryId.check(id);
    }

    /** @throws OperationException when a text is no list of a stack's resources */
    public static void checkRetain(String list) throws OperationException {
        if (!words(list).stream().allMatch(one -> one.matches("[A-Za-z0-9]+"))) {
            throw new OperationException(
                    "retain: '" + list + "' are not names of resources of a stack; the names are in"
                            + " the message of the deletion that failed, such as ComputeSecurityGroup, separated by commas.");
        }
    }

    /** @throws OperationException when a text is no list of ParallelCluster's validators */
    public static void checkValidators(String list) throws OperationException {
        if (!words(list).stream().allMatch(one -> one.matches("ALL|type:[A-Za-z0-9]+"))) {
            throw new OperationException("suppressValidators: '" + list
                    + "' are not names of validators; ALL, or type:NAME, separated by blanks, such as"
                    + " type:DomainAddrValidator.");
        }
    }

    /** @return the words of {@link #retain}; none where it is empty */
    public List<String> retainedResources() {
        return words(retain);
    }

    /** @return the words of {@link #suppressValidators}; none where it is empty */
    public List<String> suppressedValidators() {
        return words(suppressValidators);
    }

    private static List<String> words(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split("[\\s,]+"));
    }
}
