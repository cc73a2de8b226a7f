package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Connections;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.PrivateKeys;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** That the instance of the tests behaves as one of EC2 in what a bake builds on. */
public class InstanceRuleTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final InstanceRule instances = new InstanceRule();

    private Connections connections;

    @Before
    public void open() {
        connections = new Connections(new HostKeys(folder.getRoot().toPath().resolve("known_hosts")));
    }

    @After
    public void close() {
        connections.close();
    }

    @Test
    public void itShowsTheHostKeyOfTheUserDataAndLetsItsKeyInAndNoOther() throws Exception {
        Instance instance = instances.start("127.60.2.1", 0, userData("host", "user"));
        assertThat(instance.hostKey(), is(publicKey("host")));
        assertThat(run(instance, "user", Command.of("echo", "in")).out(), is("in\n"));
        makeKey("other");
        assertThrows(OperationException.class, () -> run(instance, "other", Command.of("true")));
    }

    @Test
    public void withoutUserDataNobodyIsLetInAndTheHostKeyIsItsOwn() throws Exception {
        makeKey("user");
        Instance instance = instances.start("127.60.2.2", 0, "");
        assertThat(instance.hostKey(), startsWith("ssh-ed25519 "));
        assertThrows(OperationException.class, () -> run(instance, "user", Command.of("true")));
    }

    @Test
    public void cloudInitEndsAfterSshHasBegun() throws Exception {
        Instance instance = instances.start("127.60.2.3", 10, userData("host", "user"));
        Command look = Command.of("sudo", "test", "-f", "/var/lib/cloud/instance/boot-finished");
        assertThat(run(instance, "user", look).exit(), is(1));
        assertThat(run(instance, "user", Command.of("cloud-init", "status")).out(), is("status: running\n"));
        Result waited = run(instance, "user", Command.of("cloud-init", "status", "--wait"));
        assertThat(waited.out(), is("status: done\n"));
        assertThat(run(instance, "user", look).exit(), is(0));
    }

    @Test
    public void userDataThatIsNoYamlIsAnErrorOfCloudInit() throws Exception {
        String broken = userData("host", "user").replaceFirst("ssh_authorized_keys:", "ssh_authorized_keys: [");
        Instance instance = instances.start("127.60.2.4", 0, broken);
        assertThrows(OperationException.class, () -> run(instance, "user", Command.of("true")));
        assertThat(
                Files.readString(instance.root().resolve("var/lib/cloud/errors")),
                startsWith("the user data is no YAML"));
    }

    @Test
    public void sudoRunsTheCommandAndLeavesTheMachineAlone() throws Exception {
        Instance instance = instances.start("127.60.2.5", 0, userData("host", "user"));
        Command write = Command.of("sudo", "-n", "--", "sh", "-c", "echo $A >$HOME/file")
                .with("A", "b  c");
        assertThat(run(instance, "user", write).exit(), is(0));
        assertThat(Files.readString(instance.home().resolve("file")), is("b c\n"));
        assertThat(
                run(instance, "user", Command.of("sudo", "shutdown", "-h", "now"))
                        .exit(),
                is(0));
        assertThat(
                instance.record(),
                contains("boot", "sudo -n -- sh -c echo $A >$HOME/file", "sudo shutdown -h now", "shutdown -h now"));
    }

    @Test
    public void nobodyLogsInAfterTheCleanUp() throws Exception {
        Instance instance = instances.start("127.60.2.6", 0, userData("host", "user"));
        Result cleaned = run(instance, "user", Command.of("sudo", "/usr/local/sbin/ami_cleanup.sh"));
        assertThat(cleaned.err(), cleaned.exit(), is(0));
        assertThat(instance.record(), contains("boot", "sudo /usr/local/sbin/ami_cleanup.sh", "ami_cleanup"));
        connections.close();
        open();
        assertThrows(IOException.class, () -> run(instance, "user", Command.of("true")));
    }

    @Test
    public void aDroppedConnectionIsNotTheEndOfWhatRuns() throws Exception {
        Instance instance = instances.start("127.60.2.7", 0, userData("host", "user"));
        Command begin = Command.of("sh", "-c", "(sleep 1; echo over >$HOME/over) </dev/null >/dev/null 2>&1 &");
        assertThat(run(instance, "user", begin).exit(), is(0));
        instance.dropConnections();
        assertThat(
                run(instance, "user", Command.of("sh", "-c", "sleep 2; cat $HOME/over"))
                        .out(),
                is("over\n"));
    }

    @Test
    public void whatRunsEndsWithTheInstance() throws Exception {
        Instance instance = instances.start("127.60.2.8", 0, userData("host", "user"));
        Command begin = Command.of("sh", "-c", "setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $!");
        String pid = run(instance, "user", begin).out().strip();
        ProcessHandle sleep = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        instances.end();
        assertThat(sleep.isAlive(), is(false));
        assertThat(instance.isUp(), is(false));
    }

    private Result run(Instance instance, String key, Command command) throws Exception {
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
    private String userData(String host, String user) throws Exception {
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

    private String publicKey(String name) throws IOException {
        String line = Files.readString(Path.of(key(name) + ".pub"));
        return String.join(" ", List.of(line.split(" ")).subList(0, 2)).strip();
    }

    private void makeKey(String name) throws IOException, InterruptedException {
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
