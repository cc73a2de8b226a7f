package io.jenkins.plugins.hummingbird.runner;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An SSH key that lies in a file, read anew at each use. */
final class KeyFileCredential implements SSHUserPrivateKey {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String user;
    private final String keyFile;
    private final String passphraseFile;

    /** @param passphraseFile its first line is the passphrase; null for none */
    KeyFileCredential(String id, String user, Path keyFile, Path passphraseFile) {
        this.id = id;
        this.user = user;
        this.keyFile = keyFile.toString();
        this.passphraseFile = passphraseFile == null ? null : passphraseFile.toString();
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
        return "the key in " + keyFile;
    }

    /** @throws UncheckedIOException when the file cannot be read */
    @Override
    public List<String> getPrivateKeys() {
        return List.of(read(keyFile));
    }

    /** @throws UncheckedIOException when the file cannot be read */
    @Override
    public Secret getPassphrase() {
        return passphraseFile == null
                ? null
                : Secret.fromString(read(passphraseFile).lines().findFirst().orElse(""));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a credential cannot be read: " + e, e);
        }
    }

    @Override
    public CredentialsScope getScope() {
        return CredentialsScope.GLOBAL;
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException("a credential of the command line has no descriptor");
    }
}
