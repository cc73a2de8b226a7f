package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.hummingbird.operation.ExpiryTimer;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;

/**
 * The SSH credential by which one operation logs in. It is looked up for the run, and again after a few minutes, so that
 * a key that was changed is used.
 */
public final class SshKeys {
    private Found found;
    private final ExpiryTimer lookUp = new ExpiryTimer(Duration.ofMinutes(5));

    /**
     * A credential that was found.
     *
     * @param user whom it names
     * @param pairs its keys, at least one
     */
    public record Found(String user, List<KeyPair> pairs) {}

    /**
     * @param user for whom the credential is looked up
     * @param id the same each time
     * @return the same object until it is looked up again
     * @throws OperationException when there is no such credential, or it holds no usable key
     */
    public synchronized Found find(CredentialLookup user, String id) throws OperationException {
        if (found == null || lookUp.isExpired()) {
            found = lookUp(user, id, found == null);
            lookUp.restart();
        }
        return found;
    }

    private static Found lookUp(CredentialLookup user, String id, boolean first) throws OperationException {
        StandardCredentials any = user.credential(id);
        if (any == null) {
            throw new OperationException("sshCredentialsId: there is no SSH private key with the id '" + id
                    + "' that this job may use. " + user.advice());
        }
        if (!(any instanceof SSHUserPrivateKey credential)) {
            throw new OperationException("sshCredentialsId: the nearest credential with the id '" + id
                    + "' that this job may use is no SSH private key. Give that credential or the key another id.");
        }
        if (first) {
            user.track(credential);
        }
        Secret passphrase = credential.getPassphrase();
        return new Found(
                credential.getUsername(),
                PrivateKeys.parse(
                        id, credential.getPrivateKeys(), passphrase == null ? null : passphrase.getPlainText()));
    }
}
