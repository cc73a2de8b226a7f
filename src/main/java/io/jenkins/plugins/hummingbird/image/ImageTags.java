package io.jenkins.plugins.hummingbird.image;

/** The keys of the tags that an image carries. */
public final class ImageTags {
    /** What the image was made of: a digest of base image, recipe and versions. Two images that share it are alike. */
    public static final String DIGEST = "hummingbird:digest";

    /**
     * The release of ParallelCluster. Without it {@code pcluster create-cluster} warns; with another than its own it
     * refuses the image (AmiOsCompatibleValidator, CustomAmiTagValidator).
     */
    public static final String VERSION = "parallelcluster:version";

    /** The operating system, as in a cluster configuration; the same validators compare it. */
    public static final String OS = "parallelcluster:os";

    /** Must be {@code available} where {@link #VERSION} is set; an image without it is refused. */
    public static final String BUILD_STATUS = "parallelcluster:build_status";

    private ImageTags() {}
}
