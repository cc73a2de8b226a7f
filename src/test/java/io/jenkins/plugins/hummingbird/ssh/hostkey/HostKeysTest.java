package io.jenkins.plugins.hummingbird.ssh.hostkey;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.files.ForcedFiles;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.TestKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.AssumptionViolatedException;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The verifiers alone; HostKeysOverSshTest tests them with connections. */
public class HostKeysTest {
    @ClassRule
    public static final TemporaryFolder KEYS = new TemporaryFolder();

    private static Path ed25519;
    private static Path other;
    private static Path rsa;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();

    @BeforeClass
    public static void makeKeys() throws Exception {
        Path root = KEYS.getRoot().toPath();
        try {
            ed25519 = TestKeys.generate(root, "ed25519", "-t", "ed25519");
        } catch (IOException e) {
            throw new AssumptionViolatedException("there is no ssh-keygen on this machine", e);
        }
        other = TestKeys.generate(root, "other", "-t", "ed25519");
        rsa = TestKeys.generate(root, "rsa", "-t", "rsa", "-b", "2048");
    }

    private Path file() {
        return folder.getRoot().toPath().resolve("new/known_hosts");
    }

    private static List<KeyPair> pair(Path key) throws Exception {
        return PrivateKeys.parse("test", List.of(Files.readString(key)), null);
    }

    private static PublicKey publicKey(Path key) throws Exception {
        return pair(key).get(0).getPublic();
    }

    private static String line(Path key) throws IOException {
        return Files.readString(Path.of(key + ".pub")).strip();
    }

    private static String fingerprint(Path key) throws Exception {
        return TestKeys.run("ssh-keygen", "-lf", key + ".pub").split(" ")[1];
    }

    private static Login login(int port, HostKeyPolicy policy, String hostKey, String knownHosts) throws Exception {
        return new Login("head.example", port, "ubuntu", pair(ed25519), policy, hostKey, knownHosts, "i-0123");
    }

    private void check(Login login, Path key) throws Exception {
        new HostKeys(file()).verifier(login).check(publicKey(key), log::add);
    }

    private void checkPinned(String hostKey, Path key) throws Exception {
        check(login(22, HostKeyPolicy.PINNED, hostKey, null), key);
    }

    private void checkKnown(int port, String knownHosts, Path key) throws Exception {
        check(login(port, HostKeyPolicy.KNOWN_HOSTS, null, knownHosts), key);
    }

    private static void assertContains(Throwable e, String... parts) {
        for (String part : parts) {
            assertTrue(part + " should be in: " + e.getMessage(), e.getMessage().contains(part));
        }
    }

    @Test
    public void aFirstKeyIsRememberedAndItsFingerprintLoggedOnce() throws Exception {
        Login login = login(22, HostKeyPolicy.FIRST_USE, null, null);
        check(login, ed25519);
        check(login, ed25519);
        assertEquals(log.toString(), 1, log.size());
        assertTrue(log.get(0), log.get(0).contains("ssh-ed25519 " + fingerprint(ed25519)));
        assertEquals(
                List.of(new HostKeys.Remembered("i-0123", "ssh-ed25519", fingerprint(ed25519))),
                new HostKeys(file()).remembered());
        assertTrue(TestKeys.run("ssh-keygen", "-l", "-F", "i-0123", "-f", file().toString())
                .contains(fingerprint(ed25519)));
    }

    @Test
    public void anotherKeyThanTheRememberedOneIsRefused() throws Exception {
        Login login = login(22, HostKeyPolicy.FIRST_USE, null, null);
        check(login, ed25519);
        for (Path key : List.of(other, rsa)) {
            OperationException e = assertThrows(OperationException.class, () -> check(login, key));
            assertContains(e, fingerprint(key), fingerprint(ed25519), "i-0123", file().toString(), "remove that entry");
        }
    }

    @Test
    public void afterAKeyIsForgottenAnotherIsAccepted() throws Exception {
        Login login = login(22, HostKeyPolicy.FIRST_USE, null, null);
        check(login, ed25519);
        assertTrue(new HostKeys(file()).forget("i-0123"));
        assertFalse(new HostKeys(file()).forget("i-0123"));
        check(login, other);
        assertEquals(2, log.size());
    }

    @Test
    public void theTypeOfTheKnownKeyIsExpected() throws Exception {
        Login firstUse = login(22, HostKeyPolicy.FIRST_USE, null, null);
        assertEquals(List.of(), new HostKeys(file()).verifier(firstUse).expectedTypes());
        check(firstUse, rsa);
        String knownHosts = "head.example " + line(rsa) + "\nhead.example " + line(other);
        HostKeys hostKeys = new HostKeys(file());
        assertEquals(List.of("ssh-rsa"), hostKeys.verifier(firstUse).expectedTypes());
        assertEquals(
                List.of("ssh-rsa"),
                hostKeys.verifier(login(22, HostKeyPolicy.PINNED, line(rsa), null))
                        .expectedTypes());
        assertEquals(
                List.of("ssh-rsa", "ssh-ed25519"),
                hostKeys.verifier(login(22, HostKeyPolicy.KNOWN_HOSTS, null, knownHosts))
                        .expectedTypes());
    }

    @Test
    public void keysRememberedAtTheSameTimeAreAllKept() throws Exception {
        PublicKey key = publicKey(ed25519);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // one instance each, as after a reload of the configuration
            RememberedKeys remembered = new RememberedKeys(file());
            String name = "i-" + i;
            threads.add(new Thread(() -> {
                try {
                    for (int j = 0; j < 5; j++) {
                        remembered.rememberIfNew(name + "-" + j, key);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(40, new HostKeys(file()).remembered().size());
        try (var files = Files.list(file().getParent())) {
            assertEquals("temporary files are gone", 1, files.count());
        }
    }

    @Test
    public void aKeyIsForcedToTheDiskWithItsName() throws Exception {
        Set<Path> forced = ForcedFiles.during(
                file().getParent(), () -> check(login(22, HostKeyPolicy.FIRST_USE, null, null), ed25519));
        assertEquals("the folder, and the file beside the one that it replaces: " + forced, 2, forced.size());
        assertTrue(forced.contains(file().getParent()));
    }

    @Test
    public void onlyTheUserOfJenkinsReadsTheFile() throws Exception {
        check(login(22, HostKeyPolicy.FIRST_USE, null, null), ed25519);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    public void aCorruptFileIsNamedAndNotModified() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "i-9 nonsense\n");
        IOException e =
                assertThrows(IOException.class, () -> check(login(22, HostKeyPolicy.FIRST_USE, null, null), ed25519));
        assertContains(e, file().toString(), "i-9 nonsense");
        assertEquals("i-9 nonsense\n", Files.readString(file()));
    }

    @Test
    public void aPinnedKeyIsALineOrAFingerprint() throws Exception {
        checkPinned(line(ed25519), ed25519);
        checkPinned(line(ed25519) + " root@head", ed25519);
        checkPinned(" " + fingerprint(rsa) + " \n", rsa);
        assertEquals(List.of(), log);
    }

    @Test
    public void anotherKeyThanThePinnedOneIsRefused() throws Exception {
        OperationException byLine = assertThrows(OperationException.class, () -> checkPinned(line(ed25519), other));
        assertContains(byLine, fingerprint(other), fingerprint(ed25519), "hostKey");
        OperationException byFingerprint =
                assertThrows(OperationException.class, () -> checkPinned(fingerprint(rsa), ed25519));
        assertContains(byFingerprint, "of another type");
    }

    @Test
    public void anInvalidPinnedKeyIsReported() {
        for (String hostKey : new String[] {null, "", "MD5:00:11", "ssh-ed25519", "ssh-ed25519 AAAA", "SHA256:abc"}) {
            OperationException e = assertThrows(OperationException.class, () -> checkPinned(hostKey, ed25519));
            assertContains(e, "pinned", "ssh-keygen -lf");
        }
    }

    @Test
    public void allFormsOfKnownHostsEntriesMatch() throws Exception {
        String key = line(ed25519);
        checkKnown(22, "# comment\n\nhead.example " + key, ed25519);
        checkKnown(22, "other.example,head.example " + key + " comment", ed25519);
        checkKnown(22, "*.example " + key + "\r\n", ed25519);
        checkKnown(2222, "[head.example]:2222 " + key, ed25519);
        checkKnown(2222, "[*.example]:2222 " + key, ed25519);
        checkKnown(2222, "head.example " + key, ed25519);
        checkKnown(22, "head.example " + line(rsa) + "\nhead.example " + key, ed25519);
        checkKnown(22, "head.example sk-future-type AAAA\nhead.example " + key, ed25519);
    }

    @Test
    public void hashedNamesMatch() throws Exception {
        Path hashed = folder.getRoot().toPath().resolve("hashed");
        Files.writeString(hashed, "head.example " + line(ed25519) + "\n[head.example]:2222 " + line(rsa) + "\n");
        TestKeys.run("ssh-keygen", "-H", "-f", hashed.toString());
        String text = Files.readString(hashed);
        assertFalse(text, text.contains("head"));
        checkKnown(22, text, ed25519);
        checkKnown(2222, text, rsa);
        assertThrows(OperationException.class, () -> checkKnown(22, text, rsa));
    }

    @Test
    public void aKeyThatIsNotKnownIsRefused() throws Exception {
        OperationException e =
                assertThrows(OperationException.class, () -> checkKnown(22, "head.example " + line(ed25519), other));
        assertContains(e, fingerprint(other), fingerprint(ed25519), "change that line");
    }

    @Test
    public void aHostThatIsNotKnownIsRefused() throws Exception {
        for (String text : List.of(
                "",
                "tail.example " + line(ed25519),
                "[head.example]:2223 " + line(ed25519),
                "!head.example,*.example " + line(ed25519),
                "@cert-authority *.example " + line(ed25519))) {
            OperationException e = assertThrows(text, OperationException.class, () -> checkKnown(22, text, ed25519));
            assertContains(e, "ssh-keyscan -p 22 head.example");
        }
    }

    @Test
    public void aRevokedKeyIsRefusedAlsoIfItIsKnown() throws Exception {
        String names = "head.example,[head.example]:2222 ";
        String text = names + line(ed25519) + "\n@revoked * " + line(ed25519) + "\n" + names + line(rsa);
        for (int port : new int[] {22, 2222}) {
            OperationException e = assertThrows(OperationException.class, () -> checkKnown(port, text, ed25519));
            assertContains(e, "revoked", fingerprint(ed25519));
            checkKnown(port, text, rsa);
        }
    }

    @Test
    public void anInvalidLineIsNamedByItsNumber() throws Exception {
        String text = "head.example " + line(ed25519) + "\n\nnonsense";
        OperationException e = assertThrows(OperationException.class, () -> checkKnown(22, text, ed25519));
        assertContains(e, "Line 3");
    }

    @Test
    public void acceptingAnyKeyLogsAWarningEachTime() throws Exception {
        Login login = login(22, HostKeyPolicy.ACCEPT_ANY, null, null);
        check(login, ed25519);
        check(login, other);
        assertEquals(2, log.size());
        assertTrue(log.get(1), log.get(1).startsWith("Warning") && log.get(1).contains(fingerprint(other)));
        assertFalse(Files.exists(file()));
    }
}
