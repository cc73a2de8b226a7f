package io.jenkins.plugins.hummingbird.slurm;

import java.util.regex.Pattern;

/**
 * A node of a partition.
 *
 * @param name its name in Slurm
 * @param cpus how many CPUs Slurm has tasks use
 * @param megabytes its memory as configured in Slurm; 0 where that says nothing
 * @param usable whether Slurm starts tasks on it, also if it has to be powered up first; not where it is down or drained
 */
public record PartitionNode(String name, long cpus, long megabytes, boolean usable) {
    /** sinfo's, see {@link #parse}; the partition's name has a {@code *} at its end if it is the default. */
    static final String FORMAT = "%P %N %c %m %t";

    private static final int FIELDS = 5;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    /** A node without RealMemory in its configuration shows 1; real nodes have more megabytes than this. */
    private static final long UNKNOWN_MEMORY = 100;

    /** The short forms of sinfo's manual, of which a suffix says how the node is powered or whether it responds. */
    private static final Pattern OUT_OF_USE = Pattern.compile("(down|drain|drng|fail|failg|maint|inval|futr|unk)\\W*");

    /**
     * @param line of {@code sinfo -N}, in {@link #FORMAT}
     * @return null when it is another one
     */
    static PartitionNode parse(String line) {
        String[] words = words(line);
        if (words.length != FIELDS
                || !NUMBER.matcher(words[2]).matches()
                || !NUMBER.matcher(words[3]).matches()) {
            return null;
        }
        long megabytes = Long.parseLong(words[3]);
        return new PartitionNode(
                words[1],
                Long.parseLong(words[2]),
                megabytes > UNKNOWN_MEMORY ? megabytes : 0,
                !OUT_OF_USE.matcher(words[4]).matches());
    }

    /** @return whether a line of that format is of the partition that jobs get which name none */
    static boolean isOfDefault(String line) {
        return words(line)[0].endsWith("*");
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }

    /**
     * @param taskCpus how many CPUs a task takes, at least 1
     * @param taskMegabytes how much memory a task takes, at least 1
     * @return how many such tasks it runs at one time
     */
    public long tasks(long taskCpus, long taskMegabytes) {
        long byCpus = cpus / taskCpus;
        return megabytes == 0 ? byCpus : Math.min(byCpus, megabytes / taskMegabytes);
    }
}
