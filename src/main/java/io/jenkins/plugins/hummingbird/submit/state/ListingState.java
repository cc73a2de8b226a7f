package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.ssh.remote.CopiedOutput;
import java.io.Serializable;

/** How far the copy of what a script prints on the head node has come, see {@code Listing}. */
public final class ListingState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String id;

    /** Whether the script is known to run, or to have run. */
    private boolean started;

    /** What has been copied into the listing's file. */
    public final CopiedOutput output = new CopiedOutput();

    /** Whether all of it has been copied. */
    private boolean complete;

    /** Whether the log said that there is no room on the head node. */
    public boolean noRoomLogged;

    /** How the script failed last, and how many times in a row in that way. */
    public String lastFailure = "";

    /** How many times in a row the script has failed in the same way. */
    public int failures;

    /**
     * @param submission its id
     * @param name that of the listing, and of its file
     */
    public ListingState(String submission, String name) {
        this.name = name;
        id = submission + "." + name;
    }

    /** @return the listing's name */
    public String name() {
        return name;
    }

    /** @return the detached command's name on the head node */
    public String id() {
        return id;
    }

    /** @return whether the script is known to run, or to have run */
    public boolean isStarted() {
        return started;
    }

    /** @return whether all of it has been copied */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Takes note that the script was started, and something of it copied.
     *
     * @param all whether that was all of it
     */
    public void copied(boolean all) {
        started = true;
        complete = all;
    }

    /** Forgets what was copied: the script is to be run again. */
    public void startOver() {
        started = false;
        output.restart();
        complete = false;
    }

    /** @return what is left when the script could not be ended: a sentence */
    public String remains(String host) {
        return "What lists files on " + host
                + " may still run, and ends by itself; its folder there is /var/tmp or /tmp," + " hummingbird-UID/" + id
                + ".";
    }
}
