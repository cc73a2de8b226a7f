package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;

/** The image that a bake begins with, and the disk that is launched from it. Null before it is chosen. */
public final class BaseDisk implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Such as {@code ami-0123456789abcdef0}. */
    public String imageId;

    /** The release of ParallelCluster that the image is of. */
    public String parallelClusterVersion;

    /** The device of the root disk, such as {@code /dev/sda1}. */
    public String device;

    /** The size of the root disk in GiB; 0 for that of the image, where it does not say. */
    public int gib;
}
