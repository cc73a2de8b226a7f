package io.jenkins.plugins.hummingbird.slurm;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Slurm's commands on a head node. A failed query is an {@link IOException}: it means nothing for the jobs.
 */
public final class Slurm {
    /** ParallelCluster has Slurm's commands here, on PATH for login shells only. */
    private static final String WITH_SLURM_ON_PATH = "PATH=\"$PATH:/opt/slurm/bin\"; exec \"$@\"";

    /** A node without RealMemory in its configuration shows 1; real nodes have more megabytes than this. */
    private static final long UNKNOWN_MEMORY = 100;

    /** A missing accounting database must not delay a submission, which works without it. */
    private static final String ACCOUNTING_SECONDS = "20";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final String COUNT_TASKS = "set -o pipefail; squeue -h -r -t all -o %i | wc -l";

    private static final Script SUBMIT = Script.resource(Slurm.class, "submit-array.sh");
    private static final Script CANCEL = Script.resource(Slurm.class, "cancel-arrays.sh");

    /** The exit code of the plugin's scripts for a temporary failure (sysexits.h, EX_TEMPFAIL). */
    private static final int TRY_AGAIN = 75;

    private final Shell headNode;

    /** @param headNode runs the commands */
    public Slurm(Shell headNode) {
        this.headNode = headNode;
    }

    /**
     * @return the controller's settings
     * @throws OperationException when the head node has no Slurm
     */
    public SlurmConfig config() throws IOException, OperationException {
        return SlurmConfig.parse(query("scontrol", "show", "config"));
    }

    /** @return the names of all partitions */
    public List<String> partitions() throws IOException, OperationException {
        return query("sinfo", "-h", "-a", "-o", "%R").lines().distinct().toList();
    }

    /**
     * @param partition names, separated by commas; empty for all
     * @return the names of their nodes
     */
    public List<String> nodes(String partition) throws IOException, OperationException {
        return nodes(partition, "%N").map(String::strip).distinct().toList();
    }

    /** @return a line for each node of the partitions, in sinfo's format */
    private Stream<String> nodes(String partition, String format) throws IOException, OperationException {
        String output = partition.isEmpty()
                ? query("sinfo", "-h", "-N", "-o", format)
                : query("sinfo", "-h", "-N", "-o", format, "-p", partition);
        return output.lines();
    }

    /** @return the nodes of all partitions, one that is in several partitions as often, as their configuration says */
    public List<NodeFeatures> nodeFeatures() throws IOException, OperationException {
        return query("sinfo", "-h", "-a", "-N", "-o", "%N %R %f")
                .lines()
                .map(NodeFeatures::parse)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @return the number of tasks of all users in the controller's memory, recently ended ones included */
    public int knownTasks() throws IOException, OperationException {
        return (int) number("squeue", query("bash", "-c", COUNT_TASKS));
    }

    /**
     * @param partition names, separated by commas; empty for all
     * @return the smallest memory per CPU of their nodes, in megabytes; empty if Slurm does not know it
     */
    public OptionalLong memoryPerCpu(String partition) throws IOException, OperationException {
        return nodes(partition, "%c %m")
                .map(line -> line.strip().split("\\s+"))
                .filter(words ->
                        words.length == 2 && NUMBER.matcher(words[0] + words[1]).matches())
                .filter(words -> Long.parseLong(words[0]) > 0 && Long.parseLong(words[1]) > UNKNOWN_MEMORY)
                .mapToLong(words -> Long.parseLong(words[1]) / Long.parseLong(words[0]))
                .min();
    }

    /**
     * @param partition names, separated by commas; empty for all
     * @return each size that their nodes have; Slurm knows temporary space only where TmpDisk is configured
     */
    public List<NodeSize> nodeSizes(String partition) throws IOException, OperationException {
        return nodes(partition, "%c %d")
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 2
                        && NUMBER.matcher(words[0]).matches()
                        && NUMBER.matcher(words[1]).matches())
                .map(words -> new NodeSize(Long.parseLong(words[0]), Long.parseLong(words[1])))
                .distinct()
                .toList();
    }

    /**
     * @param partition names, separated by commas; empty for the default partition
     * @return its nodes, each once
     */
    public List<PartitionNode> partitionNodes(String partition) throws IOException, OperationException {
        return nodes(partition, PartitionNode.FORMAT)
                .filter(line -> !partition.isEmpty() || PartitionNode.isOfDefault(line))
                .map(PartitionNode::parse)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(PartitionNode::name, node -> node, (one, other) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * Reads from the accounting how tasks ended that the controller has forgotten.
     *
     * @param ids the arrays' job ids; not empty
     * @param names the arrays' job names, unique to the submission
     * @return the tasks that have ended; empty if the cluster has no accounting, like a ParallelCluster without a
     *     database, or it does not respond
     */
    public List<QueuedTask> accounted(Collection<String> ids, Collection<String> names)
            throws IOException, OperationException {
        List<String> words = new ArrayList<>(List.of("timeout", ACCOUNTING_SECONDS, "sacct", "-n", "-X", "-P"));
        words.addAll(List.of("-j", String.join(",", ids), "--name=" + String.join(",", names)));
        words.addAll(List.of("-o", QueuedTask.ACCOUNTED));
        Result result =
                headNode.run(slurm(words.toArray(new String[0])).named("sacct").largest(Limits.QUEUE));
        return result.succeeded() ? parse(result.out(), QueuedTask::parseAccounted) : List.of();
    }

    static List<QueuedTask> parse(String lines, Function<String, List<QueuedTask>> parser) throws IOException {
        try {
            return parser.apply(lines);
        } catch (NumberFormatException e) {
            throw new IOException("Slurm printed something that is not a list of tasks: " + e.getMessage(), e);
        }
    }

    /**
     * Submits one array. Repeated calls submit it once: a lock and a record in the folder on the head node ensure that, and
     * the queue is searched for the name first.
     *
     * @param folder a folder of the submission on the head node, with the batch script in it
     * @param name the job's name, unique for all time
     * @param words sbatch's options, the name of the batch script in the folder, and the script's arguments
     * @return the id of the array
     * @throws IOException when it is unknown whether it was submitted, or Slurm accepts no jobs at the moment
     * @throws OperationException when Slurm rejects it, with Slurm's message
     */
    public String submit(String folder, String name, List<String> words) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(folder, name));
        arguments.addAll(words);
        Result result = headNode.run(SUBMIT.command(arguments).timeout(Duration.ofSeconds(100)));
        requireOrTryAgain(result, "Slurm takes no job");
        String id = result.out().strip();
        if (!id.matches("\\d+")) {
            throw new OperationException("sbatch on the head node did not answer with a job id: '" + id + "'");
        }
        return id;
    }

    /**
     * Cancels arrays by their names, also those whose submission is in progress, and prevents further submissions from the
     * same folder. To be called again until it returns 0.
     *
     * @return the number of tasks that Slurm may still run
     * @throws IOException when Slurm did not respond
     */
    public int cancel(String folder, List<String> names) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(folder));
        arguments.addAll(names);
        Result result = headNode.run(CANCEL.command(arguments));
        requireOrTryAgain(result, "Slurm does not cancel the job");
        return (int) number("scancel", result.out());
    }

    /** The last line that is a number, since a wrapper script of the cluster may print other lines. */
    private static long number(String program, String output) throws IOException {
        return output.lines()
                .map(String::strip)
                .filter(line -> NUMBER.matcher(line).matches())
                .mapToLong(Long::parseLong)
                .reduce((one, next) -> next)
                .orElseThrow(() -> new IOException(program + " on the head node should say a number, but says: "
                        + new Result(0, output, "").said()));
    }

    private String query(String... words) throws IOException, OperationException {
        Command command = slurm(words);
        Result result = headNode.run(command);
        if (result.exit() == 127) {
            throw new OperationException(headNode + " has no command " + words[0]
                    + " on its PATH or in /opt/slurm/bin: is it the head node of a Slurm cluster?");
        }
        require(result, command);
        return result.out();
    }

    private static Command slurm(String... words) {
        return Command.script(WITH_SLURM_ON_PATH, words).named(words[0]);
    }

    private static void require(Result result, Command command) throws IOException {
        if (!result.succeeded()) {
            throw new IOException(result.failure(command));
        }
    }

    private static void requireOrTryAgain(Result result, String what) throws IOException, OperationException {
        if (result.signal() != null) {
            // the script may have reached Slurm before it was killed
            throw new IOException(what + ": the script that asks it was ended by signal " + result.signal());
        }
        if (!result.succeeded()) {
            String why = result.said().isEmpty()
                    ? "the script that asks it ended with exit code " + result.exit() + ", and said nothing"
                    : result.said();
            if (result.exit() == TRY_AGAIN) {
                throw new IOException(what + ": " + why);
            }
            throw new OperationException(what + ": " + why);
        }
    }
}
