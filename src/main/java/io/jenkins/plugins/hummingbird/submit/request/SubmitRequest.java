package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.SbatchOptions;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.HostName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a submission is asked to do: the parameters of the step, as docs/steps.md describes them. A text that was not
 * given is empty, never null. Fields are set once, by whoever makes the request, and only read from then on.
 */
public final class SubmitRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A value of {@link #onFailed}. */
    public static final String FAILURE = "FAILURE";

    /** A value of {@link #onFailed}. */
    public static final String UNSTABLE = "UNSTABLE";

    /** A value of {@link #address}. */
    public static final String PRIVATE = "private";

    /** A value of {@link #address}. */
    public static final String PUBLIC = "public";

    /** A value of {@link #address}: the private one, through an EC2 Instance Connect Endpoint. */
    public static final String ENDPOINT = "endpoint";

    /** A value of {@link #home}. */
    static final String OWN_HOME = "own";

    /** A value of {@link #home}. */
    static final String USERS_HOME = "user";

    /** A cluster of ParallelCluster. */
    public String cluster = "";

    /** Where that is, and as whom AWS is asked for it. */
    public AwsRequest aws = new AwsRequest();

    /** By which way its head node is reached: {@code private}, {@code public} or {@code endpoint}. */
    public String address = PRIVATE;

    /** For {@code endpoint}: the id of the endpoint; empty for one of the cluster's VPC. */
    public String instanceConnectEndpointId = "";

    /** The head node, in place of {@link #cluster}: a name or an address. */
    public String host = "";

    /** Its SSH port. */
    public int port = 22;

    /** The account there; empty for the user name of the credential. */
    public String user = "";

    /** The id of an SSH private key among the credentials. */
    public String sshCredentialsId = "";

    /** For {@code pinned}: a public key, or its SHA256 fingerprint. */
    public String hostKey = "";

    /** A word of {@link HostKeyPolicy}. */
    public String hostKeyPolicy = "";

    /** For {@code knownHosts}: lines of a known_hosts file. */
    public String knownHosts = "";

    /** A .cppipe file: a path in the workspace, or an absolute one on the head node. */
    public String pipeline = "";

    /** The text of a .cppipe file, in place of {@link #pipeline}. */
    public String pipelineText = "";

    /** An image table: a path in the workspace, or an absolute one on the head node. */
    public String dataFile = "";

    /** The text of an image table, in place of {@link #dataFile}. */
    public String dataFileText = "";

    /** The image folder on the head node and the compute nodes, absolute. */
    public String images = "";

    /** A regular expression that makes the image table out of the files below {@link #images}. */
    public String imagePattern = "";

    /** What the pipeline calls the channels of the table, such as {@code DNA=w1,Actin=w2}; empty for the same names. */
    public String channels = "";

    /** The path of an illumination function, with {@code {Channel}} and metadata keys in braces; empty for none. */
    public String illumination = "";

    /** The output folder on the shared file system, absolute. */
    public String output = "";

    /** Metadata keys, parted by commas; empty for the pipeline's own. */
    public String groupBy = "";

    /** How many groups a task has, one after the other. */
    public int groupsPerTask = 1;

    /** Whether each task reads a table of its own group only. */
    public boolean slice = true;

    /** The command on the compute nodes: a name on PATH or an absolute path, and words before and after it; quotes count. */
    public String cellprofiler = "cellprofiler";

    /** A folder of CellProfiler plugins on the compute nodes, absolute; may be empty. */
    public String pluginsDirectory = "";

    /** The home of the tasks: empty or {@code own} for one of each task's own, {@code user}, or an absolute folder. */
    public String home = "";

    /** A Slurm partition; empty for the cluster's default. */
    public String partition = "";

    /** CPUs for each task. */
    public int cpus = 1;

    /** Memory for each task, see {@link Memory}. */
    public String memory = "4G";

    /** Time for each task, see {@link TimeLimit}. */
    public String timeLimit = "4h";

    /** How many tasks may run at one time; 0 for no limit. */
    public int maxConcurrent;

    /** More words for sbatch, as a shell would read them, such as {@code --qos=night}. */
    public String sbatchOptions = "";

    /** How often a group that failed or was lost is tried again. */
    public int retries = 1;

    /** Whether groups are left out that an earlier submission has done with the same inputs. */
    public boolean skipDone = true;

    /** With {@link #skipDone}: whether that also goes for groups with inputs that nobody could look at, such as URLs. */
    public boolean trustUnchecked;

    /** How many attempts of a group keep their results, the one that counts included. */
    public int keepAttempts = 1;

    /** Patterns, parted by commas, of files that each group must have written. */
    public String expectedFiles = "";

    /** How large an expected file must be at least, in bytes. */
    public long minFileSize = 1;

    /** Patterns, parted by commas, of small output files that become artifacts. */
    public String archive = "";

    /** How many groups may fail before the submission counts as failed. */
    public int maxFailed;

    /** What more failed groups than that make of the build: {@code FAILURE} or {@code UNSTABLE}. */
    public String onFailed = FAILURE;

    /** How long the whole submission may take, in minutes. */
    public int timeoutMinutes = 2880;

    /** @return the metadata keys of {@link #groupBy}; empty for the pipeline's own */
    public List<String> groupingKeys() {
        return Texts.words(groupBy);
    }

    /** @return the patterns of {@link #expectedFiles} */
    public List<String> expectedPatterns() {
        return Texts.words(expectedFiles);
    }

    /** @return the patterns of {@link #archive} */
    public List<String> archivePatterns() {
        return Texts.words(archive);
    }

    /** @return whether the pipeline is a file on the head node */
    public boolean pipelineOnHeadNode() {
        return pipeline.startsWith("/");
    }

    /** @return whether the image table is a file on the head node */
    public boolean tableOnHeadNode() {
        return dataFile.startsWith("/");
    }

    /** @return whether it names a cluster, whose head node is to be found, and not a host */
    public boolean ofCluster() {
        return !cluster.isEmpty();
    }

    /** @return whether the image files are to be listed: there is no image table */
    public boolean listsImages() {
        return tableFromNames() || fileLists();
    }

    /** @return whether the image table is to be made out of file names */
    public boolean tableFromNames() {
        return !imagePattern.isEmpty();
    }

    /** @return {@link #home} as the scripts have it: empty for a home of each task's own */
    public String taskHome() {
        return home.equals(OWN_HOME) ? "" : home;
    }

    /** @return {@link #images} without a slash at its end or two in a row */
    public String imageFolder() {
        return images.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    }

    /** @return whether there is no image table: the pipeline's own modules are to make image sets of the files */
    public boolean fileLists() {
        return dataFile.isEmpty() && dataFileText.isEmpty() && imagePattern.isEmpty();
    }

    /**
     * Looks at everything that can be judged without asking anybody.
     *
     * @throws OperationException when something is missing or wrong; the message names all of it
     */
    public void check() throws OperationException {
        List<String> problems = new ArrayList<>();
        need(
                problems,
                cluster.isEmpty() != host.isEmpty(),
                "give either cluster, the name of a cluster of ParallelCluster, or host, the name or address of a head"
                        + " node");
        problems.addAll(HostName.problems(host));
        HeadNodeAddress.check(this).forEach(problems::add);
        checkNumber(problems, Bounds.PORT, port);
        need(problems, !sshCredentialsId.isEmpty(), "sshCredentialsId is missing: an SSH private key that may log in");
        need(problems, pipeline.isEmpty() != pipelineText.isEmpty(), "give either pipeline or pipelineText");
        need(
                problems,
                Stream.of(dataFile, dataFileText, imagePattern)
                                .filter(text -> !text.isEmpty())
                                .count()
                        <= 1,
                "give one of dataFile, dataFileText, and images with imagePattern");
        need(
                problems,
                !fileLists() || !images.isEmpty(),
                "give dataFile, dataFileText or imagePattern for a pipeline with LoadData; or images alone for one"
                        + " with the modules Images and NamesAndTypes");
        need(
                problems,
                !fileLists() || illumination.isEmpty(),
                "illumination adds to an image table, and there is none: load the functions in NamesAndTypes");
        need(
                problems,
                !fileLists() || channels.isEmpty(),
                "channels names the channels of an image table, and there is none: name them in NamesAndTypes");
        need(problems, !fileLists() || slice, "slice: false needs an image table, and there is none");
        need(problems, imagePattern.isEmpty() || !images.isEmpty(), "imagePattern needs images: the folder to look in");
        need(problems, !output.isEmpty(), "output is missing: a folder that the head node and all compute nodes share");
        problems.addAll(Texts.OUTPUT.problems(output));
        problems.addAll(Texts.IMAGES.problems(images));
        problems.addAll(Texts.PLUGINS_DIRECTORY.problems(pluginsDirectory));
        problems.addAll(Texts.HOME.problems(home));
        problems.addAll(Texts.PIPELINE.problems(pipeline));
        problems.addAll(Texts.DATA_FILE.problems(dataFile));
        problems.addAll(Texts.CHANNELS.problems(channels));
        problems.addAll(Texts.ILLUMINATION.problems(illumination));
        problems.addAll(Texts.GROUP_BY.problems(groupBy));
        problems.addAll(Texts.EXPECTED_FILES.problems(expectedFiles));
        problems.addAll(Texts.ARCHIVE.problems(archive));
        need(problems, !cellprofiler.isEmpty(), "cellprofiler is empty: the command on the compute nodes");
        problems.addAll(Texts.PARTITION.problems(partition));
        checkNumber(problems, Bounds.CPUS, cpus);
        checkNumber(problems, Bounds.GROUPS_PER_TASK, groupsPerTask);
        checkNumber(problems, Bounds.MAX_CONCURRENT, maxConcurrent);
        checkNumber(problems, Bounds.MIN_FILE_SIZE, minFileSize);
        checkNumber(problems, Bounds.RETRIES, retries);
        checkNumber(problems, Bounds.KEEP_ATTEMPTS, keepAttempts);
        checkNumber(problems, Bounds.MAX_FAILED, maxFailed);
        need(problems, List.of(FAILURE, UNSTABLE).contains(onFailed), "onFailed must be FAILURE or UNSTABLE");
        checkNumber(problems, Bounds.TIMEOUT_MINUTES, timeoutMinutes);
        checkAmount(problems, "memory", () -> Memory.megabytes(memory));
        checkAmount(problems, "sbatchOptions", () -> SbatchOptions.parse(sbatchOptions));
        checkAmount(problems, "timeLimit", () -> TimeLimit.minutes(timeLimit));
        HostKeyPolicy.parse(hostKeyPolicy);
        if (!problems.isEmpty()) {
            throw new OperationException("The submission cannot start: " + String.join("; ", problems) + ".");
        }
        if (tableFromNames()) {
            checkKeys(groupBy, new ImagePattern(imagePattern));
        }
    }

    /** @throws OperationException when no table that the pattern makes has a key of {@code groupBy} */
    public static void checkKeys(String groupBy, ImagePattern pattern) throws OperationException {
        Grouping.checkKeys(Texts.words(groupBy), pattern.metadataColumns());
    }

    private static void need(List<String> problems, boolean met, String problem) {
        if (!met) {
            problems.add(problem);
        }
    }

    private static void checkNumber(List<String> problems, Bounds bounds, long number) {
        need(problems, bounds.hold(number), bounds.rule());
    }

    private static void checkAmount(List<String> problems, String name, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
        }
    }
}
