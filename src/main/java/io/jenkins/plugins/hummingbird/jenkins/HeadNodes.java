package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.init.Terminator;
import hudson.util.Secret;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Connections;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.PrivateKeys;
import io.jenkins.plugins.hummingbird.submit.SubmitRequest;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import jenkins.model.Jenkins;

/**
 * Logs one operation in to its head node. The credential is looked up for the run, and again after a few minutes, so
 * that a key that was changed is taken up; the connection is shared with all operations that log in alike.
 * Public because Jenkins calls a terminator by reflection.
 */
public final class HeadNodes {
    private static final Duration LOOK_UP_AGAIN = Duration.ofMinutes(5);

    private static Connections connections;

    private Login login;
    private Instant lookedUp = Instant.EPOCH;

    /**
     * @param owner for whom the credential is looked up
     * @throws OperationException when there is no such credential, or it holds no usable key
     */
    synchronized Login login(Owner owner, SubmitRequest request) throws OperationException {
        Instant now = Instant.now();
        if (login == null || lookedUp.plus(LOOK_UP_AGAIN).isBefore(now)) {
            login = lookUp(owner, request, login == null);
            lookedUp = now;
        }
        return login;
    }

    private static Login lookUp(Owner owner, SubmitRequest request, boolean first) throws OperationException {
        String id = request.sshCredentialsId;
        SSHUserPrivateKey credential = owner.credential(id, SSHUserPrivateKey.class);
        if (credential == null) {
            throw new OperationException("sshCredentialsId: there is no SSH private key with the id '" + id
                    + "' that this job may use. Add one to the credentials of Jenkins or of the job's folder.");
        }
        if (first && owner.run() != null) {
            CredentialsProvider.track(owner.run(), credential);
        }
        Secret passphrase = credential.getPassphrase();
        return new Login(
                request.host,
                request.port,
                request.user.isEmpty() ? credential.getUsername() : request.user,
                PrivateKeys.parse(
                        id, credential.getPrivateKeys(), passphrase == null ? null : passphrase.getPlainText()),
                HostKeyPolicy.parse(request.hostKeyPolicy),
                request.hostKey,
                request.knownHosts,
                null);
    }

    /** The connections of this process; host keys seen for the first time are remembered in JENKINS_HOME. */
    static synchronized Connections connections() {
        if (connections == null) {
            File home = new File(Jenkins.get().getRootDir(), "hummingbird");
            connections = new Connections(new HostKeys(home.toPath().resolve("known_hosts")));
        }
        return connections;
    }

    /** Closes all connections with Jenkins. */
    @Terminator
    public static synchronized void close() {
        if (connections != null) {
            connections.close();
            connections = null;
        }
    }
}
