package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsProxy;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.Freshness;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.net.URI;
import java.time.Duration;
import jenkins.model.Jenkins;

/**
 * The use of AWS by one operation. The credential is looked up for the run, and again after a few minutes, so that one
 * that was changed is taken up; while it is the same, the clients and the session of its role are kept.
 */
final class AwsAccounts {
    /** Null for that of the global configuration. */
    private final String ownEndpoint;

    private AwsClients clients;
    private StandardCredentials known;
    private final Freshness lookUp = new Freshness(Duration.ofMinutes(5));

    AwsAccounts() {
        this(null);
    }

    /** @param endpoint to try another than that of the global configuration, empty for the real AWS; null for that one */
    AwsAccounts(String endpoint) {
        ownEndpoint = endpoint;
    }

    /**
     * @param owner for whom the credential is looked up
     * @param request the same each time
     * @throws OperationException when there is no such credential or region
     */
    synchronized AwsClients clients(Owner owner, AwsRequest request) throws OperationException {
        if (clients != null && !lookUp.isOver()) {
            return clients;
        }
        AwsCredentialKind.Found found = lookUp(owner, request.awsCredentialsId);
        StandardCredentials credential = found == null ? null : found.credential();
        if (clients == null || credential != known) {
            close();
            clients = AwsClients.open(new AwsAccess(
                    request.region, found == null ? null : found.provider(), request.roleArn, proxy(), endpoint()));
            known = credential;
            if (credential != null && owner.run() != null) {
                CredentialsProvider.track(owner.run(), credential);
            }
        }
        lookUp.begin();
        return clients;
    }

    /** @return null for the SDK's default chain */
    private static AwsCredentialKind.Found lookUp(Owner owner, String id) throws OperationException {
        if (id.isEmpty()) {
            return null;
        }
        AwsCredentialKind.Found found = AwsCredentialKind.find(owner, id);
        if (found == null) {
            throw new OperationException("awsCredentialsId: there is no AWS credential, and no username with password,"
                    + " with the id '" + id + "' that this job may use. Add one to the credentials of Jenkins or of the"
                    + " job's folder.");
        }
        return found;
    }

    private URI endpoint() throws OperationException {
        if (ownEndpoint == null) {
            return HummingbirdConfiguration.get().endpointUri();
        }
        return ownEndpoint.isEmpty() ? null : AwsAccess.parseEndpoint(ownEndpoint);
    }

    private static AwsProxy proxy() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.name == null || proxy.name.isBlank()) {
            return null;
        }
        Secret password = proxy.getSecretPassword();
        return new AwsProxy(
                proxy.name,
                proxy.port,
                proxy.getUserName(),
                password == null ? null : password.getPlainText(),
                proxy.getNoProxyHostPatterns());
    }

    /** Ends all connections; they are made again when they are needed again. */
    synchronized void close() {
        if (clients != null) {
            clients.close();
            clients = null;
        }
    }
}
