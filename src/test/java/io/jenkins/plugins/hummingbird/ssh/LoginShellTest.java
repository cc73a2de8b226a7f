package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Commands over a real sshd whose user has another login shell than bash, or one that prints before and after commands.
 * ForceCommand takes the place of the login shell: it passes the same line as sshd would.
 */
public class LoginShellTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final SshRule SSH = new SshRule(HEAD_NODE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private interface Use {
        void of(Shell shell) throws Exception;
    }

    /** @param configuration lines of sshd_config */
    private void at(List<String> configuration, Use use) throws Exception {
        Path root = folder.getRoot().toPath();
        Path hostKey = Files.exists(root.resolve("host"))
                ? root.resolve("host")
                : TestKeys.generate(root, "host", "-t", "ed25519");
        List<String> lines = new ArrayList<>(configuration);
        try (SshdProcess sshd = SshdProcess.start(HEAD_NODE, root, 0, List.of(hostKey), lines.toArray(new String[0]))) {
            use.of(SSH.shell("127.0.0.1", sshd.port));
        }
    }

    private String home(String file, String text) throws IOException {
        Path path = folder.getRoot().toPath().resolve("home").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return "SetEnv HOME=" + folder.getRoot().toPath().resolve("home");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    /** Commands, scripts, files and detached commands, each with text that is difficult to quote. */
    private void checkEverythingWorks(Shell shell) throws Exception {
        String hard = "O'Hara $(touch x) !! \\ \" `id` ~ * {a,b} % ^a^b \n\t#=ü\u001b[0m\n";
        assertThat(shell.run(Command.of("printf", "%s", hard)), is(new Result(0, hard, "")));
        assertThat(
                shell.run(Command.script("printf '%s|%s' \"$1\" \"$2\"; echo \"oh!\" >&2; exit 7", hard, "")),
                is(new Result(7, hard + "|", "oh!\n")));
        assertThat(shell.run(Command.of("sh", "-c", "kill -KILL $$")), is(new Result(-1, "KILL", "", "")));
        assertThat(shell.run(Command.of("true")), is(new Result(0, "", "")));

        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 7);
        }
        String path = folder.getRoot() + "/it's !here";
        RemoteFiles files = new RemoteFiles(shell);
        files.upload(bytes, path);
        Path back = folder.getRoot().toPath().resolve("back");
        files.download(path, back, 1 << 20);
        assertThat(Arrays.equals(Files.readAllBytes(back), bytes), is(true));

        DetachedCommand detached =
                new DetachedCommand("login-shell", List.of(folder.getRoot().getPath()));
        detached.start(
                shell, "data".getBytes(StandardCharsets.UTF_8), List.of("bash", "-c", "cat; echo \"$1\"", "x", hard));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        DetachedState state = detached.poll(shell, 0, printed);
        while (state.kind() == DetachedState.Kind.RUNNING || state.more()) {
            state = detached.poll(shell, state.offset(), printed);
        }
        assertThat(state.kind(), is(DetachedState.Kind.ENDED));
        assertThat(printed.toString(StandardCharsets.UTF_8), is("data" + hard + "\n"));
        detached.end(shell);
    }

    @Test
    public void otherShellsPassEverythingToBash() throws Exception {
        String home = home(".cshrc", "echo Welcome to csh\n");
        home(".config/fish/config.fish", "echo Welcome to fish\n");
        for (String shell : List.of("csh", "tcsh", "fish", "dash")) {
            if (shell.equals("dash") || isInstalled(shell)) {
                at(
                        List.of("ForceCommand " + shell + " -c \"$SSH_ORIGINAL_COMMAND\"", home),
                        this::checkEverythingWorks);
            } else {
                assumeTrue(
                        shell + " is not installed: src/local/install installs it",
                        "required".equals(System.getProperty("hummingbird.parts")));
                throw new AssertionError(shell + " is not installed");
            }
        }
    }

    @Test
    public void outputOfStartupFilesIsNotOutputOfTheCommand() throws Exception {
        String noise = folder.newFile("noise").getPath();
        Files.writeString(Path.of(noise), "echo noise; echo more >&2; ls() { echo no; }; export -f ls\n");
        String home = home(
                ".bashrc",
                "echo; echo 12\nprintf '\\033]0;title\\007'\necho warning >&2\n"
                        + "export CDPATH=/ SHELLOPTS\nset -x\nstat() { echo no; }; export -f stat\n"
                        + "trap 'echo bye; echo bye >&2' EXIT\nexport BASH_ENV=" + noise + "\n");
        at(List.of(home), this::checkEverythingWorks);
    }

    @Test
    public void tasksStillGetBashEnv() throws Exception {
        String home = home(".bashrc", "export BASH_ENV=/etc/some\n");
        at(
                List.of(home),
                shell -> assertThat(
                        shell.run(Command.script("echo \"${BASH_ENV-none} $HUMMINGBIRD_BASH_ENV\""))
                                .out(),
                        is("none /etc/some\n")));
    }

    @Test
    public void aBackgroundProcessOfAStartupFileIsNotWaitedFor() throws Exception {
        Path left = folder.getRoot().toPath().resolve("left");
        String home = home(".bashrc", "sleep 600 & echo $! >" + left + "\n");
        at(List.of(home), shell -> {
            assertThat(shell.run(Command.of("echo", "one")).out(), is("one\n"));
            ProcessHandle process = ProcessHandle.of(
                            Long.parseLong(Files.readString(left).strip()))
                    .orElseThrow();
            assertThat(process.isAlive(), is(true));
            process.destroy();
        });
    }

    private String refusal(String... configuration) throws Exception {
        String[] message = {""};
        at(List.of(configuration), shell -> {
            OperationException e = assertThrows(OperationException.class, () -> shell.run(Command.of("id")));
            message[0] = e.getMessage();
        });
        return message[0];
    }

    @Test
    public void anAccountThatRunsNoCommandsIsReportedAtOnceWithItsOutput() throws Exception {
        assertThat(
                refusal(home(".bashrc", "echo Have a nice day\nexit 0\n")),
                containsString("the account's shell did not run id, but ended with exit code 0 and printed"
                        + " 'Have a nice day'. 'ssh HOST bash -c true' must succeed there"));
        assertThat(
                refusal("ForceCommand /usr/sbin/nologin"),
                containsString("ended with exit code 1 and printed 'This account is currently not available.'"));
        assertThat(
                refusal("ForceCommand internal-sftp"),
                containsString("ended with exit code 1 and printed 'This service allows sftp connections only.'"));
        assertThat(refusal("ForceCommand /bin/false"), containsString("ended with exit code 1 and printed nothing."));
        assertThat(
                refusal("ForceCommand echo \"only: $SSH_ORIGINAL_COMMAND\"; echo 'ask the help desk' >&2; exit 3"),
                containsString("ended with exit code 3 and printed 'ask the help desk; only: bash --norc"));
        assertThat(
                refusal("ForceCommand PATH=/none; eval \"$SSH_ORIGINAL_COMMAND\""),
                containsString("bash: command not found"));
    }

    @Test
    public void aFailureOfAShellThatWorkedBeforeIsTemporary() throws Exception {
        Path broken = folder.getRoot().toPath().resolve("broken");
        at(List.of(home(".bashrc", "[ ! -e " + broken + " ] || exit 0\n")), shell -> {
            shell.run(Command.of("id"));
            Files.createFile(broken);
            assertThrows(IOException.class, () -> shell.run(Command.of("id")));
            Files.delete(broken);
            shell.run(Command.of("id"));
        });
    }

    @Test
    public void aHostWhereNobodyMayLogInAtTheMomentIsRetried() throws Exception {
        at(
                List.of("ForceCommand echo 'System is booting up.'; exit 254"),
                shell -> assertThat(
                        assertThrows(IOException.class, () -> shell.run(Command.of("id")))
                                .getMessage(),
                        containsString("printed 'System is booting up.'")));
    }

    @Test
    public void aHostThatRequiresMoreThanTheKeyIsReported() throws Exception {
        assertThat(
                refusal("PasswordAuthentication yes", "AuthenticationMethods publickey,password"),
                containsString("accepted the key of user '" + HEAD_NODE.user() + "' and asks for more: password."));
    }

    @Test
    public void aShellThatDoesNotStartTheCommandIsReportedAtTheTimeout() throws Exception {
        at(List.of(home(".bashrc", "echo Choose one:\nsleep 600\n")), shell -> {
            IOException e = assertThrows(
                    IOException.class, () -> shell.run(Command.of("id").timeout(Duration.ofSeconds(2))));
            assertThat(
                    e.getMessage(),
                    containsString("id did not end within 2 s: the account's shell did not start it, and printed"
                            + " 'Choose one:'"));
        });
    }
}
