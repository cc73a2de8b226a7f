package io.jenkins.plugins.hummingbird.jenkins;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.agents.ControllerToAgentFileCallable;

/** A file of the workspace, copied to the controller, where no later move needs the agent. */
final class WorkspaceFile {
    private static final int ANSWER_SECONDS = 30;

    private final FilePath file;
    private final String path;

    /**
     * @param workspace null when the step is not within a node
     * @param path relative to the workspace
     * @throws OperationException when there is no workspace, or the path leaves it
     */
    WorkspaceFile(FilePath workspace, String path) throws OperationException {
        if (workspace == null) {
            throw new OperationException("There is no workspace to read " + path + " from. Put the step within node,"
                    + " or use the parameter that takes the text, such as pipelineText: readTrusted('" + path + "').");
        }
        if (path.startsWith("\\")
                || path.matches("[A-Za-z]:.*")
                || ("/" + path.replace('\\', '/') + "/").contains("/../")) {
            throw new OperationException(path + " is not a path within the workspace.");
        }
        this.file = workspace.child(path);
        this.path = path;
    }

    /**
     * @param copy is written
     * @param most how many bytes it may have
     * @throws OperationException when there is no such file, or it is larger
     * @throws IOException when the agent does not answer
     */
    void copyTo(Path copy, long most) throws IOException, InterruptedException, OperationException {
        try {
            Future<Long> answer = file.actAsync(new Length());
            long length = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (length < 0) {
                throw new OperationException("The workspace has no file " + path + ".");
            }
            if (length > most) {
                throw new OperationException(path + " has " + length + " bytes; at most " + most + " are read.");
            }
            try (InputStream in = file.read();
                    OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
        } catch (TimeoutException e) {
            throw new IOException("the agent does not answer", e);
        } catch (ExecutionException e) {
            throw new IOException("the agent cannot read " + path + ": " + e.getCause(), e);
        }
    }

    /** The length of a plain file in bytes; -1 where there is none. */
    private static final class Length implements ControllerToAgentFileCallable<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long invoke(File file, VirtualChannel channel) {
            return file.isFile() ? file.length() : -1L;
        }
    }
}
