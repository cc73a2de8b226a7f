package io.jenkins.plugins.hummingbird.parallelcluster;

/** The default release of AWS ParallelCluster, for images and for the CLI. */
public final class ParallelCluster {
    /** The only constant for it, since an image works in clusters of its own release only. */
    public static final String VERSION = "3.16.1";

    private ParallelCluster() {}
}
