package io.jenkins.plugins.hummingbird.submit.state;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** A cluster's head node: an instance, which may get another address when it is stopped and started. */
public final class HeadNode implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How long it does not answer before it is looked for elsewhere: less than an undoing has time. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(3);

    private final String instanceId;
    private String address;

    /** Null while it answers. */
    private Instant silentSince;

    /** When it was looked for last; null when it never was. */
    private Instant lookedAt;

    private boolean gone;

    public HeadNode(String instanceId, String address) {
        this.instanceId = instanceId;
        this.address = address;
    }

    /** Its host key is remembered by it, for addresses are used again by others. */
    public String instanceId() {
        return instanceId;
    }

    public String address() {
        return address;
    }

    /** Takes note that it answers. */
    public void answers() {
        silentSince = null;
    }

    /** Takes note that it does not answer; true when it is time to look whether it is elsewhere. */
    public boolean isToBeLookedFor(Instant now) {
        if (silentSince == null) {
            silentSince = now;
        }
        boolean due = isPast(silentSince, SILENCE, now) && isPast(lookedAt, BETWEEN_LOOKS, now);
        if (due) {
            lookedAt = now;
        }
        return due;
    }

    /** True when that is another address than before. */
    public boolean isNowAt(String newAddress) {
        boolean moved = !newAddress.equals(address);
        address = newAddress;
        return moved;
    }

    /** Takes note that the instance was terminated. */
    public void ends() {
        gone = true;
    }

    public boolean isGone() {
        return gone;
    }

    private static boolean isPast(Instant since, Duration time, Instant now) {
        return since == null || !now.isBefore(since.plus(time));
    }
}
