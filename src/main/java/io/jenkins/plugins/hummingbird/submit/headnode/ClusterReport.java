package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.SlurmConfig;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether submissions would find on a head node what they need, for a person who asks: Slurm and its partitions, CellProfiler,
 * plugins, the Python that merges tables, folders for results with free space. Changes nothing there.
 */
public final class ClusterReport {
    private static final int MOST_PARTITIONS = 20;

    /** Less than the 60 seconds that a proxy such as nginx waits for an answer; CellProfiler has 40 of them. */
    private static final Duration LONGEST = Duration.ofSeconds(55);

    private final List<String> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private ClusterReport() {}

    /**
     * @param request says which partition, CellProfiler, plugins and Python; the rest of it does not count
     * @param outputRoots folders that results may lie in; may be empty
     * @throws OperationException when the host has no Slurm, or the command is none
     */
    public static ClusterReport of(Shell headNode, SubmitRequest request, List<String> outputRoots)
            throws IOException, OperationException {
        ClusterReport report = new ClusterReport();
        Slurm slurm = new Slurm(headNode);
        SlurmConfig config = slurm.config();
        List<String> partitions = slurm.partitions();
        report.found.add("Slurm " + config.version() + ", cluster " + config.clusterName());
        report.found.add("partitions: "
                + String.join(", ", partitions.subList(0, Math.min(MOST_PARTITIONS, partitions.size())))
                + (partitions.size() > MOST_PARTITIONS
                        ? " and " + (partitions.size() - MOST_PARTITIONS) + " more"
                        : ""));
        CheckHeadNode.missing(request.partition, partitions)
                .forEach(one -> report.missing.add("the cluster has no partition " + one));
        List<String> words = CellProfilerCommand.parse(request.cellprofiler).words();
        List<String> arguments = new ArrayList<>(
                List.of(request.pluginsDirectory, request.merging.tablesPython, Integer.toString(words.size())));
        arguments.addAll(words);
        arguments.addAll(outputRoots);
        headNode.output(RemoteScripts.REPORT_CLUSTER
                        .command(arguments)
                        .named("the report of the head node")
                        .timeout(LONGEST))
                .lines()
                .forEach(line -> report.read(line.split("\t", 3), request.cellprofiler));
        return report;
    }

    private void read(String[] parts, String cellprofiler) {
        String value = parts.length < 2 ? "" : parts[1];
        switch (parts[0]) {
            case "cellprofiler" -> found.add("CellProfiler " + value + " starts");
            case "no-cellprofiler" -> missing.add("CellProfiler does not start on the head node: " + value);
            case "no-command" ->
                missing.add("the head node has no command " + cellprofiler
                        + ": tasks need it on the compute nodes, where it was not looked for");
            case "no-plugins" ->
                missing.add("the head node has no plugins folder " + value
                        + ": submissions need it there and on the compute nodes");
            case "tables-python" -> found.add("Python for tables: " + value);
            case "no-tables-python" ->
                missing.add("the head node has no Python 3.6 or later for tables (tried: " + value
                        + "): submissions with tables need it there and on the compute nodes");
            case "space" -> {
                if (parts.length == 3 && parts[2].strip().matches("[0-9]{1,18}")) {
                    found.add(ByteSize.words(Long.parseLong(parts[2].strip())) + " free in " + value);
                }
            }
            case "no-folder" -> missing.add("there is no folder " + value + " that this account can write to");
            default -> {
                // a message of the login shell
            }
        }
    }

    /** @return what is there, as one line */
    public String found() {
        return String.join("; ", found);
    }

    /** @return what is not as submissions need it: sentences without a full stop */
    public List<String> missing() {
        return missing;
    }
}
