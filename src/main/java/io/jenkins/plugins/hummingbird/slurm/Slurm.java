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
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Slurm's commands on a head node. A query that fails is an {@link IOException}: it says nothing about the jobs.
 */
public final class Slurm {
    /** ParallelCluster has Slurm's commands here, on PATH for login shells only. */
    private static final String WITH_SLURM_ON_PATH = "PATH=\"$PATH:/opt/slurm/bin\"; exec \"$@\"";

    /** What Slurm shows of a node whose memory it was not told: 1. */
    private static final long UNKNOWN_MEMORY = 100;

    /** A database that is away must not hold up what does without it. */
    private static final String ACCOUNTING_SECONDS = "20";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final String COUNT_TASKS = "set -o pipefail; squeue -h -r -t all -o %i | wc -l";

    private static final Script SUBMIT = Script.resource(Slurm.class, "submit-array.sh");
    private static final Script CANCEL = Script.resource(Slurm.class, "cancel-arrays.sh");

    /** How a script of ours says that the same call may work later (sysexits.h, EX_TEMPFAIL). */
    private static final int TRY_AGAIN = 75;

    private final Shell headNode;

    /** @param headNode where the commands run */
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
     * @param partition some, parted by commas; empty for all
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

    /** @return how many tasks of all users Slurm keeps, those that have ended lately included */
    public int knownTasks() throws IOException, OperationException {
        return (int) number("squeue", query("bash", "-c", COUNT_TASKS));
    }

    /**
     * @param partition some, parted by commas; empty for all
     * @return the memory that a CPU's share of a node is at least, in megabytes; empty where Slurm was not told
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
     * Asks the accounting how those tasks of some arrays ended that the controller does not know any more.
     *
     * @param ids the arrays' job ids; not empty
     * @param names the arrays' job names, unique to the submission
     * @return the tasks that have ended; empty where the cluster has no accounting, as a ParallelCluster without a
     *     database, or it does not answer
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
            throw new IOException("Slurm answered something that is not a list of tasks: " + e.getMessage(), e);
        }
    }

    /**
     * Submits one array, at most once however often it is called: a lock and a record in the folder on the head node
     * see to that, and the queue is searched for the name first.
     *
     * @param folder a folder of the submission on the head node, with the batch script in it
     * @param name the job's name, unique for all time
     * @param words sbatch's options, the name of the batch script in the folder, and the script's arguments
     * @return the id of the array
     * @throws IOException when it is not known whether it was submitted, or Slurm takes no jobs at the moment
     * @throws OperationException when Slurm refuses it, in Slurm's words
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
     * Cancels arrays by their names, those that are just being submitted included, and keeps a submission of the same
     * folder from submitting more. To be called again until it answers 0.
     *
     * @return how many tasks are still in Slurm's hands
     * @throws IOException when Slurm did not answer
     */
    public int cancel(String folder, List<String> names) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(folder));
        arguments.addAll(names);
        Result result = headNode.run(CANCEL.command(arguments));
        requireOrTryAgain(result, "Slurm does not cancel the job");
        return (int) number("scancel", result.out());
    }

    /** The last line that is a number: a wrapper of the cluster's own may print notes. */
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
            // whoever killed the script, it may have got as far as Slurm
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
