package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;
import java.time.Instant;

/** The instance of a bake. */
public final class BakeInstance implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Null before {@link BakePhase#CHECK_LAUNCH} is over. Replaced by another when its zone does not offer it. */
    public String type;

    /** Null before the launch. */
    public BakeKeys keys;

    /** When its launch was requested, or was about to be; null before. */
    public Instant requested;

    /** Null while it is not known. */
    public String id;

    /** By which Jenkins reaches it; null while there is none. */
    public String address;

    /** Null before it runs. */
    public Instant runningSince;

    /** Since when it is being terminated, after the image is complete; null before. */
    public Instant terminatingSince;

    /** @return whether it is launched, or may be */
    public boolean isRequested() {
        return requested != null;
    }
}
