package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockFolder;

/** Builds whose head node does not answer: they are under way, and stay so until somebody ends them. */
public class SubmitRestartJenkinsTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static void addKey() throws Exception {
        SubmitStepJenkinsTest.addKey("a-key", Keys.generate(), "");
    }

    /** One at which nobody listens. */
    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static SubmitStep step() throws IOException {
        SubmitStep step = new SubmitStep();
        step.setHost("127.0.0.1");
        step.setPort(port());
        step.setSshCredentialsId("a-key");
        step.setOutput("/shared/output");
        step.setPipelineText("CellProfiler Pipeline: http://www.cellprofiler.org");
        step.setDataFileText("FileName_DNA");
        return step;
    }

    /** @param pipeline the parameter of the step that says which pipeline */
    private static String script(String pipeline) throws IOException {
        return "hummingbirdSubmit(host: '127.0.0.1', port: " + port() + ", sshCredentialsId: 'a-key', " + pipeline
                + ", dataFileText: 'FileName_DNA', output: '/shared/output')";
    }

    private static WorkflowRun startedPipeline(JenkinsRule jenkins, String script) throws Exception {
        return startedPipeline(jenkins, jenkins.createProject(WorkflowJob.class, "plates"), script);
    }

    private static WorkflowRun startedPipeline(JenkinsRule jenkins, WorkflowJob job, String script) throws Exception {
        addKey();
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        return jenkins.waitForMessage("; still trying", build);
    }

    /** The operations that have begun and are not over. */
    private String[] unfinished() {
        return unfinishedFolder().toFile().list();
    }

    private Path unfinishedFolder() {
        return sessions.getHome().toPath().resolve("hummingbird/unfinished");
    }

    @Test
    public void aPipelineGoesOnAfterARestartAndCanBeAborted() throws Throwable {
        sessions.then(jenkins -> {
            startedPipeline(
                    jenkins,
                    "node {\n  writeFile file: 'nuclei.cppipe', text: 'CellProfiler Pipeline'\n"
                            + script("pipeline: 'nuclei.cppipe'") + "\n}");
            assertThat(unfinished(), is(arrayWithSize(1)));
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("plates", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.waitForMessage("Resuming build", build);
            assertThat(build.isBuilding(), is(true));
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("[hummingbird] stopping", build);
            assertThat(unfinished(), is(emptyArray()));
        });
    }

    @Test
    public void aPipelineThatIsKilledHardIsCancelled() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = startedPipeline(jenkins, script("pipelineText: 'CellProfiler Pipeline'"));
            Path state = build.getRootDir().toPath().resolve("hummingbird").resolve(unfinished()[0]);
            build.doKill();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            awaitCancelled(state);
        });
    }

    @Test
    public void aFreestyleBuildThatACrashEndedIsCancelled() throws Throwable {
        Path[] state = new Path[1];
        String[] atTheCrash = new String[2];
        sessions.then(jenkins -> {
            addKey();
            FreeStyleProject job = jenkins.createFreeStyleProject("plates");
            job.getBuildersList().add(new SubmitBuilder(step()));
            FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("; still trying", build);
            String id = unfinished()[0];
            state[0] = build.getRootDir().toPath().resolve("hummingbird").resolve(id);
            atTheCrash[0] = Files.readString(unfinishedFolder().resolve(id));
            atTheCrash[1] = Files.readString(state[0].resolve("operation.xml"));
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(unfinished(), is(emptyArray()));
        });
        // a crash leaves the files as they were, and Jenkins writes a freestyle build's own when it ends
        Files.writeString(unfinishedFolder().resolve(state[0].getFileName()), atTheCrash[0]);
        Files.writeString(state[0].resolve("operation.xml"), atTheCrash[1]);
        Files.delete(state[0].resolveSibling("../build.xml").normalize());
        sessions.then(jenkins -> awaitCancelled(state[0]));
    }

    @Test
    public void aPipelineWhoseJobIsRenamedGoesOnAfterARestartAndIsCancelledWhenItIsKilled() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = startedPipeline(jenkins, script("pipelineText: 'CellProfiler Pipeline'"));
            build.getParent().renameTo("wells");
            assertThat(Files.readString(unfinishedFolder().resolve(unfinished()[0])), startsWith("wells#1\n"));
        });
        sessions.then(jenkins -> killed(jenkins, "wells"));
        assertThat(Files.exists(sessions.getHome().toPath().resolve("jobs/plates")), is(false));
    }

    @Test
    public void aPipelineWhoseFolderIsRenamedGoesOnAfterARestartAndIsCancelledWhenItIsKilled() throws Throwable {
        sessions.then(jenkins -> {
            MockFolder folder = jenkins.createFolder("screen");
            startedPipeline(
                    jenkins,
                    folder.createProject(WorkflowJob.class, "plates"),
                    script("pipelineText: 'CellProfiler Pipeline'"));
            folder.renameTo("lab");
            assertThat(Files.readString(unfinishedFolder().resolve(unfinished()[0])), startsWith("lab/plates#1\n"));
        });
        sessions.then(jenkins -> killed(jenkins, "lab/plates"));
        assertThat(Files.exists(sessions.getHome().toPath().resolve("jobs/screen")), is(false));
    }

    private void killed(JenkinsRule jenkins, String job) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
        jenkins.waitForMessage("Resuming build", build);
        assertThat(unfinished(), is(arrayWithSize(1)));
        Path state = build.getRootDir().toPath().resolve("hummingbird").resolve(unfinished()[0]);
        build.doKill();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        awaitCancelled(state);
    }

    private void awaitCancelled(Path state) throws Exception {
        Patience.await("no operation is unfinished", () -> unfinished().length == 0);
        assertThat(Files.readString(state.resolve("after-the-build.log")), not(is("")));
        assertThat(Files.readString(state.resolve("operation.xml")).contains("STOPPED"), is(true));
    }
}
