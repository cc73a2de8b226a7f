package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Surroundings;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a submission needs from its neighbours. */
public interface SubmitSurroundings extends Surroundings {
    /**
     * @param request names the host, and the credential to look up for this move
     * @return the head node; nothing is connected before the first command
     * @throws OperationException when there is no such credential, or it is unusable
     */
    Shell headNode(SubmitRequest request) throws IOException, OperationException;

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
}
