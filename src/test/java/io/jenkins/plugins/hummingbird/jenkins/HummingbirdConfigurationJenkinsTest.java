package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Item;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class HummingbirdConfigurationJenkinsTest {
    private static final String QUESTIONS = "descriptorByName/" + HummingbirdConfiguration.class.getName() + "/";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void aCredential() throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "a-pair", "a pair of a test", "AKIAOFTHETEST0000001", "s3cret"));
        credentials.save();
    }

    private static void fill(HummingbirdConfiguration configuration) {
        configuration.setRegion("eu-west-3");
        configuration.setAwsCredentialsId("a-pair");
        configuration.setEndpoint("https://aws.example.org:4566");
        configuration.setHostKeyPolicy("knownHosts");
        configuration.setPollSeconds(30);
        configuration.setAllowControllerCredentials(true);
        configuration.setAllowedRoles("arn:aws:iam::123456789012:role/hummingbird-*");
        configuration.setAllowedHosts("*.cluster.example.org, 10.0.3.*");
        configuration.setMinimumHostKeyPolicy("firstUse");
    }

    static void assertFilled(HummingbirdConfiguration configuration) {
        assertEquals("eu-west-3", configuration.getRegion());
        assertEquals("a-pair", configuration.getAwsCredentialsId());
        assertEquals("https://aws.example.org:4566", configuration.getEndpoint());
        assertEquals("knownHosts", configuration.getHostKeyPolicy());
        assertEquals(30, configuration.getPollSeconds());
        assertTrue(configuration.isAllowControllerCredentials());
        assertEquals("arn:aws:iam::123456789012:role/hummingbird-*", configuration.getAllowedRoles());
        assertEquals("*.cluster.example.org, 10.0.3.*", configuration.getAllowedHosts());
        assertEquals("firstUse", configuration.getMinimumHostKeyPolicy());
    }

    @Test
    public void theFormKeepsAllSettings() throws Exception {
        fill(ExtensionList.lookupSingleton(HummingbirdConfiguration.class));
        jenkins.configRoundtrip();
        assertFilled(ExtensionList.lookupSingleton(HummingbirdConfiguration.class));
    }

    @Test
    public void whatIsSavedIsThereAfterARestart() {
        fill(ExtensionList.lookupSingleton(HummingbirdConfiguration.class));
        assertFilled(new HummingbirdConfiguration());
    }

    @Test
    public void onlyAnAdministratorMayForgetAHostAndTestTheConnection() throws Exception {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("hummingbird/known_hosts");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "i-0123456789 ssh-ed25519" + " AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        assertThat(posted("author", "fillRememberedHostItems"), not(containsString("i-0123456789")));
        String[] buttons = {"forgetHost?rememberedHost=i-0123456789", "testAws?region=&awsCredentialsId=&endpoint="};
        for (String button : buttons) {
            FailingHttpStatusCodeException e =
                    assertThrows(button, FailingHttpStatusCodeException.class, () -> posted("author", button));
            assertEquals(403, e.getStatusCode());
        }
        assertThat(posted("admin", "fillRememberedHostItems"), containsString("i-0123456789"));
        assertThat(posted("admin", buttons[0]), containsString("i-0123456789 is forgotten"));
        assertThat(posted("admin", "fillRememberedHostItems"), not(containsString("i-0123456789")));
    }

    private String posted(String user, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withBasicCredentials(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), QUESTIONS + path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getContentAsString();
    }
}
