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
 * Whether the private half of a key pair belongs to its public half. The formats of key files hold both, and nothing in
 * them ties one to the other: the public half of somebody else can be put before one's own private half.
 */
final class KeyProof {
    private static final byte[] TEXT = "hummingbird".getBytes(StandardCharsets.US_ASCII);

    private KeyProof() {}

    /**
     * Lets the private half sign and the public half verify.
     *
     * @param name what messages call the credential
     * @throws OperationException when the halves do not belong together
     */
    static void check(String name, KeyPair pair) throws OperationException {
        if (!belongsTogether(pair)) {
            throw new OperationException("The private key of the SSH credential '" + name + "' does not belong to the"
                    + " public key " + HostKeys.describe(pair.getPublic())
                    + " that is in the same file: the file was put"
                    + " together from two keys, or is damaged. Enter the key file as ssh-keygen wrote it");
        }
    }

    private static boolean belongsTogether(KeyPair pair) {
        try {
            String type = KeyUtils.getKeyType(pair);
            // the type ssh-rsa would be signed with SHA-1, which a Java platform may refuse
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
        } catch (Exception e) { // as MINA's signatures declare it; numbers that are no key are found while signing
            return false;
        }
    }
}
