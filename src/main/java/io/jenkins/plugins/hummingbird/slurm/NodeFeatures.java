package io.jenkins.plugins.hummingbird.slurm;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a node is, as its configuration in Slurm says.
 *
 * @param name its NodeName
 * @param partition one that it is in
 * @param features the words of its Feature
 */
public record NodeFeatures(String name, String partition, List<String> features) {
    /** Of EC2, such as {@code c6i.4xlarge} or {@code u-6tb1.112xlarge}: the family, a dot and the size. */
    private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z][a-z0-9-]{0,30}\\.[a-z0-9-]{1,30}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    /**
     * @param line name, partition and features, as {@code sinfo -o "%N %R %f"} prints them
     * @return null when it is no such line
     */
    static NodeFeatures parse(String line) {
        String[] words = line.strip().split("\\s+");
        return words.length != 3
                        || !NAME.matcher(words[0]).matches()
                        || !NAME.matcher(words[1]).matches()
                ? null
                : new NodeFeatures(words[0], words[1], List.of(words[2].split(",")));
    }

    /**
     * ParallelCluster gives the nodes of a compute resource with one instance type {@code Feature=dynamic,c5.xlarge,NAME}, and
     * those of one with several types no type (aws-parallelcluster-cookbook, slurm_parallelcluster_utils.conf).
     *
     * @return the type of the EC2 instance that it is; empty when its features do not say so
     */
    public String instanceType() {
        return features.stream()
                .filter(feature -> INSTANCE_TYPE.matcher(feature).matches())
                .findFirst()
                .orElse("");
    }
}
