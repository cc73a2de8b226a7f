package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Credentials of the real plugin aws-credentials. */
public class AwsCredentialsJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void aCredentialOfTheAwsPluginIsFoundForABuild() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "of-the-plugin", "AKIAOFTHEPLUGIN00001", "s3cret", "of a test"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        AwsCredentialKind.Found found = AwsCredentialKind.of(Owner.of(build).credential("of-the-plugin"));
        assertThat(found, is(notNullValue()));
        assertThat(found.provider().resolveCredentials().accessKeyId(), is("AKIAOFTHEPLUGIN00001"));
        assertThat(found.roleOfController(), is(""));
        assertThat(Owner.of(build).credential("another"), is(nullValue()));
    }

    @Test
    public void aCredentialWithARoleAndNoKeyIsTheController() {
        String role = "arn:aws:iam::123456789012:role/baker";
        AWSCredentialsImpl credential =
                new AWSCredentialsImpl(CredentialsScope.GLOBAL, "of-a-role", "", "", "of a test", role, null);
        assertThat(AwsCredentialKind.of(credential).roleOfController(), is(role));
    }

    @Test
    public void bothKindsOfCredentialsAreKnown() {
        List<Object> kinds = new ArrayList<>(ExtensionList.lookup(AwsCredentialKind.class));
        assertThat(kinds, hasItem(instanceOf(AwsKeyPair.class)));
        assertThat(kinds, hasItem(instanceOf(AwsPluginCredential.class)));
    }
}
