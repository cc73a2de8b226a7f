package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Logins that must not share a connection. */
public class SharedConnectionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final SshRule ssh = new SshRule(HEAD_NODE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** The public halves of both keys are equal. */
    @Test
    public void aPublicKeyAloneDoesNotGetTheOpenConnectionOfItsOwner() throws Exception {
        assertTrue(ssh.shell().run(Command.of("true")).succeeded());
        KeyPair theirs =
                ssh.login(HEAD_NODE.host(), HEAD_NODE.port(), "ed25519").keys().get(0);
        Path own = TestKeys.generate(folder.getRoot().toPath(), "own", "-t", "ed25519");
        KeyPair spliced = new KeyPair(
                theirs.getPublic(),
                PrivateKeys.parse("own", List.of(Files.readString(own)), null)
                        .get(0)
                        .getPrivate());
        Login login = new Login(
                HEAD_NODE.host(),
                HEAD_NODE.port(),
                HEAD_NODE.user(),
                List.of(spliced),
                HostKeyPolicy.FIRST_USE,
                null,
                null,
                null);
        Shell shell = ssh.connections().shell(login, line -> {});
        assertThrows(OperationException.class, () -> shell.run(Command.of("true")));
    }
}
