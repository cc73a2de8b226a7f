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

public class BakeStepJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void credentials() throws Exception {
        SubmitStepJenkinsTest.addKey("a-key", Keys.generate(), "");
        addKeyPair("a-pair");
    }

    /** Makes an access key of AWS known to all jobs. */
    static void addKeyPair(String id) throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, id, "a pair of a test", "AKIAOFTHETEST0000001", "s3cret"));
        credentials.save();
    }

    private static BakeStep filled() {
        BakeStep step = new BakeStep("an image");
        Parameter.of(BakeStep.class).forEach(parameter -> parameter.setSome(step));
        // those that are chosen from a list
        step.setOs("alinux2023");
        step.setArchitecture("arm64");
        step.setRecipe("none");
        step.setAddress("public");
        step.setAwsCredentialsId("a-pair");
        step.setSshCredentialsId("a-key");
        return step;
    }

    private static void assertSame(BakeStep expected, BakeStep actual) {
        assertEquals(expected.getName(), actual.getName());
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            assertEquals(parameter.name(), parameter.of(expected), parameter.of(actual));
        }
    }

    @Test
    public void theFormKeepsAllParameters() throws Exception {
        BakeStep step = filled();
        assertSame(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    public void theFormKeepsAllDefaults() throws Exception {
        BakeStep step = new BakeStep("an image");
        assertSame(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    public void theFormOfABuildStepKeepsAllParametersAndSoDoesTheJobsFile() throws Exception {
        BakeStep step = filled();
        assertSame(step, jenkins.configRoundtrip(new BakeBuilder(step)).getStep());

        FreeStyleProject job = jenkins.createFreeStyleProject("plates");
        job.getBuildersList().add(new BakeBuilder(step));
        job.save();
        jenkins.jenkins.reload();
        FreeStyleProject read = jenkins.jenkins.getItemByFullName("plates", FreeStyleProject.class);
        assertSame(step, read.getBuildersList().get(BakeBuilder.class).getStep());
    }

    @Test
    public void aSnippetNamesWhatIsNotTheDefault() throws Exception {
        BakeStep step = new BakeStep("cells {timestamp}");
        step.setRegion("eu-central-1");
        step.setRecipe("none");
        step.setScript("echo 'O'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "hummingbirdBakeAmi name: 'cells {timestamp}', recipe: 'none', region: 'eu-central-1',"
                                + " script: 'echo \\'O\\''");
        SnippetizerTester.assertDocGeneration(BakeStep.class);
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
        String questions = "job/plates/descriptorByName/" + BakeStep.class.getName() + "/";
        assertThat(posted("author", questions + "fillAwsCredentialsIdItems"), containsString("a-pair"));
        assertThat(posted("reader", questions + "fillAwsCredentialsIdItems"), not(containsString("a-pair")));
        assertThat(posted("author", questions + "fillSshCredentialsIdItems"), containsString("a-key"));
        assertThat(posted("reader", questions + "fillSshCredentialsIdItems"), not(containsString("a-key")));
        assertThat(posted("author", questions + "checkSshPort?value=0"), containsString("error"));
        assertThat(posted("reader", questions + "checkSshPort?value=0"), not(containsString("error")));
    }

    private String posted(String user, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withBasicCredentials(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
    }

    @Test
    public void aMistakeFailsTheBuildAndSaysWhatToDoWithoutAStackTrace() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates");
        job.setDefinition(new CpsFlowDefinition("hummingbirdBakeAmi(name: 'x', address: 'public')", true));
        WorkflowRun build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        jenkins.assertLogContains("name: 'x' cannot be the name of an AMI", build);
        jenkins.assertLogContains("allowedCidr: with address public, say which addresses", build);
        jenkins.assertLogNotContains("\tat ", build);
    }
}
