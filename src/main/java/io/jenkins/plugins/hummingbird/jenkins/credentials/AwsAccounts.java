package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsAllowance;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsProxy;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.aws.AwsRole;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.operation.ExpiryTimer;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.net.URI;
import java.time.Duration;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/**
 * The use of AWS by one operation. The credential is looked up for the run, and again after a few minutes, so that one
 * that was changed is used, and what jobs may no longer do ends; while it is the same, the clients and the session of its role are kept.
 */
public final class AwsAccounts {
    /** S3 says in which region a bucket is, whichever is asked. */
    private static final String ANY_REGION = "us-east-1";

    /** Null for that of the global configuration. */
    private final String ownEndpoint;

    private AwsClients clients;
    private AwsClients anonymous;
    private StandardCredentials known;
    private final ExpiryTimer lookUp = new ExpiryTimer(Duration.ofMinutes(5));

    /** Uses the endpoint of the global configuration. */
    public AwsAccounts() {
        this(null);
    }

    /** @param endpoint to try another than that of the global configuration, empty for the real AWS; null for that one */
    public AwsAccounts(String endpoint) {
        ownEndpoint = endpoint;
    }

    /**
     * @param user for whom the credential is looked up
     * @param request the same each time
     * @throws OperationException when there is no such credential or region, or jobs may not be who is asked for
     */
    public synchronized AwsClients clients(CredentialLookup user, AwsRequest request) throws OperationException {
        if (clients != null && !lookUp.isExpired()) {
            return clients;
        }
        AwsCredentialKind.Found found = lookUp(user, request.awsCredentialsId);
        AwsRole role = role(user, request);
        StandardCredentials credential = found == null ? null : found.credential();
        if (clients == null || credential != known) {
            closeClients();
            clients = AwsClients.open(
                    new AwsAccess(request.region, found == null ? null : found.provider(), role, proxy(), endpoint()));
            known = credential;
            if (credential != null) {
                user.track(credential);
            }
        }
        lookUp.restart();
        return clients;
    }

    /**
     * @param request the same each time; names the region, of which none is needed here
     * @return clients that call AWS as nobody, which S3 answers for public buckets
     * @throws OperationException when the region is not valid
     */
    public synchronized AwsClients anonymous(AwsRequest request) throws OperationException {
        if (anonymous == null) {
            String region = request.region.isEmpty() ? ANY_REGION : request.region;
            anonymous = AwsClients.open(
                    new AwsAccess(region, AnonymousCredentialsProvider.create(), null, proxy(), endpoint()));
        }
        return anonymous;
    }

    /** @return null for the SDK's default chain */
    private static AwsCredentialKind.Found lookUp(CredentialLookup user, String id) throws OperationException {
        AwsAllowance allowed = GlobalSettings.get().awsAllowance();
        if (id.isEmpty()) {
            allowed.checkController("awsCredentialsId: it is empty");
            return null;
        }
        StandardCredentials credential = user.credential(id);
        if (credential == null) {
            throw new OperationException("awsCredentialsId: there is no AWS credential, and no username with password,"
                    + " with the id '" + id + "' that this job may use. " + user.advice());
        }
        AwsCredentialKind.Found found = AwsCredentialKind.of(credential);
        if (found == null) {
            throw new OperationException("awsCredentialsId: the nearest credential with the id '" + id
                    + "' that this job may use is no AWS credential, and no username with password. Give that credential"
                    + " or the one that is meant another id.");
        }
        if (!found.roleOfController().isEmpty()) {
            allowed.checkController("awsCredentialsId: '" + id + "' holds no key");
            allowed.checkRole(found.roleOfController());
        }
        return found;
    }

    /** @return null for none */
    private static AwsRole role(CredentialLookup user, AwsRequest request) throws OperationException {
        if (request.roleArn.isEmpty()) {
            if (!request.externalId.isEmpty()) {
                throw new OperationException("externalId: it is for the trust policy of a role: set roleArn, too.");
            }
            return null;
        }
        AwsRole role = AwsRole.of(request.roleArn, request.externalId, user.name());
        GlobalSettings.get().awsAllowance().checkRole(role.arn());
        return role;
    }

    private URI endpoint() throws OperationException {
        if (ownEndpoint == null) {
            return GlobalSettings.get().endpointUri();
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
    public synchronized void close() {
        closeClients();
        if (anonymous != null) {
            anonymous.close();
            anonymous = null;
        }
    }

    private void closeClients() {
        if (clients != null) {
            clients.close();
            clients = null;
        }
    }
}
