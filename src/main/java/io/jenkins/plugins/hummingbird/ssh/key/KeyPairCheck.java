package io.jenkins.plugins.hummingbird.ssh.key;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * Checks that the private half of a key pair belongs to its public half. Key files contain both, and their formats do
 * not tie one to the other: a file can combine somebody else's public half with one's own private half.
 */
final class KeyPairCheck {
    private static final byte[] TEXT = "hummingbird".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    /**
     * Signs a text with the private half and verifies the signature with the public half.
     *
     * @param name the name of the credential in messages
     * @throws OperationException if the halves do not belong together
     */
    static void check(String name, KeyPair pair) throws OperationException {
        if (!belongsTogether(pair)) {
            throw new OperationException("The private key of the SSH credential '" + name + "' does not belong to the"
                    + " public key " + HostKeys.describe(pair.getPublic())
                    + " in the same file: the file was"
                    + " assembled from two keys or is damaged. Enter the key file as ssh-keygen wrote it");
        }
    }

    private static boolean belongsTogether(KeyPair pair) {
        try {
            String type = KeyUtils.getKeyType(pair);
            // the type ssh-rsa would sign with SHA-1, which a Java platform may refuse
            BuiltinSignatures kind = KeyPairProvider.SSH_RSA.equals(type)
                    ? BuiltinSignatures.rsaSHA512
                    : BuiltinSignatures.fromFactoryName(type);
            Signature signer = kind.create();
            signer.initSigner(null, pair.getPrivate());
            signer.update(null, TEXT);
            byte[] signature = signer.sign(null);
            Signature verifier = kind.create();
            verifier.initVerifier(null, pair.getPublic());
            verifier.update(null, TEXT);
            return verifier.verify(null, signature);
        } catch (Exception e) { // declared by MINA's signatures; invalid key parameters are detected while signing
            return false;
        }
    }
}
