package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;

/** That the instance of the tests behaves as one of EC2 in what a bake builds on. */
public class InstanceRuleTest {
    @Rule
    public final InstanceRule instances = new InstanceRule();

    @Rule
    public final InstanceSsh ssh = new InstanceSsh();

    @Test
    public void itShowsTheHostKeyOfTheUserDataAndLetsItsKeyInAndNoOther() throws Exception {
        Instance instance = instances.start("127.60.2.1", 0, ssh.userData("host", "user"));
        assertThat(instance.hostKey(), is(ssh.publicKey("host")));
        assertThat(ssh.run(instance, "user", Command.of("echo", "in")).out(), is("in\n"));
        ssh.makeKey("other");
        assertThrows(OperationException.class, () -> ssh.run(instance, "other", Command.of("true")));
    }

    @Test
    public void withoutUserDataNobodyIsLetInAndTheHostKeyIsItsOwn() throws Exception {
        ssh.makeKey("user");
        Instance instance = instances.start("127.60.2.2", 0, "");
        assertThat(instance.hostKey(), startsWith("ssh-ed25519 "));
        assertThrows(OperationException.class, () -> ssh.run(instance, "user", Command.of("true")));
    }

    @Test
    public void cloudInitEndsAfterSshHasBegun() throws Exception {
        Instance instance = instances.start("127.60.2.3", 30, ssh.userData("host", "user"));
        Command look = Command.of("sudo", "test", "-f", "/var/lib/cloud/instance/boot-finished");
        assertThat(ssh.run(instance, "user", look).exit(), is(1));
        assertThat(ssh.run(instance, "user", Command.of("cloud-init", "status")).out(), is("status: running\n"));
        Result waited = ssh.run(instance, "user", Command.of("cloud-init", "status", "--wait"));
        assertThat(waited.out(), is("status: done\n"));
        assertThat(ssh.run(instance, "user", look).exit(), is(0));
    }

    @Test
    public void userDataThatIsNoYamlIsAnErrorOfCloudInit() throws Exception {
        String broken = ssh.userData("host", "user").replaceFirst("ssh_authorized_keys:", "ssh_authorized_keys: [");
        Instance instance = instances.start("127.60.2.4", 0, broken);
        assertThrows(OperationException.class, () -> ssh.run(instance, "user", Command.of("true")));
        assertThat(
                Files.readString(instance.root().resolve("var/lib/cloud/errors")),
                startsWith("the user data is no YAML"));
    }

    @Test
    public void sudoRunsTheCommandAndLeavesTheMachineAlone() throws Exception {
        Instance instance = instances.start("127.60.2.5", 0, ssh.userData("host", "user"));
        Command write =
                Command.of("sudo", "-n", "--", "sh", "-c", "echo $A >file").with("A", "b  c");
        assertThat(ssh.run(instance, "user", write).exit(), is(0));
        assertThat(Files.readString(instance.home().resolve("file")), is("b c\n"));
        assertThat(
                ssh.run(instance, "user", Command.of("sudo", "shutdown", "-h", "now"))
                        .exit(),
                is(0));
        assertThat(
                instance.record(),
                contains("boot", "sudo -n -- sh -c echo $A >file", "sudo shutdown -h now", "shutdown -h now"));
    }

    @Test
    public void nobodyLogsInAfterTheCleanUp() throws Exception {
        Instance instance = instances.start("127.60.2.6", 0, ssh.userData("host", "user"));
        Result cleaned = ssh.run(instance, "user", Command.of("sudo", "/usr/local/sbin/ami_cleanup.sh"));
        assertThat(cleaned.err(), cleaned.exit(), is(0));
        assertThat(instance.record(), contains("boot", "sudo /usr/local/sbin/ami_cleanup.sh", "ami_cleanup"));
        ssh.disconnect();
        assertThrows(IOException.class, () -> ssh.run(instance, "user", Command.of("true")));
    }

    @Test
    public void aDroppedConnectionIsNotTheEndOfWhatRuns() throws Exception {
        Instance instance = instances.start("127.60.2.7", 0, ssh.userData("host", "user"));
        Command begin = Command.of("sh", "-c", "(sleep 1; echo over >$HOME/over) </dev/null >/dev/null 2>&1 &");
        assertThat(ssh.run(instance, "user", begin).exit(), is(0));
        instance.dropConnections();
        assertThat(
                ssh.run(instance, "user", Command.of("sh", "-c", "sleep 2; cat $HOME/over"))
                        .out(),
                is("over\n"));
    }

    @Test
    public void whatRunsEndsWithTheInstance() throws Exception {
        Instance instance = instances.start("127.60.2.8", 0, ssh.userData("host", "user"));
        Command begin = Command.of("sh", "-c", "setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $!");
        String pid = ssh.run(instance, "user", begin).out().strip();
        ProcessHandle sleep = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        instances.end();
        assertThat(sleep.isAlive(), is(false));
        assertThat(instance.isUp(), is(false));
    }
}
