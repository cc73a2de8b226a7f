package io.jenkins.plugins.hummingbird.jenkins.credentials;

import hudson.util.Secret;
import io.jenkins.plugins.hummingbird.image.state.Sealer;
import java.io.IOException;

/** Seals with the key by which Jenkins encrypts what it keeps in its own files. */
public final class SecretSealer implements Sealer {
    @Override
    public String seal(String secret) {
        return Secret.fromString(secret).getEncryptedValue();
    }

    @Override
    public String unseal(String sealed) throws IOException {
        Secret secret = Secret.decrypt(sealed);
        if (secret == null) {
            throw new IOException("a key in the state of the operation cannot be decrypted: JENKINS_HOME/secrets is not"
                    + " the one that it was encrypted with");
        }
        return secret.getPlainText();
    }
}
