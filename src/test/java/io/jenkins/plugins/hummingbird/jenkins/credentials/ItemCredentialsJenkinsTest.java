package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Computer;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.hummingbird.jenkins.BakeStep;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** Builds of the job plates run as the user runner; author may configure the job. */
public class ItemCredentialsJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private FreeStyleProject job;

    @Before
    public void aJobWhoseBuildsRunAsAUser() throws Exception {
        List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(pair(CredentialsScope.GLOBAL, "a-pair"));
        credentials.add(pair(CredentialsScope.SYSTEM, "of-jenkins"));
        job = jenkins.createFreeStyleProject("plates");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("plates", User.getById("runner", true).impersonate2()));
    }

    private static Credentials pair(CredentialsScope scope, String id) throws Exception {
        return new UsernamePasswordCredentialsImpl(scope, id, id + " of a test", "AKIAOFTHETEST0000001", "s3cret");
    }

    private static MockAuthorizationStrategy rights() {
        return new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author")
                .grant(Jenkins.READ, Item.READ, Computer.BUILD)
                .everywhere()
                .to("runner")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin");
    }

    private String posted(String user, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withBasicCredentials(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
    }

    private String ofStep(String question) throws Exception {
        return posted("author", "job/plates/descriptorByName/" + BakeStep.class.getName() + "/" + question);
    }

    @Test
    public void aCredentialThatTheBuildsMayNotUseIsNeitherOfferedNorTried() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(rights());
        assertThat(ofStep("fillAwsCredentialsIdItems?awsCredentialsId="), not(containsString("a-pair")));
        assertThat(ofStep("checkAwsCredentialsId?value=a-pair"), containsString("warning"));
        assertThat(
                ofStep("testAws?region=eu-central-1&awsCredentialsId=a-pair&roleArn=&externalId="),
                containsString("that this job may use"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThat(Owner.of(build).credential("a-pair"), is(nullValue()));
    }

    @Test
    public void aCredentialThatTheBuildsMayUseIsOffered() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(
                rights().grant(CredentialsProvider.USE_ITEM).everywhere().to("runner"));
        assertThat(ofStep("fillAwsCredentialsIdItems?awsCredentialsId="), containsString("a-pair"));
        assertThat(ofStep("checkAwsCredentialsId?value=a-pair"), not(containsString("warning")));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThat(Owner.of(build).credential("a-pair"), is(notNullValue()));
        assertThat("of a lost build", new Owner("plates#99", null).credential("a-pair"), is(notNullValue()));
        assertThat("of a lost job", new Owner("gone#1", null).credential("a-pair"), is(nullValue()));
    }

    @Test
    public void theGlobalFormOffersAndAcceptsOnlyWhatBuildsFind() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(rights());
        String form = "descriptorByName/" + HummingbirdConfiguration.class.getName() + "/";
        String offered = posted("admin", form + "fillAwsCredentialsIdItems?awsCredentialsId=");
        assertThat(offered, containsString("a-pair"));
        assertThat(offered, not(containsString("of-jenkins")));
        assertThat(posted("admin", form + "checkAwsCredentialsId?value=of-jenkins"), containsString("error"));
        assertThat(
                posted("admin", form + "testAws?region=eu-central-1&awsCredentialsId=of-jenkins&endpoint="),
                containsString("error"));
    }
}
