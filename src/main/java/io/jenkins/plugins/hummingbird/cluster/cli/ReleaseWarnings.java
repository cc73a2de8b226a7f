package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warnings about releases of ParallelCluster that are older than the default one. */
public final class ReleaseWarnings {
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

    private ReleaseWarnings() {}

    /**
     * @param version of the CLI, such as {@code 3.16.1}
     * @param create whether the CLI is to create a cluster
     * @return a line each; none for a version that is not three numbers
     */
    public static List<String> of(String version, boolean create) {
        List<String> warnings = new ArrayList<>();
        // https://github.com/aws/aws-parallelcluster/issues/7287
        if (create && isBefore(version, 3, 14, 1)) {
            warnings.add("ParallelCluster " + version
                    + " can no longer create clusters: its Lambda functions need Python 3.9,"
                    + " which AWS Lambda does not offer to new functions since 31 August 2026. " + use());
        }
        // https://github.com/aws/aws-parallelcluster/issues/7601
        if (isBefore(version, 3, 16, 1)) {
            warnings.add("the Slurm of ParallelCluster " + version
                    + " has known vulnerabilities that are fixed in 3.16.1. " + use());
        }
        return warnings;
    }

    private static String use() {
        return "Use " + ParallelCluster.VERSION + " on the node, and an AMI that was baked for it.";
    }

    private static boolean isBefore(String version, int... other) {
        Matcher release = RELEASE.matcher(version);
        for (int i = 0; release.matches() && i < other.length; i++) {
            int number = Integer.parseInt(release.group(i + 1));
            if (number != other[i]) {
                return number < other[i];
            }
        }
        return false;
    }
}
