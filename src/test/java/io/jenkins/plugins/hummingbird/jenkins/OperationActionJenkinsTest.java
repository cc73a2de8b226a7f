package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperation;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.nio.file.Files;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class OperationActionJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private FreeStyleBuild build;

    private void aBuildWith(Operation<?>... operations) throws Exception {
        build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("cells"));
        for (Operation<?> operation : operations) {
            new StateFile(Files.createDirectories(LiveOperation.folder(build, operation.id()))).write(operation);
            new OperationAction(operation.id()).addTo(build);
            new OperationAction(operation.id()).addTo(build);
        }
        build.save();
    }

    private static Bake bake() {
        BakeRequest request = new BakeRequest();
        request.name = "<b>cells</b>";
        request.aws.region = "eu-central-1";
        return new Bake("bake-1", request, Instant.now());
    }

    private static ClusterOperation cluster() {
        ClusterRequest request = new ClusterRequest();
        request.action = "describe";
        request.name = "plates";
        return new ClusterOperation("cluster-1", request, Instant.now());
    }

    private String get(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            return browser.goTo(path, null).getWebResponse().getContentAsString();
        }
    }

    @Test
    public void theBuildsPageHasATableWithARowForEach() throws Exception {
        aBuildWith(bake(), cluster());
        String page = get(build.getUrl());
        assertThat(page, containsString("<th scope=\"row\">AMI &lt;b>cells&lt;/b><"));
        assertThat(page, containsString("region eu-central-1<"));
        assertThat(page, containsString("<td>cluster-1</td><td>reads its inputs</td>"));
        assertThat("one table", page.split("hummingbird-operations", -1).length, is(2));
        assertThat("each once", page.split("Cluster plates, describe", -1).length, is(2));
        assertThat(page, not(containsString("href=\"null")));
    }

    @Test
    public void theBuildsOwnApiHasTheSame() throws Exception {
        aBuildWith(bake());
        String json = get(build.getUrl() + "api/json");
        assertThat(json, containsString("\"operation\":\"bake-1\""));
        assertThat(json, containsString("\"facts\":{\"id\":\"bake-1\",\"region\":\"eu-central-1\"}"));
        assertThat(json, containsString("\"status\":\"reads its inputs\""));
    }

    @Test
    public void aBuildThatIsReadAgainHasItsLine() throws Exception {
        aBuildWith(bake());
        jenkins.jenkins.reload();
        build = jenkins.jenkins
                .getItemByFullName("cells", FreeStyleProject.class)
                .getBuildByNumber(1);
        assertThat(get(build.getUrl()), containsString("<td>bake-1</td>"));
    }

    @Test
    public void theLogLeadsToTheLineAndTheNodeOfTheStepSaysWhatItIsAbout() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
        job.setDefinition(
                new CpsFlowDefinition("hummingbirdBakeAmi(name: 'cells', sshPort: 99999, recipe: 'none')", true));
        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        assertThat(run.getAction(OperationAction.class), is(notNullValue()));
        assertThat(
                get(run.getUrl() + "console"),
                containsString("<a href='" + jenkins.contextPath + "/" + run.getUrl() + "'>bake-"));
        FlowNode step = new DepthFirstScanner()
                .findFirstMatch(run.getExecution(), node -> node.getAction(LabelAction.class) != null);
        assertThat(step.getDisplayName(), is("AMI cells"));
        assertThat(step.getAction(WarningAction.class), is(nullValue()));
        assertThat(get(run.getUrl()), containsString("<td>the step failed<"));
    }
}
