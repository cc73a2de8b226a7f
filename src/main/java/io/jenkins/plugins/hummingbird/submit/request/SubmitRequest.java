package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.io.Serializable;
import java.util.List;

/**
 * What a submission is asked to do: the parameters of the step, as docs/steps.md describes them. A text that was not
 * given is empty, never null. Fields are set once, by whoever makes the request, and only read from then on.
 */
public final class SubmitRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A value of {@link #onFailed}, as the next one. */
    public static final String FAILURE = TextRules.Result.FAILURE;

    public static final String UNSTABLE = TextRules.Result.UNSTABLE;

    /** A word of {@link #measurements}. */
    public static final String AGAIN = "again";

    /** All of them, with their rules. */
    public static final RequestParameters<SubmitRequest> PARAMETERS = RequestParameters.of(SubmitRequest.class);

    /** A cluster that the administrator has named, of which no more than the name is given; or one of ParallelCluster. */
    @Parameter(variables = true)
    public String cluster = "";

    /** What that name stood for; null for none. Not public, for it is no parameter. */
    private UsedCluster used;

    /** Where that is, and as whom AWS is asked for it. */
    public AwsRequest aws = new AwsRequest();

    /** By which way its head node is reached: {@code private}, {@code public} or {@code endpoint}. */
    public String address = HeadNodeAddress.PRIVATE;

    /** For {@code endpoint}: the id of the endpoint; empty for one of the cluster's VPC. */
    @Parameter(variables = true, rule = TextRules.Endpoint.class)
    public String instanceConnectEndpointId = "";

    /** The head node, in place of {@link #cluster}: a name or an address. */
    @Parameter(variables = true, rule = TextRules.Host.class)
    public String host = "";

    /** Its SSH port. */
    @Parameter(least = 1, most = 65_535, bounds = "must be 1 to 65535")
    public int port = 22;

    /** The account there; empty for the user name of the credential. */
    @Parameter(variables = true)
    public String user = "";

    /** The id of an SSH private key among the credentials. */
    @Parameter(variables = true)
    public String sshCredentialsId = "";

    /** For {@code pinned}: a public key, or its SHA256 fingerprint. */
    public String hostKey = "";

    /** A word of {@link HostKeyPolicy}. */
    public String hostKeyPolicy = "";

    /** For {@code knownHosts}: lines of a known_hosts file. */
    public String knownHosts = "";

    /** A .cppipe file: a path in the workspace, or an absolute one on the head node. */
    @Parameter(variables = true, rule = TextRules.FilePath.class)
    public String pipeline = "";

    /** The text of a .cppipe file, in place of {@link #pipeline}. */
    public String pipelineText = "";

    /** An image table: a path in the workspace, an absolute one on the head node, or the URL of an object in S3. */
    @Parameter(variables = true, rule = S3Rules.TableFile.class)
    public String dataFile = "";

    /** The text of an image table, in place of {@link #dataFile}. */
    public String dataFileText = "";

    /** The image folder on the head node and the compute nodes, absolute; or the URL of a bucket or of a prefix in it. */
    @Parameter(variables = true, rule = S3Rules.ImageFolder.class)
    public String images = "";

    /** What makes the image table out of the files below {@link #images}: an expression, a preset, or {@code auto}. */
    public String imagePattern = "";

    /** What the pipeline calls the channels of the table, such as {@code DNA=w1,Actin=w2}; empty for the same names. */
    @Parameter(variables = true, rule = TextRules.Channels.class)
    public String channels = "";

    /** The path of an illumination function, with {@code {Channel}} and metadata keys in braces; empty for none. */
    @Parameter(variables = true, rule = TextRules.FilePath.class)
    public String illumination = "";

    /** The output folder on the shared file system, absolute. */
    @Parameter(variables = true, rule = TextRules.Folder.class)
    public String output = "";

    /** Metadata keys, separated by commas; empty for the pipeline's own. */
    @Parameter(variables = true, rule = TextRules.MetadataKeys.class)
    public String groupBy = "";

    /** How many groups to run, chosen from all over the plates; 0 for all. */
    @Parameter(least = 0, most = 1000, bounds = "must be 0 (all groups) to 1000")
    public int sample;

    /** How many groups a task has, one after the other. */
    @Parameter(least = 1, most = 1000, bounds = "must be 1 to 1000")
    public int groupsPerTask = 1;

    /** Whether each task reads a table of its own group only. */
    public boolean slice = true;

    /** The command on the compute nodes: a name on PATH or an absolute path, and words before and after it; quotes count. */
    @Parameter(variables = true)
    public String cellprofiler = "cellprofiler";

    /** A folder of CellProfiler plugins on the compute nodes, absolute; may be empty. */
    @Parameter(variables = true, rule = TextRules.Folder.class)
    public String pluginsDirectory = "";

    /** The home of the tasks: empty or {@code own} for one of each task's own, {@code user}, or an absolute folder. */
    @Parameter(variables = true, rule = TextRules.Home.class)
    public String home = "";

    /** A Slurm partition; empty for the cluster's default. */
    @Parameter(variables = true, rule = TextRules.Partition.class)
    public String partition = "";

    /** CPUs for each task. */
    @Parameter(least = 1, bounds = "must be at least 1")
    public int cpus = 1;

    /** Memory for each task, see {@link Memory}. */
    @Parameter(rule = TextRules.MemoryAmount.class)
    public String memory = "4G";

    /** Time for each task, see {@link TimeLimit}. */
    @Parameter(rule = TextRules.Time.class)
    public String timeLimit = "4h";

    /** How many tasks may run at one time; 0 for no limit. */
    @Parameter(least = 0, bounds = "must be 0 (no limit) or more")
    public int maxConcurrent;

    /** More words for sbatch, as a shell would read them, such as {@code --qos=night}. */
    @Parameter(variables = true, rule = TextRules.Sbatch.class)
    public String sbatchOptions = "";

    /** How often a group that failed or was lost is tried again. */
    @Parameter(least = 0, most = 10, bounds = "must be 0 to 10")
    public int retries = 1;

    /** Whether groups are left out that an earlier submission has done with the same inputs. */
    public boolean skipDone = true;

    /** With {@link #skipDone}: whether that also goes for groups with inputs that nobody could look at, such as URLs. */
    public boolean trustUnchecked;

    /** How many attempts of a group keep their results, the one that counts included. */
    @Parameter(least = 1, bounds = "must be at least 1")
    public int keepAttempts = 1;

    /** Patterns, separated by commas, of files that each group must have written. */
    @Parameter(rule = TextRules.Patterns.class)
    public String expectedFiles = "";

    /** How large an expected file must be at least, in bytes. */
    @Parameter(least = 1, bounds = "must be at least 1 byte")
    public long minFileSize = 1;

    /** Patterns, separated by commas, of small output files that become artifacts. */
    @Parameter(rule = TextRules.Patterns.class)
    public String archive = "";

    /**
     * Patterns, separated by commas, of columns to keep of what groups measured; empty for nothing of it. The word
     * {@value #AGAIN} among them has skipped groups measured that have no record of that.
     */
    @Parameter(rule = TextRules.ColumnPatterns.class)
    public String measurements = "*";

    /** Patterns, separated by commas, of columns that become heat maps among the artifacts, besides numbers of objects. */
    @Parameter(rule = TextRules.ColumnPatterns.class)
    public String heatmaps = "";

    /** Whether and how the groups' tables are merged. */
    public TablesRequest merging = new TablesRequest();

    /** How images are read from S3, and whether results are copied there. */
    public S3Request s3 = new S3Request();

    /** How many groups may fail before the submission counts as failed. */
    @Parameter(least = 0, bounds = "must be 0 or more")
    public int maxFailed;

    /** What more failed groups than that make of the build: {@code FAILURE} or {@code UNSTABLE}. */
    @Parameter(rule = TextRules.Result.class)
    public String onFailed = FAILURE;

    /** How long the whole submission may take, in minutes. */
    @Parameter(least = 1, bounds = "must be at least 1")
    public int timeoutMinutes = 2880;

    /** @return the metadata keys of {@link #groupBy}; empty for the pipeline's own */
    public List<String> groupingKeys() {
        return TextRules.words(groupBy);
    }

    /** @return the patterns of {@link #expectedFiles} */
    public List<String> expectedPatterns() {
        return TextRules.words(expectedFiles);
    }

    /** @return whether skipped groups without a record of what they measured are measured, by tasks */
    public boolean measuresAgain() {
        return TextRules.words(measurements).contains(AGAIN);
    }

    /** @return the patterns of {@link #archive} */
    public List<String> archivePatterns() {
        return TextRules.words(archive);
    }

    /** @return whether the pipeline is a file on the head node */
    public boolean pipelineOnHeadNode() {
        return pipeline.startsWith("/");
    }

    /** @return whether the image table is a file on the head node */
    public boolean tableOnHeadNode() {
        return dataFile.startsWith("/");
    }

    /** @return what a named cluster gave, whose head node then is {@link #cluster} or {@link #host}; null where none is named */
    public UsedCluster used() {
        return used;
    }

    void use(UsedCluster named) {
        used = named;
    }

    /** @return what an hour of a node costs, as far as the administrator has said it */
    public NodePrices nodePrices() {
        return used == null ? NodePrices.NONE : used.nodePrices();
    }

    /** @return whether the image table is an object in S3 */
    public boolean tableInS3() {
        return S3Location.isS3(dataFile);
    }

    /** @return whether {@link #images} names objects in S3 */
    public boolean imagesInS3() {
        return S3Location.isS3(images);
    }

    /** @return {@link #images} where that is a folder of the file system, otherwise empty */
    public String localImages() {
        return imagesInS3() ? "" : images;
    }

    /** @return {@link #home} as the scripts have it: empty for a home of each task's own */
    public String taskHome() {
        return home.equals(TextRules.Home.OWN) ? "" : home;
    }

    /** @return {@link #images} without a slash at its end or, but in a URL, two in a row */
    public String imageFolder() {
        return imagesInS3()
                ? images.replaceFirst("/$", "")
                : images.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    }

    /** @return whether neither an image table is given nor how to make one: the pipeline says what the files become */
    public boolean fileLists() {
        return dataFile.isEmpty() && dataFileText.isEmpty() && imagePattern.isEmpty();
    }

    /** @throws OperationException when something is missing or wrong, see {@link SubmitCheck} */
    public void check() throws OperationException {
        SubmitCheck.check(this);
    }
}
