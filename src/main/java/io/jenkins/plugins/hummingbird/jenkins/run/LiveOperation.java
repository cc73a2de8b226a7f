package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.node.LauncherCommand;
import io.jenkins.plugins.hummingbird.jenkins.node.Workspace;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.operation.UnreadableStateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An operation of a build in this process: read from its state file once, then moved by one driver at a time. */
public final class LiveOperation {
    private final SshKeys keys = new SshKeys();
    private final HeadNodes headNodes = new HeadNodes(keys);
    private final AwsAccounts aws = new AwsAccounts();
    private final LauncherCommand command = new LauncherCommand();

    /** Log lines that are printed when the state that belongs to them has been saved. */
    private final List<String> pendingLines = new ArrayList<>();

    private final OperationFolder folder;
    private volatile Operation<? super JenkinsContext> operation;
    private volatile boolean stopNoted;
    private volatile String host;

    /** Null before the first move of this process. */
    private volatile OperationGlance glance;

    /** @param folder of an operation that has not made a move */
    public LiveOperation(OperationFolder folder) {
        this(folder, "");
    }

    /**
     * @param folder of the operation
     * @param host that its next move talks to, where that is known already; else empty
     */
    public LiveOperation(OperationFolder folder, String host) {
        this.folder = folder;
        this.host = host;
    }

    /** @return the folder of an operation in that of its build, as it is at this moment */
    public static Path folder(Run<?, ?> run, String id) {
        return OperationFolder.inBuild(run.getRootDir(), id);
    }

    /**
     * Reads the state, unless that was done before.
     *
     * @param fresh makes the operation when there is no state yet; returns null when it must not be started
     * @throws UnreadableStateException when there is no usable state
     * @throws IOException when it cannot be read, or its folder not be made, at the moment
     */
    public synchronized void load(Supplier<Operation<? super JenkinsContext>> fresh) throws IOException {
        if (operation == null) {
            StateFile file = folder.state();
            operation = file.exists() ? read(file) : fresh.get();
            if (operation == null) {
                throw new UnreadableStateException(folder() + " holds no state of an operation", null);
            }
            host = operation.sharedHost();
        }
        folder.make();
    }

    @SuppressWarnings("unchecked") // the surroundings of Jenkins serve every kind of operation
    private static Operation<? super JenkinsContext> read(StateFile file) throws IOException {
        return (Operation<? super JenkinsContext>) file.read();
    }

    /**
     * Makes one move of the loaded operation.
     *
     * @param workspace asked only when the operation reads its inputs or runs a command there
     */
    public synchronized Next move(Owner owner, TaskListener listener, Workspace workspace) {
        if (stopNoted) {
            operation.stop();
        }
        Next next = operation.move(new JenkinsContext(
                owner, listener, workspace, folder, operation, keys, headNodes, aws, command, pendingLines));
        if (next.over()) {
            aws.close();
        }
        if (!host.equals(operation.sharedHost())) {
            host = operation.sharedHost();
            PendingOperations.hostChanged(operation.id());
        }
        glance = OperationDescription.glance(operation);
        return next;
    }

    /** Requests a stop: the next move acts on it, or the present one if it takes long. */
    public void stop() {
        stopNoted = true;
        Operation<?> loaded = operation;
        if (loaded != null) {
            loaded.stop();
        }
    }

    /** @return the host that the next move talks to; empty while that is not known */
    public String host() {
        return host;
    }

    /** @return what is running in a few words, as of the last move, which may be in progress; null before the first */
    public String status() {
        OperationGlance last = glance;
        return last == null ? null : last.status();
    }

    /** @return how it stood after the last move; null before the first of this process */
    OperationGlance glance() {
        return glance;
    }

    /** @return whether its state is on the disk */
    public synchronized boolean saved() {
        return folder.state().exists();
    }

    /** @return its folder, below that of its build unless the build was deleted */
    public Path folder() {
        return folder.path();
    }

    /** @return how it ended; null while it has not */
    public synchronized Outcome outcome() {
        return operation == null ? null : operation.outcome();
    }

    /** Reports an outcome in the log and the result of the build, as far as success or failure of the step does not. */
    public static void report(Outcome outcome, Run<?, ?> run, TaskListener listener) {
        if (outcome.kind() == Outcome.Kind.UNSTABLE) {
            BuildLog.print(listener, "WARNING: " + outcome.message());
            run.setResult(Result.UNSTABLE);
        } else if (outcome.kind() == Outcome.Kind.STOPPED && !outcome.message().isEmpty()) {
            BuildLog.error(listener, outcome.message());
        }
    }

    /** @return the operation itself, which only its state file may be asked about while it moves; null before it is read */
    public Operation<?> operation() {
        return operation;
    }

    /** @return what its step is called in the graph of a Pipeline */
    public synchronized String label() {
        return OperationDescription.label(operation);
    }

    /** Moves all its files to another folder, because its own is about to be deleted. Does not wait for a move. */
    void moveTo(Path newFolder) throws IOException {
        folder.moveTo(newFolder);
    }

    /** Sets the folder to which it was moved. */
    LiveOperation follow(Path newFolder) {
        folder.follow(newFolder);
        return this;
    }
}
