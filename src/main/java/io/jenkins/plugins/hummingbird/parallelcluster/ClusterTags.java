package io.jenkins.plugins.hummingbird.parallelcluster;

/** The keys of the tags of a cluster's stack and instances. Those of ParallelCluster are from its constants.py. */
public final class ClusterTags {
    /**
     * On a stack that Hummingbird had created: the digest of its configuration, as {@code ClusterConfiguration}
     * computes it. A stack without it is somebody else's.
     */
    public static final String CONFIGURATION = "hummingbird:configuration";

    /** On a stack that Hummingbird had created: the id of the operation that did so. */
    public static final String OPERATION = "hummingbird:cluster-operation";

    /**
     * On a stack and on an image: the release of ParallelCluster. Without it on an image {@code pcluster
     * create-cluster} warns; with another than its own it refuses the image (AmiOsCompatibleValidator,
     * CustomAmiTagValidator).
     */
    public static final String VERSION = "parallelcluster:version";

    /** On a stack that builds an image, and is no cluster. */
    public static final String IMAGE_ID = "parallelcluster:image_id";

    /** On an instance. */
    public static final String CLUSTER_NAME = "parallelcluster:cluster-name";

    /** On an instance: HeadNode, Compute or LoginNode. */
    public static final String NODE_TYPE = "parallelcluster:node-type";

    /** On a compute node. */
    public static final String QUEUE_NAME = "parallelcluster:queue-name";

    /** On a login node. */
    public static final String POOL_NAME = "parallelcluster:login-nodes-pool-name";

    /** On an image: its operating system, as in a configuration; the same validators compare it. */
    public static final String OS = "parallelcluster:os";

    /** On an image: {@code available}, or ParallelCluster refuses one with a {@link #VERSION}. */
    public static final String BUILD_STATUS = "parallelcluster:build_status";

    private ClusterTags() {}
}
