package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;
import java.time.Instant;

/** The last command on the instance, which removes what must not be in the image. */
public final class CleanUp implements Serializable {
    private static final long serialVersionUID = 1L;

    /** When it was begun, or last seen running; null before. */
    public Instant lastContact;

    /** Whether it is known to have been started. */
    public boolean started;

    /** How often it was interrupted before its end, and was started again. */
    public int interruptions;
}
