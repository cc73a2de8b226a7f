package io.jenkins.plugins.hummingbird.submit;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** A cluster's head node: an instance, which may get another address when it is stopped and started. */
final class HeadNode implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How long it does not answer before it is looked for elsewhere: less than an undoing has time. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(3);

    private final String instanceId;
    private String address;

    /** In milliseconds since 1970; 0 while it answers. */
    private long silentSince;

    /** In milliseconds since 1970. */
    private long lookedAt;

    private boolean gone;

    HeadNode(String instanceId, String address) {
        this.instanceId = instanceId;
        this.address = address;
    }

    /** Its host key is remembered by it, for addresses are used again by others. */
    String instanceId() {
        return instanceId;
    }

    String address() {
        return address;
    }

    /** Takes note that it answers. */
    void answers() {
        silentSince = 0;
    }

    /** Takes note that it does not answer; true when it is time to look whether it is elsewhere. */
    boolean isToBeLookedFor(Instant now) {
        if (silentSince == 0) {
            silentSince = now.toEpochMilli();
        }
        boolean due = isPast(silentSince, SILENCE, now) && isPast(lookedAt, BETWEEN_LOOKS, now);
        if (due) {
            lookedAt = now.toEpochMilli();
        }
        return due;
    }

    /** True when that is another address than before. */
    boolean isNowAt(String newAddress) {
        boolean moved = !newAddress.equals(address);
        address = newAddress;
        return moved;
    }

    /** Takes note that the instance was terminated. */
    void ends() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    private static boolean isPast(long since, Duration time, Instant now) {
        return !now.isBefore(Instant.ofEpochMilli(since).plus(time));
    }
}
