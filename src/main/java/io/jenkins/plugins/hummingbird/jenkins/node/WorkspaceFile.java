package io.jenkins.plugins.hummingbird.jenkins.node;

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
import org.apache.commons.io.IOUtils;

/**
 * A file of the workspace, copied to the controller, where no later move needs the agent. Links are followed only within
 * the workspace: on the controller's own node they would lead to the secrets of Jenkins. Who runs processes on the node
 * may still exchange a file while it is read, but reads it there without Jenkins, too.
 */
public final class WorkspaceFile {
    private static final int ANSWER_SECONDS = 30;

    private final FilePath workspace;
    private final String path;

    /**
     * @param workspace null when the step is not within a node
     * @param path relative to the workspace, with slashes or backslashes
     * @throws OperationException when there is no workspace, or the path is absolute or leaves it by its names
     */
    public WorkspaceFile(FilePath workspace, String path) throws OperationException {
        if (workspace == null) {
            throw new OperationException("There is no workspace to read " + path + " from. Put the step within node,"
                    + " or use the parameter that takes the text, such as pipelineText: readTrusted('" + path + "').");
        }
        this.workspace = workspace;
        this.path = path.replace('\\', '/'); // as FilePath reads it on every node
        if (this.path.startsWith("/") || this.path.matches("[A-Za-z]:.*") || ("/" + this.path + "/").contains("/../")) {
            throw outside(path);
        }
    }

    private static OperationException outside(String path) {
        return new OperationException(
                path + " is not within the workspace. Give a path relative to the workspace, without"
                        + " .. and without a link that leads out of it; copy the file into the workspace first if it is elsewhere.");
    }

    /**
     * @param copy is written; it is gone when this fails
     * @param most how many bytes it may have
     * @throws OperationException when there is no such file, or it is larger, or outside of the workspace
     * @throws IOException when the agent does not answer
     */
    public void copyTo(Path copy, long most) throws IOException, InterruptedException, OperationException {
        long length = length();
        if (length == Look.OUTSIDE) {
            throw outside(path);
        }
        if (length == Look.MISSING) {
            throw new OperationException("The workspace has no file " + path + ".");
        }
        if (length > most) {
            throw tooLarge(length + " bytes", most);
        }
        boolean whole = false;
        try (InputStream in = workspace.child(path).read();
                OutputStream out = Files.newOutputStream(copy)) {
            if (IOUtils.copyLarge(in, out, 0, most + 1) > most) { // it has grown, or has no length, as a device
                throw tooLarge("more bytes than it said", most);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private OperationException tooLarge(String size, long most) {
        return new OperationException(path + " has " + size + "; at most " + most + " are read.");
    }

    private long length() throws IOException, InterruptedException {
        Future<Long> answer = workspace.actAsync(new Look(path));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the agent does not answer", e);
        } catch (ExecutionException e) {
            throw new IOException("the agent cannot read " + path + ": " + e.getCause(), e);
        }
    }

    /** On the node: the length of a plain file in bytes, or one of the numbers below 0 that say why there is none. */
    private static final class Look implements ControllerToAgentFileCallable<Long> {
        private static final long serialVersionUID = 1L;
        static final long MISSING = -1;
        static final long OUTSIDE = -2;

        private final String path;

        Look(String path) {
            this.path = path;
        }

        @Override
        public Long invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
            if (!workspace.isDirectory()) {
                return MISSING; // isDescendant wants one
            }
            if (!new FilePath(workspace).isDescendant(path)) {
                return OUTSIDE;
            }
            File file = new File(workspace, path);
            return file.isFile() ? file.length() : MISSING;
        }
    }
}
