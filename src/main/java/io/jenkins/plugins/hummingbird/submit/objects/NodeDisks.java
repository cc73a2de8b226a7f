package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.slurm.NodeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** How much tasks fetch, and whether the disks of the nodes hold it, where Slurm knows the disks. */
final class NodeDisks {
    private static final long MEGABYTE = 1 << 20;
    private static final int BYTES_FIELD = 3;

    /** How many bytes the objects of each group have, the most first. */
    private final List<Long> groups;

    /**
     * @param folder the operation's, with the index of the groups' objects
     * @param fetched the numbers of the groups whose tasks run
     */
    NodeDisks(Path folder, Set<Integer> fetched) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(ObjectFiles.INDEX));
        groups = fetched.stream()
                .map(group -> Long.parseLong(lines.get(group - 1).split(" ")[BYTES_FIELD]))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** @return what tasks fetch, a line for the log; empty where they fetch nothing */
    String words() {
        long total = groups.stream().mapToLong(Long::longValue).sum();
        return total == 0
                ? ""
                : "tasks fetch " + ByteSize.words(total) + " from S3, for one group at most "
                        + ByteSize.words(groups.get(0)) + ", into the temporary folder of their node";
    }

    /**
     * @param nodes the sizes of the nodes
     * @param cpus how many a task takes
     * @param maxConcurrent how many tasks may run at a time; 0 for no limit
     * @return a warning; empty when there is room, and where it is not known. It is no more than that, as TmpDisk in Slurm's
     *     configuration may speak of another disk than the one that TMPDIR is on, where the task looks before it fetches
     */
    String warning(List<NodeSize> nodes, long cpus, int maxConcurrent) {
        for (NodeSize node : nodes) {
            long tasks = Math.max(1, node.cpus() / Math.max(1, cpus));
            long atOnce = maxConcurrent == 0 ? tasks : Math.min(tasks, maxConcurrent);
            long need = groups.stream().limit(atOnce).mapToLong(Long::longValue).sum();
            if (disk(node) > 0 && need > disk(node)) {
                return "the images of " + atOnce + " groups, as many as run on a node of " + node.cpus()
                        + " CPUs at a time, have up to " + ByteSize.words(need) + ", and the node has "
                        + ByteSize.words(disk(node))
                        + " for temporary files (TmpDisk). Tasks that find no room fail: increase cpus, set"
                        + " maxConcurrent, give groupBy more keys, or the nodes a larger disk";
            }
        }
        return "";
    }

    private static long disk(NodeSize node) {
        return node.temporaryMegabytes() * MEGABYTE;
    }
}
