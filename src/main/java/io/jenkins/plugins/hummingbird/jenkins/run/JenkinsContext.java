package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.cluster.cli.NodeCommandRunner;
import io.jenkins.plugins.hummingbird.cluster.phases.ClusterContext;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.Sealer;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.CredentialLookup;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SecretSealer;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterCredentials;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterHeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.node.LauncherCommand;
import io.jenkins.plugins.hummingbird.jenkins.node.Workspace;
import io.jenkins.plugins.hummingbird.jenkins.node.WorkspaceFile;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;

/** The context of an operation in Jenkins; created for each move and never kept. */
public final class JenkinsContext implements SubmitContext, BakeContext, ClusterContext {
    private final Owner owner;
    private final TaskListener listener;
    private final Workspace workspace;
    private final OperationFolder folder;
    private final Operation<?> operation;
    private final SshKeys keys;
    private final HeadNodes headNodes;
    private final AwsAccounts aws;
    private final LauncherCommand command;

    /** Kept for this move: a second lookup might close the clients that a call is about to use. */
    private AwsClients clients;

    private final List<String> pendingLines;

    /**
     * @param workspace asked when the operation reads a file of it or runs a command there
     * @param folder the operation's, kept by the driver from move to move
     * @param keys kept by the driver from move to move
     * @param headNodes kept by the driver from move to move
     * @param aws kept by the driver from move to move
     * @param command kept by the driver from move to move
     * @param pendingLines of earlier moves whose state could not be saved, and of this one; kept by the driver
     */
    public JenkinsContext(
            Owner owner,
            TaskListener listener,
            Workspace workspace,
            OperationFolder folder,
            Operation<?> operation,
            SshKeys keys,
            HeadNodes headNodes,
            AwsAccounts aws,
            LauncherCommand command,
            List<String> pendingLines) {
        this.owner = owner;
        this.listener = listener;
        this.workspace = workspace;
        this.folder = folder;
        this.operation = operation;
        this.keys = keys;
        this.headNodes = headNodes;
        this.aws = aws;
        this.command = command;
        this.pendingLines = pendingLines;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration leastWait() {
        return GlobalSettings.get().leastWait();
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public void log(String line) {
        pendingLines.add(line);
    }

    @Override
    public void save() throws IOException {
        folder.save(operation);
        pendingLines.forEach(line -> BuildLog.print(listener, line));
        pendingLines.clear();
    }

    @Override
    public Shell headNode(SubmitRequest request, String host, String rememberedAs)
            throws IOException, OperationException {
        checkCluster(request);
        Login login = headNodes.login(owner, request, host, rememberedAs);
        return shell(
                request.address.equals(HeadNodeAddress.ENDPOINT)
                        ? HeadNodes.throughEndpoint(login, aws(request), request, rememberedAs)
                        : login);
    }

    @Override
    public TaskPolls taskPolls() {
        return HeadNodes.taskPolls();
    }

    @Override
    public HeadNodeLocator headNodeLocator(SubmitRequest request) throws OperationException {
        String notNamed = ClusterHeadNodes.notNamed(request, owner.job());
        try {
            return new ClusterHeadNodes(aws(request), Clock.systemUTC(), request, notNamed);
        } catch (OperationException e) {
            throw notNamed.isEmpty() ? e : new OperationException(e.getMessage() + notNamed, e);
        }
    }

    @Override
    public S3Objects s3(SubmitRequest request) throws OperationException {
        S3Access access = request.s3.access();
        return new S3Objects(access == S3Access.ANONYMOUS ? aws.anonymous(request.aws) : aws(request), access);
    }

    @Override
    public Shell shell(Login login) {
        return HeadNodes.connections().shell(login, this::log);
    }

    @Override
    public List<KeyPair> sshKeys(String credentialsId) throws OperationException {
        return keys.find(owner, credentialsId).pairs();
    }

    @Override
    public Sealer sealer() {
        return new SecretSealer();
    }

    @Override
    public AwsClients aws(AwsRequest request) throws OperationException {
        return aws(owner, request);
    }

    /** What a submission has begun it may also undo. */
    private void checkCluster(SubmitRequest request) throws OperationException {
        if (!operation.undoing()) {
            ClusterCredentials.checkAllowed(owner, request);
        }
    }

    private AwsClients aws(SubmitRequest request) throws OperationException {
        checkCluster(request);
        return aws(ClusterCredentials.ofAws(owner, request), request.aws);
    }

    private AwsClients aws(CredentialLookup user, AwsRequest request) throws OperationException {
        if (clients == null) {
            clients = aws.clients(user, request);
        }
        return clients;
    }

    @Override
    public NodeCommandRunner nodeCommandRunner() {
        return command.on(operation.id(), workspace, listener);
    }

    @Override
    public List<Map<String, Object>> officialImages(AwsRequest request, String version, String os, String architecture)
            throws IOException, OperationException {
        List<Map<String, Object>> images = new ArrayList<>();
        for (BaseImage image : new OfficialImages(aws(request), now())
                .newestOfEach(
                        version,
                        os.isEmpty() ? null : Os.parse(os),
                        architecture.isEmpty() ? null : Architecture.parse(architecture))) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("imageId", image.id());
            values.put("name", image.name());
            values.put("version", image.version());
            values.put("os", image.os());
            values.put("architecture", image.architecture());
            images.add(values);
        }
        return images;
    }

    @Override
    public void copyFromWorkspace(String path, Path copy, long most) throws IOException, OperationException {
        try {
            new WorkspaceFile(workspace.folder(), path).copyTo(copy, most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + path);
        }
    }

    @Override
    public void archive(Map<String, Path> files) throws IOException {
        Path base = folder();
        Path build = owner.run() == null ? null : owner.run().getRootDir().toPath();
        if (build == null || !Files.exists(build)) {
            return; // it was deleted, and nobody can look at its artifacts
        }
        if (!base.startsWith(build)) {
            throw new IOException("the folder of the build is being moved");
        }
        Map<String, String> paths = new LinkedHashMap<>();
        files.forEach(
                (artifact, file) -> paths.put(artifact, base.relativize(file).toString()));
        try {
            owner.run()
                    .pickArtifactManager()
                    .archive(
                            new FilePath(new File(base.toString())),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            paths);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while archiving");
        }
    }

    /** A digest of a secret of this controller: it stays when Jenkins gets another address, and tells nothing. */
    @Override
    public String controller() {
        return Jenkins.get().getLegacyInstanceId();
    }

    @Override
    public String job() {
        return owner.job();
    }
}
