package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/** The image that a bake creates. */
public final class NewImage implements Serializable {
    private static final long serialVersionUID = 1L;

    /** With its patterns filled in; null before {@link BakePhase#CHOOSE_BASE_IMAGE} is over. */
    public String name;

    /** See {@link TagKeys#DIGEST}; null before the same phase is over. */
    public String digest;

    /** When its creation was requested, or was about to be; null before. */
    public Instant requested;

    /** Null while it is not known. */
    public String id;

    /** The snapshots that it consists of, once they are known. */
    public final ArrayList<String> snapshotIds = new ArrayList<>();

    /** How much of the snapshots is complete by the log, in percent. */
    public int loggedPercent;

    /** Whether the tags by which others find it are set, or may be. */
    public boolean publishRequested;

    /** Whether a bake that is undone has found it published: it stays. */
    public boolean published;

    /** @return whether it is created, or may be */
    public boolean isRequested() {
        return requested != null;
    }
}
