package io.jenkins.plugins.hummingbird.cluster.phases;

import io.jenkins.plugins.hummingbird.aws.AwsContext;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What work on clusters needs from its neighbours. */
public interface ClusterContext extends AwsContext {
    /** @return for the node that surrounds the step; the same from move to move */
    NodeCommandRunner nodeCommandRunner();

    /**
     * @param version a release of ParallelCluster
     * @param os such as {@code ubuntu2204}; empty for all
     * @param architecture {@code x86_64} or {@code arm64}; empty for both
     * @return the official images, a map of plain values each: imageId, name, version, os, architecture
     */
    List<Map<String, Object>> officialImages(AwsRequest request, String version, String os, String architecture)
            throws IOException, OperationException;

    /**
     * Copies a file of the workspace. Called in the first move only.
     *
     * @param path relative to the workspace
     * @param copy is written
     * @param most how many bytes it may have
     * @throws OperationException when there is no workspace, no such file, or it is larger
     */
    void copyFromWorkspace(String path, Path copy, long most) throws IOException, OperationException;

    /**
     * Makes files artifacts of the build.
     *
     * @param files the artifacts' paths, relative, and where they are now
     */
    void archive(Map<String, Path> files) throws IOException, OperationException;

    /** @return tells this Jenkins from all others, and stays the same: a short word for the tags of what is made */
    String controller();

    /** @return the full name of the job, for the same tags: a later build of it may remove what is over its time */
    String job();
}
