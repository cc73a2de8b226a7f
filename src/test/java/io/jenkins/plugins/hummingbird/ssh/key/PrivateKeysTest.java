package io.jenkins.plugins.hummingbird.ssh.key;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.TestKeys;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PrivateKeysTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root() {
        return folder.getRoot().toPath();
    }

    private static List<KeyPair> parse(String text, String passphrase) throws OperationException {
        return PrivateKeys.parse("head-node", List.of(text), passphrase);
    }

    private static String refusal(String text, String passphrase) {
        OperationException e = assertThrows(OperationException.class, () -> parse(text, passphrase));
        assertTrue(e.getMessage(), e.getMessage().contains("'head-node'"));
        assertNoKeyMaterial(text, e);
        return e.getMessage();
    }

    private static void assertNoKeyMaterial(String text, Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            String message = String.valueOf(at);
            for (String line : text.strip().split("\\s+")) {
                assertFalse(message, line.length() > 20 && message.contains(line.substring(0, 20)));
            }
        }
    }

    /** Compares with the fingerprint that ssh-keygen prints. */
    private static void assertIsKeyOf(Path file, List<KeyPair> pairs) throws Exception {
        String shown = TestKeys.run("ssh-keygen", "-lf", file + ".pub");
        assertEquals(1, pairs.size());
        assertEquals(shown.split(" ")[1], HostKeys.fingerprint(pairs.get(0).getPublic()));
    }

    @Test
    public void eachKindOfKeyLogsIn() throws Exception {
        HostKeys hostKeys = new HostKeys(root().resolve("known_hosts"));
        try (Connections connections = new Connections(hostKeys)) {
            for (String name : List.of("ed25519", "ed25519_pass", "rsa_pass", "rsa_pem", "ecdsa_pass")) {
                String passphrase = name.contains("_") ? HEAD_NODE.passphrase() : null;
                Login login = new Login(
                        HEAD_NODE.host(),
                        HEAD_NODE.port(),
                        HEAD_NODE.user(),
                        parse(HEAD_NODE.key(name), passphrase),
                        HostKeyPolicy.FIRST_USE,
                        null,
                        null,
                        null);
                Result result = connections.shell(login, line -> {}).run(Command.of("echo", name));
                assertEquals(name + "\n", result.out());
            }
        }
    }

    @Test
    public void otherFormatsAreReadToo() throws Exception {
        String[][] kinds = {
            {"-t", "rsa", "-b", "2048", "-m", "PKCS8"},
            {"-t", "rsa", "-b", "2048", "-m", "PKCS8", "-N", "correct horse"},
            {"-t", "ecdsa", "-b", "256", "-m", "PEM"},
            {"-t", "ecdsa", "-b", "256", "-m", "PEM", "-N", "correct horse"},
            {"-t", "ecdsa", "-b", "384", "-m", "PKCS8"},
            {"-t", "ecdsa", "-b", "521"},
        };
        for (int i = 0; i < kinds.length; i++) {
            Path file = TestKeys.generate(root(), "key" + i, kinds[i]);
            String passphrase = Arrays.asList(kinds[i]).contains("-N") ? "correct horse" : null;
            assertIsKeyOf(file, parse(Files.readString(file), passphrase));
        }
    }

    @Test
    public void lineEndsAndIndentationAreIgnored() throws Exception {
        String key = HEAD_NODE.key("rsa_pem");
        String fingerprint =
                HostKeys.fingerprint(parse(key, HEAD_NODE.passphrase()).get(0).getPublic());
        List<String> variants = new ArrayList<>(List.of(
                key.replace("\n", "\r\n"),
                key.strip(),
                "\uFEFF\n\n  " + key.strip().replace("\n", "\n    ") + "   ",
                key.strip().replace("\n", "\r")));
        for (String variant : variants) {
            KeyPair pair = parse(variant, HEAD_NODE.passphrase()).get(0);
            assertEquals(fingerprint, HostKeys.fingerprint(pair.getPublic()));
        }
        parse(HEAD_NODE.key("ed25519").strip().replace("\n", "\r\n"), null);
    }

    @Test
    public void anUnneededPassphraseIsIgnored() throws Exception {
        parse(HEAD_NODE.key("ed25519"), "not needed");
    }

    @Test
    public void severalKeysOfOneCredentialAreAllRead() throws Exception {
        List<KeyPair> pairs = PrivateKeys.parse(
                "two", List.of(HEAD_NODE.key("ed25519"), " ", HEAD_NODE.key("rsa_pass")), HEAD_NODE.passphrase());
        assertEquals(2, pairs.size());
    }

    @Test
    public void aMissingPassphraseIsReported() {
        for (String name : List.of("ed25519_pass", "rsa_pass", "rsa_pem", "ecdsa_pass")) {
            String message = refusal(HEAD_NODE.key(name), null);
            assertTrue(name + ": " + message, message.contains("is protected by a passphrase"));
        }
    }

    @Test
    public void aWrongPassphraseIsReported() {
        for (String name : List.of("ed25519_pass", "rsa_pass", "rsa_pem", "ecdsa_pass")) {
            String message = refusal(HEAD_NODE.key(name), "battery staple");
            assertTrue(name + ": " + message, message.contains("cannot be decrypted with the credential's passphrase"));
            assertFalse(message, message.contains("battery"));
        }
    }

    @Test
    public void thePassphraseOfAnEncryptedPkcs8KeyIsCheckedToo() throws Exception {
        Path file = TestKeys.generate(root(), "key", "-t", "rsa", "-b", "2048", "-m", "PKCS8", "-N", "correct horse");
        String key = Files.readString(file);
        assertTrue(refusal(key, null).contains("is protected by a passphrase"));
        assertTrue(refusal(key, "battery staple").contains("cannot be decrypted with"));
    }

    @Test
    public void aPublicKeyInsteadOfAPrivateKeyIsReported() throws Exception {
        Path file = TestKeys.generate(root(), "key", "-t", "ecdsa");
        for (String text : List.of(
                Files.readString(Path.of(HEAD_NODE.property("key") + ".pub")),
                Files.readString(Path.of(file + ".pub")),
                TestKeys.run("ssh-keygen", "-e", "-m", "RFC4716", "-f", file + ".pub"),
                TestKeys.run("ssh-keygen", "-e", "-m", "PKCS8", "-f", file + ".pub"))) {
            assertTrue(refusal(text, null).contains("holds a public key"));
        }
    }

    @Test
    public void aKeyWithThePublicHalfOfSomebodyElseIsRefused() throws Exception {
        for (String[] type : new String[][] {{"-t", "ed25519"}, {"-t", "ecdsa"}, {"-t", "rsa", "-b", "2048"}}) {
            Path theirs = TestKeys.generate(root(), "theirs-" + type[1], type);
            Path own = TestKeys.generate(root(), "own-" + type[1], type);
            String spliced = TestKeys.splice(theirs, own);
            String message = refusal(spliced, null);
            String fingerprint =
                    TestKeys.run("ssh-keygen", "-lf", theirs + ".pub").split(" ")[1];
            assertTrue(message, message.contains("does not belong to the public key"));
            assertTrue(message, message.contains(fingerprint));
        }
    }

    /** PEM contains the parameters of both halves. */
    @Test
    public void aPemKeyWithThePublicNumbersOfSomebodyElseIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPrivateCrtKey theirs = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        RSAPrivateCrtKey own = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        byte[] spliced = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        theirs.getModulus(),
                        theirs.getPublicExponent(),
                        own.getPrivateExponent(),
                        own.getPrimeP(),
                        own.getPrimeQ(),
                        own.getPrimeExponentP(),
                        own.getPrimeExponentQ(),
                        own.getCrtCoefficient()))
                .getEncoded();
        String text = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(spliced)
                + "\n-----END PRIVATE KEY-----\n";
        assertTrue(refusal(text, null).contains("does not belong to the public key"));
    }

    @Test
    public void aPuttyKeyIsReported() {
        String text = "PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: x\r\nPublic-Lines: 2\r\n";
        assertTrue(refusal(text, null).contains("puttygen"));
    }

    @Test
    public void anIncompleteKeyIsReported() {
        String key = HEAD_NODE.key("ed25519");
        for (String text : List.of(
                "hello",
                key.substring(0, key.length() / 2),
                key.replace("-----END", ""),
                "-----BEGIN OPENSSH PRIVATE KEY-----\n!!\n-----END OPENSSH PRIVATE KEY-----")) {
            String message = refusal(text, null);
            assertTrue(message, message.contains("cannot be read"));
        }
    }

    @Test
    public void aMissingKeyIsReported() {
        assertThrows(OperationException.class, () -> PrivateKeys.parse("none", List.of(), null));
        assertTrue(refusal(" \n", null).contains("holds no private key"));
    }
}
