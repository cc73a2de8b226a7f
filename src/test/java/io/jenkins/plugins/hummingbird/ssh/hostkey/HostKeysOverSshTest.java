package io.jenkins.plugins.hummingbird.ssh.hostkey;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.SshdProcess;
import io.jenkins.plugins.hummingbird.ssh.TestKeys;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Host key verification with real SSH servers. */
public class HostKeysOverSshTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private Path root;
    private HostKeys hostKeys;

    @Before
    public void prepare() {
        root = folder.getRoot().toPath();
        hostKeys = new HostKeys(root.resolve("known_hosts"));
    }

    /** Opens a new connection, as after a restart. */
    private void connect(int port, HostKeyPolicy policy, String hostKey, String knownHosts) throws Exception {
        Login login = new Login(
                "127.0.0.1",
                port,
                HEAD_NODE.user(),
                PrivateKeys.parse("test", List.of(HEAD_NODE.key("ed25519")), null),
                policy,
                hostKey,
                knownHosts,
                null);
        try (Connections connections = new Connections(hostKeys)) {
            assertTrue(
                    connections.shell(login, log::add).run(Command.of("true")).succeeded());
        }
    }

    @Test
    public void eachPolicyAcceptsTheExpectedHost() throws Exception {
        int port = HEAD_NODE.port();
        String key = HEAD_NODE.property("hostKey");
        connect(port, HostKeyPolicy.FIRST_USE, null, null);
        assertTrue(log.toString(), log.toString().contains(HEAD_NODE.property("hostKeyFingerprint")));
        connect(port, HostKeyPolicy.FIRST_USE, null, null);
        connect(port, HostKeyPolicy.PINNED, key, null);
        connect(port, HostKeyPolicy.PINNED, HEAD_NODE.property("hostKeyFingerprint"), null);
        connect(port, HostKeyPolicy.KNOWN_HOSTS, null, "[127.0.0.1]:" + port + " " + key);
        assertEquals(log.toString(), 1, log.size());
        connect(port, HostKeyPolicy.ACCEPT_ANY, null, null);
        assertEquals(log.toString(), 2, log.size());
    }

    @Test
    public void aHostWithAChangedKeyIsRefusedBeforeAuthentication() throws Exception {
        Path first = TestKeys.generate(root, "first", "-t", "ed25519");
        Path second = TestKeys.generate(root, "second", "-t", "ed25519");
        int port;
        try (SshdProcess sshd = SshdProcess.start(HEAD_NODE, root, 0, List.of(first))) {
            port = sshd.port;
            connect(port, HostKeyPolicy.FIRST_USE, null, null);
        }
        Files.delete(root.resolve("log"));
        try (SshdProcess sshd = SshdProcess.start(HEAD_NODE, root, port, List.of(second), "LogLevel VERBOSE")) {
            OperationException e =
                    assertThrows(OperationException.class, () -> connect(port, HostKeyPolicy.FIRST_USE, null, null));
            assertTrue(e.getMessage(), e.getMessage().contains("has changed"));
            assertThrows(
                    OperationException.class,
                    () -> connect(sshd.port, HostKeyPolicy.PINNED, Files.readString(Path.of(first + ".pub")), null));
            String seen = Files.readString(root.resolve("log"));
            assertTrue(seen, seen.contains("Connection from"));
            assertEquals(seen, -1, seen.indexOf("publickey"));
            hostKeys.forget("[127.0.0.1]:" + port);
            connect(port, HostKeyPolicy.FIRST_USE, null, null);
        }
    }

    @Test
    public void aHostWithKeysOfSeveralTypesIsAskedForTheKnownOne() throws Exception {
        Path rsa = TestKeys.generate(root, "rsa", "-t", "rsa", "-b", "2048");
        Path ecdsa = TestKeys.generate(root, "ecdsa", "-t", "ecdsa");
        Path ed25519 = TestKeys.generate(root, "ed25519", "-t", "ed25519");
        int port;
        try (SshdProcess sshd = SshdProcess.start(HEAD_NODE, root, 0, List.of(rsa))) {
            port = sshd.port;
            connect(port, HostKeyPolicy.FIRST_USE, null, null);
        }
        try (SshdProcess sshd = SshdProcess.start(HEAD_NODE, root, port, List.of(rsa, ecdsa, ed25519))) {
            connect(port, HostKeyPolicy.FIRST_USE, null, null);
            String line = Files.readString(Path.of(ecdsa + ".pub"));
            connect(port, HostKeyPolicy.PINNED, line, null);
            connect(sshd.port, HostKeyPolicy.KNOWN_HOSTS, null, "127.0.0.1 " + line);
            hostKeys.forget("[127.0.0.1]:" + port);
            connect(port, HostKeyPolicy.FIRST_USE, null, null);
            assertEquals("ssh-ed25519", hostKeys.remembered().get(0).type());
        }
    }

    @Test
    public void anInvalidHostKeyIsReportedBeforeAnyConnection() {
        assertThrows(
                OperationException.class,
                () -> connect(SshdProcess.freePort(), HostKeyPolicy.PINNED, "nonsense", null));
        assertThrows(
                OperationException.class, () -> connect(SshdProcess.freePort(), HostKeyPolicy.KNOWN_HOSTS, null, ""));
    }
}
