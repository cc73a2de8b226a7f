package io.jenkins.plugins.hummingbird.jenkins.headnode;

import hudson.init.Terminator;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.InstanceTunnel;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.controller.JenkinsSingleton;
import io.jenkins.plugins.hummingbird.jenkins.credentials.CredentialLookup;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostAllowance;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/**
 * Logs one operation in to its head node. The connection is shared with all operations that log in alike. Public because
 * Jenkins calls a terminator by reflection.
 */
public final class HeadNodes {
    private static final TaskPolls TASK_POLLS = new TaskPolls();
    private static final JenkinsSingleton<Connections> CONNECTIONS =
            new JenkinsSingleton<>(() -> new Connections(hostKeys()), Connections::close);

    private final SshKeys keys;
    private SshKeys.Found used;
    private Login login;

    /** @param keys of the same operation */
    public HeadNodes(SshKeys keys) {
        this.keys = keys;
    }

    /**
     * @param user for whom the credential is looked up
     * @param host where; another than before when the head node was found elsewhere
     * @param rememberedAs the name under which its key is remembered; null for host and port
     * @throws OperationException when there is no such credential, it holds no usable key, or jobs may not log in there
     */
    public synchronized Login login(CredentialLookup user, SubmitRequest request, String host, String rememberedAs)
            throws OperationException {
        HostKeyPolicy policy = HostKeyPolicy.parse(request.hostKeyPolicy);
        HostAllowance allowed = GlobalSettings.get().hostAllowance();
        UsedCluster named = request.used();
        if (named == null || named.hasOwnAws() && !request.cluster.isEmpty()) {
            // also where AWS said it: whose credentials they are decides what instances, and so what addresses, there
            // are
            allowed.checkHost(request.cluster.isEmpty() ? "host" : "cluster", host);
        }
        allowed.checkPolicy(policy);
        SshKeys.Found found = keys.find(ClusterCredentials.ofAccount(user, request), request.sshCredentialsId);
        if (found != used || !login.host().equals(host)) {
            login = new Login(
                    host,
                    request.port,
                    request.user.isEmpty() ? found.user() : request.user,
                    found.pairs(),
                    policy,
                    request.hostKey,
                    request.knownHosts,
                    rememberedAs);
            used = found;
        }
        return login;
    }

    /**
     * @param aws for as long as the login is used
     * @param instanceId the head node
     * @return the same login, through an EC2 Instance Connect Endpoint
     */
    public static Login throughEndpoint(Login login, AwsClients aws, SubmitRequest request, String instanceId)
            throws IOException, OperationException {
        InstanceTunnel tunnel = new InstanceTunnel(aws, request.instanceConnectEndpointId, instanceId, login.host());
        return login.through(
                new WebSocketTunnel(tunnel.identity(), tunnel::url, tunnel::client, InstanceTunnel.refusal()));
    }

    /** The connections of this process; host keys seen for the first time are remembered in JENKINS_HOME. */
    public static Connections connections() {
        return CONNECTIONS.get();
    }

    /** The looks at tasks that the submissions of this process share. */
    public static TaskPolls taskPolls() {
        return TASK_POLLS;
    }

    /** The host keys that this Jenkins remembers. */
    public static HostKeys hostKeys() {
        return new HostKeys(knownHosts());
    }

    /** The file that they are in; there is none before the first. */
    public static Path knownHosts() {
        return new File(Jenkins.get().getRootDir(), "hummingbird").toPath().resolve("known_hosts");
    }

    /** Closes all connections with Jenkins. */
    @Terminator
    public static void close() {
        CONNECTIONS.close();
    }
}
