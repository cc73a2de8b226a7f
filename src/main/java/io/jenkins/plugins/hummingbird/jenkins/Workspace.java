package io.jenkins.plugins.hummingbird.jenkins;

import hudson.FilePath;
import java.io.IOException;

/** The workspace around a step: looked up only when a file of it is read, so that no other move needs the agent. */
@FunctionalInterface
interface Workspace {
    /** For operations whose build is over. */
    Workspace NONE = () -> null;

    /** @return the workspace; null when the step is not within a node */
    FilePath get() throws IOException, InterruptedException;
}
