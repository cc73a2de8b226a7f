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

/** A real sshd that answers whatever is asked with what it likes, and does not stop by itself. */
public class HostileHostTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final OverSsh SSH = new OverSsh(HEAD_NODE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path hostKey;

    private interface Use {
        void of(Shell shell) throws Exception;
    }

    @Before
    public void makeHostKey() throws Exception {
        hostKey = KeyFiles.generate(folder.getRoot().toPath(), "host", "-t", "ed25519");
    }

    /** Finds the mark in the line that was sent, and answers as if the command had been begun. */
    private static final String BEGIN = "mark=${SSH_ORIGINAL_COMMAND##*hummingbird hummingbird-}\n"
            + "mark=hummingbird-${mark%%%% *}\n"
            + "printf %%s \"$mark:begin:\"; printf %%s \"$mark:begin:\" >&2\n%s\n"
            + "printf %%s \"$mark:end:0:\"; printf %%s \"$mark:end:0:\" >&2\n";

    /** @param answer what the host runs in place of any command; its line is in SSH_ORIGINAL_COMMAND */
    private String complaint(String answer, Use use) throws Exception {
        return outcome(String.format(BEGIN, answer), use);
    }

    private String outcome(String answer, Use use) throws Exception {
        Path script = folder.getRoot().toPath().resolve("answer");
        Files.writeString(script, answer);
        try (Sshd sshd =
                Sshd.start(HEAD_NODE, folder.getRoot().toPath(), 0, List.of(hostKey), "ForceCommand bash " + script)) {
            Shell shell = SSH.shell("127.0.0.1", sshd.port);
            return assertThrows(OperationException.class, () -> use.of(shell)).getMessage();
        }
    }

    @Test
    public void aFileIsNotReadBeyondWhatWasAskedFor() throws Exception {
        assertThat(
                complaint("cat /dev/zero", shell -> new RemoteFiles(shell).read("file", 10)),
                containsString(
                        "head wrote more than 11 bytes to its output, which is the limit for it, and was ended"));
    }

    @Test
    public void aDownloadIsNoLargerThanTheHostSaidBefore() throws Exception {
        Path local = folder.getRoot().toPath().resolve("local");
        assertThat(
                complaint(
                        "case $SSH_ORIGINAL_COMMAND in *stat*) echo 7 ;; *) cat /dev/zero ;; esac",
                        shell -> new RemoteFiles(shell).download("file", local, 10)),
                containsString("head wrote more than 7 bytes"));
        assertThat(Files.size(local), lessThanOrEqualTo(7L));
    }

    @Test
    public void whatIsNoSizeIsNotTakenForOne() throws Exception {
        for (String size : List.of("-5", "9999999999999999999999", "", "7 files", "e7")) {
            assertThat(
                    complaint("echo '" + size + "'", shell -> new RemoteFiles(shell)
                            .stream("file", OutputStream.nullOutputStream(), 10)),
                    containsString("instead of the size of file, stat says '" + size + "'"));
        }
    }

    @Test
    public void theStateOfADetachedCommandIsALine() throws Exception {
        assertThat(
                complaint("cat /dev/zero", shell -> new DetachedCommand("x")
                        .poll(shell, 0, OutputStream.nullOutputStream())),
                containsString("x: poll wrote more than"));
        assertThat(
                complaint("cat /dev/zero >&2", shell -> new DetachedCommand("x").end(shell)),
                containsString("x: end wrote more than 64 KiB of errors"));
    }

    @Test
    public void whatIsPrintedInPlaceOfAnAnswerHasALimit() throws Exception {
        assertThat(
                outcome("cat /dev/zero", shell -> shell.run(Command.of("id"))),
                containsString("instead of running id the account's shell printed more than 64 KiB"));
    }
}
