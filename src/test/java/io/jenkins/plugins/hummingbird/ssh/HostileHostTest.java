package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A real sshd that answers every command with arbitrary, endless output. */
public class HostileHostTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final SshRule SSH = new SshRule(HEAD_NODE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path hostKey;

    private interface Use {
        void of(Shell shell) throws Exception;
    }

    @Before
    public void makeHostKey() throws Exception {
        hostKey = TestKeys.generate(folder.getRoot().toPath(), "host", "-t", "ed25519");
    }

    /** Reads the mark in the received line, and answers as if the command had been started. */
    private static final String BEGIN = "mark=${SSH_ORIGINAL_COMMAND##*hummingbird hummingbird-}\n"
            + "mark=hummingbird-${mark%%%% *}\n"
            + "printf %%s \"$mark:begin:\"; printf %%s \"$mark:begin:\" >&2\n%s\n"
            + "printf %%s \"$mark:end:0:\"; printf %%s \"$mark:end:0:\" >&2\n";

    /**
     * @param answer the script that the host runs instead of any command; the received line is in SSH_ORIGINAL_COMMAND
     */
    private String complaint(String answer, Use use) throws Exception {
        return outcome(String.format(BEGIN, answer), use);
    }

    private String outcome(String answer, Use use) throws Exception {
        Path script = folder.getRoot().toPath().resolve("answer");
        Files.writeString(script, answer);
        try (SshdProcess sshd = SshdProcess.start(
                HEAD_NODE, folder.getRoot().toPath(), 0, List.of(hostKey), "ForceCommand bash " + script)) {
            Shell shell = SSH.shell("127.0.0.1", sshd.port);
            return assertThrows(OperationException.class, () -> use.of(shell)).getMessage();
        }
    }

    @Test
    public void aDownloadIsNotLargerThanTheReportedSize() throws Exception {
        Path local = folder.getRoot().toPath().resolve("local");
        assertThat(
                complaint(
                        "case $SSH_ORIGINAL_COMMAND in *stat*) echo 7 ;; *) cat /dev/zero ;; esac",
                        shell -> new RemoteFiles(shell).download("file", local, 10)),
                containsString("head wrote more than 7 bytes"));
        assertThat(Files.size(local), lessThanOrEqualTo(7L));
    }

    @Test
    public void aSizeThatIsNotANumberIsRefused() throws Exception {
        Path local = folder.getRoot().toPath().resolve("local");
        for (String size : List.of("-5", "9999999999999999999999", "", "7 files", "e7")) {
            assertThat(
                    complaint("echo '" + size + "'", shell -> new RemoteFiles(shell).download("file", local, 10)),
                    containsString("instead of the size of file, stat printed '" + size + "'"));
        }
    }

    @Test
    public void theStateOfADetachedCommandIsLimited() throws Exception {
        assertThat(
                complaint("cat /dev/zero", shell -> new DetachedCommand("x")
                        .poll(shell, 0, OutputStream.nullOutputStream())),
                containsString("x: poll wrote more than"));
        assertThat(
                complaint("cat /dev/zero >&2", shell -> new DetachedCommand("x").end(shell)),
                containsString("x: end wrote more than 64 KiB of errors"));
    }

    @Test
    public void whatIsPrintedInsteadOfOutputIsLimited() throws Exception {
        assertThat(
                outcome("cat /dev/zero", shell -> shell.run(Command.of("id"))),
                containsString("instead of running id the account's shell printed more than 64 KiB"));
    }
}
