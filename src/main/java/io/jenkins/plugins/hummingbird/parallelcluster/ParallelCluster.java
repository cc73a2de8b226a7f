package io.jenkins.plugins.hummingbird.parallelcluster;

/** The release of AWS ParallelCluster that is used where people name none: for images and for the CLI alike. */
public final class ParallelCluster {
    /** An image serves clusters of its own release only, so nothing else may name another. */
    public static final String VERSION = "3.16.1";

    private ParallelCluster() {}
}
