package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class ClusterStepJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void credentials() throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "a-pair", "a pair of a test", "AKIAOFTHETEST0000001", "s3cret"));
        credentials.save();
    }

    private static ClusterStep filled() {
        ClusterStep step = new ClusterStep("update");
        Parameter.of(ClusterStep.class).forEach(parameter -> parameter.setSome(step));
        // those that are chosen from a list
        step.setOs("alinux2023");
        step.setArchitecture("arm64");
        step.setAwsCredentialsId("a-pair");
        return step;
    }

    private static void assertSame(ClusterStep expected, ClusterStep actual) {
        assertEquals(expected.getAction(), actual.getAction());
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            assertEquals(parameter.name(), parameter.of(expected), parameter.of(actual));
        }
    }

    @Test
    public void theFormKeepsAllParameters() throws Exception {
        ClusterStep step = filled();
        assertSame(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    public void theFormKeepsAllDefaults() throws Exception {
        ClusterStep step = new ClusterStep("create");
        assertSame(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    public void theFormOfABuildStepKeepsAllParametersAndSoDoesTheJobsFile() throws Exception {
        ClusterStep step = filled();
        assertSame(step, jenkins.configRoundtrip(new ClusterBuilder(step)).getStep());

        FreeStyleProject job = jenkins.createFreeStyleProject("plates");
        job.getBuildersList().add(new ClusterBuilder(step));
        job.save();
        jenkins.jenkins.reload();
        FreeStyleProject read = jenkins.jenkins.getItemByFullName("plates", FreeStyleProject.class);
        assertSame(step, read.getBuildersList().get(ClusterBuilder.class).getStep());
    }

    @Test
    public void aSnippetNamesWhatIsNotTheDefault() throws Exception {
        ClusterStep step = new ClusterStep("delete");
        step.setName("night");
        step.setRegion("eu-central-1");
        step.setWait(false);
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "hummingbirdCluster action: 'delete', name: 'night', region: 'eu-central-1', wait: false");
        SnippetizerTester.assertDocGeneration(ClusterStep.class);
    }

    @Test
    public void aToolIsKeptByTheGlobalConfigurationAndByARestart() throws Exception {
        PclusterInstallation.DescriptorImpl tools =
                jenkins.jenkins.getDescriptorByType(PclusterInstallation.DescriptorImpl.class);
        tools.setInstallations(
                new PclusterInstallation("v3", "/opt/pcluster", List.of()),
                new PclusterInstallation("other", "/opt/other/bin", List.of()));
        jenkins.submit(jenkins.createWebClient().goTo("configureTools").getFormByName("config"));
        PclusterInstallation.DescriptorImpl read = new PclusterInstallation.DescriptorImpl();
        assertEquals(2, read.getInstallations().length);
        assertEquals("v3", read.getInstallations()[0].getName());
        assertEquals("/opt/pcluster", read.getInstallations()[0].getHome());
        assertEquals("/opt/other/bin", tools.getInstallations()[1].getHome());
    }

    @Test
    public void whoMayNotConfigureTheJobIsNotToldWhichCredentialsThereAre() throws Exception {
        jenkins.createFreeStyleProject("plates");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
        String questions = "job/plates/descriptorByName/" + ClusterStep.class.getName() + "/";
        assertThat(posted("author", questions + "fillAwsCredentialsIdItems"), containsString("a-pair"));
        assertThat(posted("reader", questions + "fillAwsCredentialsIdItems"), not(containsString("a-pair")));
        assertThat(posted("author", questions + "checkName?value=1"), containsString("error"));
        assertThat(posted("reader", questions + "checkName?value=1"), not(containsString("error")));
    }

    private String posted(String user, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withBasicCredentials(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
    }

    @Test
    public void aMistakeFailsTheBuildAndSaysWhatToDoWithoutAStackTrace() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
        job.setDefinition(new CpsFlowDefinition("hummingbirdCluster(action: 'create', name: '1st')", true));
        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        jenkins.assertLogContains("name: '1st' cannot be the name of a cluster", build);
        jenkins.assertLogNotContains("\tat ", build);
    }
}
