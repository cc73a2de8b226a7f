package io.jenkins.plugins.hummingbird.submit.state;

import java.io.Serializable;

/** How far the objects in S3 are listed that a submission may read, see {@code ObjectListing}. */
public final class ObjectListingState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many folders are listed as a whole. */
    public int folders;

    /** The next page of the folder after those; null for its first page. */
    public String token;

    /** How many bytes of the listing's file belong to what is listed. */
    public long bytes;

    /** How many objects are listed. */
    public long objects;

    /** How many index files of the microscope have been copied. */
    public int indexes;
}
