package io.jenkins.plugins.hummingbird.jenkins.node;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import hudson.tools.CommandInstaller;
import hudson.tools.InstallSourceProperty;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.hummingbird.cluster.cli.CliCommand;
import io.jenkins.plugins.hummingbird.cluster.cli.CommandResult;
import io.jenkins.plugins.hummingbird.jenkins.PclusterInstallation;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** Commands on a real agent. */
public class LauncherCommandJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final LauncherCommand command = new LauncherCommand();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private DumbSlave agent;
    private FilePath workspace;
    private Path cli;

    @Before
    public void anAgent() throws Exception {
        assumeTrue("a Unix shell", File.separatorChar == '/');
        agent = jenkins.createOnlineSlave();
        workspace = agent.getRootPath().child("workspace of plates");
        workspace.mkdirs();
        cli = temporary.newFolder("bin").toPath().resolve("pcluster");
        TaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8);
        Launcher launcher = agent.createLauncher(listener);
        EnvVars environment = agent.toComputer().getEnvironment();
        environment.put("AWS_PROFILE", "somebody-else");
        command.on("cluster-of-a-test", new Around(workspace, launcher, environment, agent), listener);
    }

    private record Around(FilePath folder, Launcher launcher, EnvVars environment, Node node) implements Workspace {}

    private void start(String script, String... arguments) throws Exception {
        Files.writeString(cli, "#!/bin/bash\n" + script + "\n");
        assertTrue(cli.toFile().setExecutable(true));
        Map<String, String> session = Map.of("AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "a$HOME/+s3cret$$");
        command.start(new CliCommand(cli.toString(), "pcluster", List.of(arguments), session, "Region: a$HOME\n"));
    }

    private CommandResult end() throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        CommandResult answer = command.poll();
        while (answer == null && System.nanoTime() < until) {
            Thread.sleep(50);
            answer = command.poll();
        }
        return answer;
    }

    @Test
    public void argumentsEnvironmentConfigurationAndLogAreAsGiven() throws Exception {
        start(
                "printf '<%s>' \"$1\" \"$2\" \"$3\" \"$AWS_SECRET_ACCESS_KEY\" \"${AWS_PROFILE-unset}\" \"${PATH%%:*}\";"
                        + " cat \"${@: -1}\"; stat -c %a \"${PCLUSTER_LOG_FILE%/*}\";"
                        + " echo logged > \"$PCLUSTER_LOG_FILE\"; echo warned >&2; exit 3",
                "a b", "$HOME $$", "O'Hara");
        CommandResult answer = end();
        assertEquals(
                "<a b><$HOME $$><O'Hara><a$HOME/+s3cret$$><unset><" + cli.getParent() + ">Region: a$HOME\n700\n",
                answer.out());
        assertEquals("warned\n", answer.err());
        assertEquals("logged\n", answer.log());
        assertEquals(3, answer.exitCode());
        assertEquals("", log.toString(StandardCharsets.UTF_8));
        assertTrue(workspace.sibling("workspace of plates@tmp").list().isEmpty());
    }

    @Test
    public void killingItKillsWhatItStartedToo() throws Exception {
        Path child = temporary.getRoot().toPath().resolve("child");
        start("sleep 600 & echo $! > '" + child + ".new'; mv '" + child + ".new' '" + child + "'; wait");
        while (!Files.exists(child)) {
            Thread.sleep(50);
        }
        assertNull(command.poll());
        command.kill();
        assertFalse(command.isRunning());
        ProcessHandle handle = ProcessHandle.of(
                        Long.parseLong(Files.readString(child).strip()))
                .orElse(null);
        if (handle != null) {
            handle.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    public void anAgentThatIsLostInMidCallIsAnIOExceptionOnce() throws Exception {
        start("exec sleep 600");
        assertNull(command.poll());
        jenkins.disconnectSlave(agent);
        assertThrows(IOException.class, this::end);
        assertFalse(command.isRunning());
    }

    /** As docs/steps.md says, but without a download. */
    @Test
    public void aToolInstallsItselfOnTheNodeThatNeedsIt() throws Exception {
        String lines = "[ -x venv/bin/pcluster ] || mkdir -p venv/bin\n"
                + "printf '#!/bin/sh\\necho installed in $0' > venv/bin/pcluster\nchmod +x venv/bin/pcluster";
        jenkins.jenkins
                .getDescriptorByType(PclusterInstallation.DescriptorImpl.class)
                .setInstallations(new PclusterInstallation(
                        "v3",
                        "",
                        List.of(new InstallSourceProperty(List.of(new CommandInstaller(null, lines, "venv"))))));
        command.start(new CliCommand("", "pcluster", List.of(), Map.of(), ""));
        String out = end().out();
        assertTrue(out, out.startsWith("installed in " + agent.getRootPath().getRemote() + "/tools/"));
        assertTrue(out, out.endsWith("/v3/venv/bin/pcluster\n"));
    }

    /** Within node a step of a Pipeline finds its node, also behind withEnv; outside of it there is none. */
    @Test
    public void aPipelinesNodeIsTheOneAroundTheStep() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
        job.setDefinition(new CpsFlowDefinition(
                "probe()\nnode('" + agent.getNodeName() + "') { withEnv(['PATH+X=/of/the/job']) { probe() } }", true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("no node", build);
        jenkins.assertLogContains("on " + agent.getNodeName() + ", true, PATH /of/the/job" + File.pathSeparator, build);
    }

    /** Says what it finds around itself. */
    public static final class ProbeStep extends Step {
        @DataBoundConstructor
        public ProbeStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return StepExecutions.synchronousVoid(context, ProbeStep::probe);
        }

        private static void probe(StepContext context) throws Exception {
            StepWorkspace workspace = new StepWorkspace(context);
            String found = workspace.folder() == null && workspace.launcher() == null && workspace.node() == null
                    ? "no node"
                    : "on " + workspace.node().getNodeName() + ", "
                            + workspace
                                    .folder()
                                    .equals(workspace
                                            .launcher()
                                            .getComputer()
                                            .getNode()
                                            .getWorkspaceFor((WorkflowJob)
                                                    context.get(Run.class).getParent()))
                            + ", PATH " + workspace.environment().get("PATH");
            context.get(TaskListener.class).getLogger().println(found);
        }

        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "probe";
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(Run.class, TaskListener.class);
            }
        }
    }
}
