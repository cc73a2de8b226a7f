package io.jenkins.plugins.hummingbird.cluster.state;

import java.io.Serializable;
import java.time.Instant;

/** The calls of the ParallelCluster CLI that one operation has made on the node. */
public final class CliCalls implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MOST_CHANGE_CALLS = 5;

    private String version = "";
    private boolean changeIntended;
    private Instant started;
    private int changeCalls;

    /** @return such as {@code 3.16.1}; empty before it is known */
    public String version() {
        return version;
    }

    public void setVersion(String cliVersion) {
        version = cliVersion;
    }

    /** Notes that a call which only reads has started. */
    public void startRead(Instant now) {
        started = now;
    }

    /** Notes, before the call, that the CLI is about to start a creation or an update. */
    public void intendChange(Instant now) {
        changeIntended = true;
        started = now;
    }

    /** Counts a call that was handed to the node. */
    public void countChangeCall() {
        changeCalls++;
    }

    /** Notes that the last call has changed nothing in AWS. */
    public void changeRefused() {
        changeIntended = false;
    }

    /** @return whether the CLI may have started a creation or an update */
    public boolean changeIntended() {
        return changeIntended;
    }

    /** @return when the current or last call started; null before the first */
    public Instant started() {
        return started;
    }

    /** @return how many calls to start the creation or update were handed to the node */
    public int changeCalls() {
        return changeCalls;
    }

    /** @return whether the CLI may be called once more to start the creation or update */
    public boolean mayCallAgain() {
        return changeCalls < MOST_CHANGE_CALLS;
    }

    /** Notes that the CLI must not be called again, because it hangs. */
    public void stopCalling() {
        changeCalls = MOST_CHANGE_CALLS;
    }
}
