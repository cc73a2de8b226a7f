package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.jenkins.form.SkipDoneMode;
import java.io.IOException;
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

public class SubmitStepJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private int jobs;

    @Before
    public void aKey() throws Exception {
        addKey("a-key", Keys.generate(), "");
        BakeStepJenkinsTest.addKeyPair("a-pair");
    }

    /** Makes a private key known to all jobs; the user is whoever runs the tests. */
    static void addKey(String id, String key, String passphrase) throws IOException {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        id,
                        System.getProperty("user.name"),
                        new DirectEntryPrivateKeySource(key),
                        passphrase,
                        "a key of a test"));
        credentials.save();
    }

    private static SubmitStep filled() {
        SubmitStep step = new SubmitStep();
        Parameter.of(SubmitStep.class).forEach(parameter -> parameter.setSome(step));
        // those that are chosen from a list
        step.setSshCredentialsId("a-key");
        step.setAwsCredentialsId("a-pair");
        step.setAddress("public");
        step.setHostKeyPolicy("pinned");
        step.setOnFailed("UNSTABLE");
        step.setS3Access("anonymous");
        return step;
    }

    private static void assertSame(SubmitStep expected, SubmitStep actual) {
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            assertEquals(parameter.name(), parameter.of(expected), parameter.of(actual));
        }
    }

    @Test
    public void theFormKeepsAllParameters() throws Exception {
        SubmitStep step = filled();
        assertSame(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    public void theFormKeepsAllDefaults() throws Exception {
        assertSame(new SubmitStep(), new StepConfigTester(jenkins).configRoundTrip(new SubmitStep()));
        assertSame(
                new SubmitStep(),
                jenkins.configRoundtrip(new SubmitBuilder(new SubmitStep())).getStep());
    }

    /** With a cluster that an administrator has defined, and a credential of all steps: neither gets into the job. */
    @Test
    public void theFormOfANamedClusterKeepsItsNameAndAddsNothing() throws Exception {
        ClusterDefinition lab = new ClusterDefinition("lab");
        lab.setHost("head-node");
        lab.setSshCredentialsId("a-key");
        HummingbirdConfiguration configuration = ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
        configuration.setClusters(List.of(lab));
        configuration.setAwsCredentialsId("a-pair");
        configuration.setHostKeyPolicy("pinned");
        SubmitStep step = new SubmitStep();
        step.setCluster("lab");
        step.setPipeline("nuclei.cppipe");
        step.setImages("/shared/plates");
        step.setOutput("/shared/output");
        assertSame(step, jenkins.configRoundtrip(new SubmitBuilder(step)).getStep());
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "hummingbirdSubmit cluster: 'lab', images: '/shared/plates', output: '/shared/output',"
                                + " pipeline: 'nuclei.cppipe'");
    }

    @Test
    public void theStepAndTheBuildStepHaveHelp() throws Exception {
        for (Class<? extends Describable> type : List.of(
                SubmitStep.class,
                BakeStep.class,
                ClusterStep.class,
                SubmitBuilder.class,
                BakeBuilder.class,
                ClusterBuilder.class)) {
            JenkinsRule.WebClient browser = jenkins.createWebClient();
            // it depends on the request
            String help = browser.executeOnServer(
                    () -> jenkins.jenkins.getDescriptorOrDie(type).getHelpFile());
            assertThat(
                    type.getSimpleName(),
                    browser.goTo(help.substring(1), "text/html")
                            .getWebResponse()
                            .getContentAsString(),
                    containsString("<div>"));
        }
    }

    @Test
    public void theFormOfABuildStepKeepsAllParametersAndSoDoesTheJobsFile() throws Exception {
        SubmitStep step = filled();
        assertSame(step, jenkins.configRoundtrip(new SubmitBuilder(step)).getStep());

        FreeStyleProject job = jenkins.createFreeStyleProject("plates");
        job.getBuildersList().add(new SubmitBuilder(step));
        job.save();
        jenkins.jenkins.reload();
        FreeStyleProject read = jenkins.jenkins.getItemByFullName("plates", FreeStyleProject.class);
        assertSame(step, read.getBuildersList().get(SubmitBuilder.class).getStep());
    }

    @Test
    public void aSnippetNamesWhatIsNotTheDefault() throws Exception {
        SubmitStep step = new SubmitStep();
        step.setHost("head-node");
        step.setSshCredentialsId("a-key");
        step.setPipeline("nuclei.cppipe");
        step.setDataFile("O'Hara.csv");
        step.setOutput("/shared/output");
        step.setMaxFailed(2);
        step.setSkipDone(SkipDoneMode.trust);
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "hummingbirdSubmit dataFile: 'O\\'Hara.csv', host: 'head-node', maxFailed: 2, output:"
                                + " '/shared/output', pipeline: 'nuclei.cppipe', skipDone: 'trust', sshCredentialsId:"
                                + " 'a-key'");
        step.setSkipDone(SkipDoneMode.no);
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "hummingbirdSubmit dataFile: 'O\\'Hara.csv', host: 'head-node', maxFailed: 2, "
                                + "output: '/shared/output', pipeline: 'nuclei.cppipe', skipDone: false, "
                                + "sshCredentialsId: 'a-key'");
        SnippetizerTester.assertDocGeneration(SubmitStep.class);
    }

    @Test
    public void whoMayNotConfigureTheJobIsNotToldWhichKeysThereAre() throws Exception {
        jenkins.createFreeStyleProject("plates");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
        String keys = "job/plates/descriptorByName/" + SubmitStep.class.getName() + "/fillSshCredentialsIdItems";
        assertThat(posted("author", keys), containsString("a-key"));
        assertThat(posted("reader", keys), not(containsString("a-key")));
        String memory = "job/plates/descriptorByName/" + SubmitStep.class.getName() + "/checkMemory?value=much";
        assertThat(posted("author", memory), containsString("error"));
        assertThat(posted("reader", memory), not(containsString("error")));
        // Stapler knows no such address for other methods
        jenkins.createWebClient().withBasicCredentials("author").assertFails(keys, 404);
    }

    private String posted(String user, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withBasicCredentials(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
    }

    @Test
    public void aMistakeFailsTheBuildAndSaysWhatToDoWithoutAStackTrace() throws Exception {
        WorkflowRun build = failed("hummingbirdSubmit(host: 'head-node', sshCredentialsId: 'a-key', cpus: 0)");
        jenkins.assertLogContains("ERROR: The submission cannot start: ", build);
        jenkins.assertLogContains("output is missing: a folder that the head node and all compute nodes share", build);
        jenkins.assertLogContains("cpus must be at least 1", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    public void skipDoneIsABooleanOrTheTextTrust() throws Exception {
        for (String value : List.of("true", "false", "'trust'")) {
            WorkflowRun build = failed("hummingbirdSubmit(host: 'head-node', cpus: 0, skipDone: " + value + ")");
            jenkins.assertLogContains("cpus must be at least 1", build);
        }
    }

    @Test
    public void aCredentialThatIsMissingIsNamed() throws Exception {
        WorkflowRun build = failed("hummingbirdSubmit(host: 'head-node', sshCredentialsId: 'no-key', output: '/shared',"
                + " pipelineText: 'text', dataFileText: 'text')");
        jenkins.assertLogContains("there is no SSH private key with the id 'no-key'", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    private WorkflowRun failed(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "plates" + ++jobs);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
    }
}
