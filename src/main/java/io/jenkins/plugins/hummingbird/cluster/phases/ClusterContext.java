package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsContext;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the phases of an operation on clusters get from Jenkins at each move. */
public interface ClusterContext extends AwsContext {
    /** @return for the node around the step; the same object at each move of one process of Jenkins */
    NodeCommandRunner nodeCommandRunner();

    /**
     * @param version a release of ParallelCluster
     * @param os such as {@code ubuntu2204}; empty for all
     * @param architecture {@code x86_64} or {@code arm64}; empty for both
     * @return for each official image a map with the keys imageId, name, version, os and architecture
     */
    List<Map<String, Object>> officialImages(AwsRequest request, String version, String os, String architecture)
            throws IOException, OperationException;

    /**
     * Copies a file of the workspace. Called in the first move only.
     *
     * @param path relative to the workspace
     * @param copy the file to write
     * @param most its size limit in bytes
     * @throws OperationException when there is no workspace, the file does not exist or is larger
     */
    void copyFromWorkspace(String path, Path copy, long most) throws IOException, OperationException;

    /**
     * Archives files as artifacts of the build.
     *
     * @param files by the relative path of the artifact
     */
    void archive(Map<String, Path> files) throws IOException, OperationException;

    /** @return a short, stable and unique word for this controller, for tags */
    String controller();

    /** @return the full name of the job, for tags: later builds of it delete expired clusters */
    String job();
}
