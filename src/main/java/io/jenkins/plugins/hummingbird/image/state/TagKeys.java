package io.jenkins.plugins.hummingbird.image.state;

/** The keys of the tags of what a bake creates, beside those of {@code OwnerTags} and {@code ClusterTags}. */
public final class TagKeys {
    /** The name that the EC2 console shows. */
    public static final String NAME = "Name";

    /** Which bake created it: the id of the operation. */
    public static final String BAKE = "hummingbird:bake";

    /**
     * From what an image was built: a digest of base image, recipe and versions. Two images that share it are alike.
     */
    public static final String DIGEST = "hummingbird:digest";

    private TagKeys() {}
}
