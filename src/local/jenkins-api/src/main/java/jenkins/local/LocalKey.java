package jenkins.local;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import java.util.List;

/** An SSH key among the credentials. */
public final class LocalKey implements SSHUserPrivateKey {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String user;
    private final String key;
    private final String passphrase;

    /** @param passphrase null for none */
    public LocalKey(String id, String user, String key, String passphrase) {
        this.id = id;
        this.user = user;
        this.key = key;
        this.passphrase = passphrase;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getUsername() {
        return user;
    }

    @Override
    public String getDescription() {
        return "a key";
    }

    @Override
    public List<String> getPrivateKeys() {
        return List.of(key);
    }

    @Override
    public Secret getPassphrase() {
        return passphrase == null ? null : Secret.fromString(passphrase);
    }

    @Override
    public CredentialsScope getScope() {
        return CredentialsScope.GLOBAL;
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
