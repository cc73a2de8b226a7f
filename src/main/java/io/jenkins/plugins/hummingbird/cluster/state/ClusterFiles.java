package io.jenkins.plugins.hummingbird.cluster.state;

import java.nio.file.Path;

/** The files of an operation on clusters, in its folder. */
public final class ClusterFiles {
    private final Path folder;

    /** @param folder of the operation */
    public ClusterFiles(Path folder) {
        this.folder = folder;
    }

    /** @return the configuration as the user wrote it */
    public Path givenConfiguration() {
        return folder.resolve("cluster-config.yaml");
    }

    /** @return the configuration with a directory filled in, and without the tags and images that the CLI gets */
    public Path filledConfiguration() {
        return folder.resolve("filled-config.yaml");
    }

    /** @return the log of the ParallelCluster CLI, before it becomes an artifact */
    public Path cliLog() {
        return folder.resolve("pcluster-cli.log");
    }
}
