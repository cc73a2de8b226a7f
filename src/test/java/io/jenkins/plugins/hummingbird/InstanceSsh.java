package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** Keys of a test, the user data that brings them to an instance, and commands at it. */
final class InstanceSsh extends ExternalResource {
    private final TemporaryFolder folder = new TemporaryFolder();
    private Connections connections;

    @Override
    protected void before() throws IOException {
        folder.create();
        connect();
    }

    @Override
    protected void after() {
        connections.close();
        folder.delete();
    }

    private void connect() {
        connections = new Connections(new HostKeys(folder.getRoot().toPath().resolve("known_hosts")));
    }

    /** The next command opens a connection of its own. */
    void disconnect() {
        connections.close();
        connect();
    }

    Result run(Instance instance, String key, Command command) throws Exception {
        Login login = new Login(
                instance.host(),
                instance.port(),
                instance.user(),
                PrivateKeys.parse("test", List.of(Files.readString(key(key))), null),
                HostKeyPolicy.PINNED,
                instance.hostKey(),
                null,
                null);
        Shell shell = connections.shell(login, line -> {});
        try {
            return shell.run(command);
        } catch (IOException e) {
            // What is left of a connection that was cut.
            return connections.shell(login, line -> {}).run(command);
        }
    }

    /** As a bake writes it. */
    String userData(String host, String user) throws Exception {
        makeKey(host);
        makeKey(user);
        String text = "#cloud-config\nssh_deletekeys: true\nssh_keys:\n  ed25519_private: |\n    "
                + Files.readString(key(host)).strip().replace("\n", "\n    ")
                + "\n  ed25519_public: " + publicKey(host) + "\nssh_authorized_keys:\n  - " + publicKey(user) + "\n";
        assertThat(text, containsString("OPENSSH PRIVATE KEY"));
        return text;
    }

    private Path key(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    String publicKey(String name) throws IOException {
        String line = Files.readString(Path.of(key(name) + ".pub"));
        return String.join(" ", List.of(line.split(" ")).subList(0, 2)).strip();
    }

    void makeKey(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        key(name).toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code, is(0));
    }
}
