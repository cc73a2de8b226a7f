package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.aws.AwsContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;

/** What a bake needs from Jenkins, from its credentials and from the workspace; handed to each move. */
public interface BakeContext extends AwsContext {
    /**
     * @param login where, as whom, with which keys, and the host's key, which is pinned
     * @return a place to run commands; nothing is connected before the first
     */
    Shell shell(Login login);

    /**
     * @param credentialsId {@link BakeRequest#sshCredentialsId}, not empty
     * @return the credential's keys, at least one, for this move only
     * @throws OperationException when there is no such credential, or it is unusable
     */
    List<KeyPair> sshKeys(String credentialsId) throws OperationException;

    /** @return encrypts what is saved and must not be readable */
    Sealer sealer();

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

    /** @return a short word that identifies this Jenkins and never changes, for the tags of what is created */
    String controller();

    /** @return the full name of the job, for the same tags: a later bake of it removes what this one could not */
    String job();
}
