package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;

/** A username with password among the credentials. */
public final class TestKeyPair implements StandardUsernamePasswordCredentials {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String user;
    private final String password;

    public TestKeyPair(String id, String user, String password) {
        this.id = id;
        this.user = user;
        this.password = password;
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
    public Secret getPassword() {
        return Secret.fromString(password);
    }

    @Override
    public String getDescription() {
        return "a key pair";
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
