package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Whole submissions of a real Jenkins to a real sshd and a real Slurm. */
public class SubmitOnSlurmJenkinsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static void addKey() throws IOException {
        SubmitStepJenkinsTest.addKey(ShortTasks.CREDENTIAL, HEAD_NODE.key("ed25519_pass"), HEAD_NODE.passphrase());
    }

    @Test
    public void aPipelineGoesThroughARestartInMidArray() throws Throwable {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "wait", "ok", "wait");
        sessions.then(jenkins -> {
            addKey();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
            job.setDefinition(new CpsFlowDefinition(
                    "def result = " + tasks.script() + "\necho \"${result.completed} of ${result.groups} groups\"",
                    true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("submitted array job", build);
        });
        tasks.go();
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("plates", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("3 of 3 groups", build);
            assertThat("one page", build.getActions(SubmissionAction.class).size(), is(1));
            assertThat("submitted once", lines(build, "submitted array job"), is(1L));
            List<String> artifacts = build.getArtifacts().stream()
                    .map(artifact -> artifact.relativePath.replaceFirst("^hummingbird/submit-[^/]*/", ""))
                    .sorted()
                    .toList();
            assertThat(artifacts, hasItems("groups.csv", "junit.xml", "outputs.csv", "summary.json"));
            assertNoSecretBelow(build.getRootDir().toPath());
        });
    }

    @Test
    public void aPartialFailureIsAWarningOnTheStepAndOnNoOtherOne() throws Throwable {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "ok", "exit-7");
        sessions.then(jenkins -> {
            addKey();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
            job.setDefinition(new CpsFlowDefinition(
                    tasks.script().replaceFirst("\\)$", ", retries: 0, onFailed: 'UNSTABLE')") + "\necho 'goes on'",
                    true));
            WorkflowRun build = jenkins.assertBuildStatus(Result.UNSTABLE, job.scheduleBuild2(0));
            jenkins.assertLogContains("goes on", build);
            String id = build.getAction(SubmissionAction.class).getSubmission();
            List<FlowNode> warned = new DepthFirstScanner()
                    .filteredNodes(build.getExecution(), node -> node.getAction(WarningAction.class) != null);
            assertThat(warned.size(), is(1));
            assertThat(warned.get(0).getDisplayName(), containsString("Submission " + id));
            assertThat(
                    warned.get(0).getAction(WarningAction.class).getMessage(), containsString("1 of 2 groups failed"));
            assertThat("the log leads to the page", lines(build, "plates and groups of " + id), is(1L));
        });
    }

    private static long lines(Run<?, ?> build, String text) throws IOException {
        return build.getLog(Integer.MAX_VALUE).stream()
                .filter(line -> line.contains(text))
                .count();
    }

    private static void assertNoSecretBelow(Path folder) throws IOException {
        List<String> keyLines = HEAD_NODE
                .key("ed25519_pass")
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .toList();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(file.toString(), text, not(containsString(HEAD_NODE.passphrase())));
                assertThat(
                        file.toString(),
                        keyLines.stream().filter(text::contains).toList(),
                        is(empty()));
            }
        }
    }

    @Test
    public void anAbortedFreestyleBuildLeavesNothingInTheQueue() throws Throwable {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "wait", "wait");
        sessions.then(jenkins -> {
            addKey();
            FreeStyleProject job = jenkins.createFreeStyleProject("plates");
            job.getBuildersList().add(new SubmitBuilder(tasks.step()));
            FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("submitted array job", build);
            String id = sessions.getHome()
                    .toPath()
                    .resolve("hummingbird/unfinished")
                    .toFile()
                    .list()[0];
            assertThat(tasks.queue(), hasItem(containsString(id)));
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(tasks.queue(), not(hasItem(containsString(id))));
        });
    }
}
