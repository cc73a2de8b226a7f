package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** SSH connections to the head node of a test, closed after it. */
public final class SshRule extends ExternalResource {
    /** A script for sh that prints the pid of the sshd that serves its session, without a line end. */
    public static final String SESSION = "p=$PPID; until grep -q ^sshd /proc/$p/comm; do"
            + " p=$(awk '/^PPid/ { print $2 }' /proc/$p/status); done; printf %s $p";

    private final HeadNodeRule headNode;
    private final Duration idle;
    private final Duration patience;
    private final TemporaryFolder folder = new TemporaryFolder();
    private Connections connections;

    public SshRule(HeadNodeRule headNode) {
        this(headNode, Duration.ofMinutes(1), Duration.ofSeconds(20));
    }

    public SshRule(HeadNodeRule headNode, Duration idle, Duration patience) {
        this.headNode = headNode;
        this.idle = idle;
        this.patience = patience;
    }

    @Override
    protected void before() throws IOException {
        folder.create();
        Path file = folder.getRoot().toPath().resolve("known_hosts");
        connections = new Connections(new HostKeys(file), idle, patience);
    }

    @Override
    protected void after() {
        connections.close();
        folder.delete();
    }

    public Connections connections() {
        return connections;
    }

    public Login login(String host, int port, String key) throws OperationException {
        String passphrase = key.contains("_") ? headNode.passphrase() : null;
        return new Login(
                host,
                port,
                headNode.user(),
                PrivateKeys.parse("test", List.of(headNode.key(key)), passphrase),
                HostKeyPolicy.FIRST_USE,
                null,
                null,
                null);
    }

    /** @return a shell on the head node with a new login */
    public Shell shell() throws OperationException {
        return shell(headNode.host(), headNode.port());
    }

    public Shell shell(String host, int port) throws OperationException {
        return connections.shell(login(host, port, "ed25519"), line -> {});
    }

    /** @return the process of the sshd that serves the session of a shell */
    public static ProcessHandle session(Shell shell) throws IOException, OperationException {
        String pid = shell.run(Command.of("sh", "-c", SESSION)).out().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
