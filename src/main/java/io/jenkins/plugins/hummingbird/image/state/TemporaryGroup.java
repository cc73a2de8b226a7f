package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/** The temporary security group of a bake, which admits SSH alone. */
public final class TemporaryGroup implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where it is to be; null before {@link BakePhase#CHECK_LAUNCH} is over. */
    public String vpcId;

    /** The ranges of addresses that it admits. */
    public final ArrayList<String> cidrs = new ArrayList<>();

    /** The security groups of an endpoint, which it admits, too. */
    public final ArrayList<String> sourceGroups = new ArrayList<>();

    /** When its creation was requested, or was about to be; null before. */
    public Instant requested;

    /** Null while it is not known. */
    public String id;

    /** @return whether it is created, or may be */
    public boolean isRequested() {
        return requested != null;
    }
}
