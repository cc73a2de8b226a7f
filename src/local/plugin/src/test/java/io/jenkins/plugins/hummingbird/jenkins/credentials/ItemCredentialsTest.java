package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.local.LocalJob;
import jenkins.local.LocalKey;
import jenkins.model.LocalJenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.springframework.security.core.Authentication;

/** Builds of the job plates run as one user, who may not use the credentials of Jenkins unless told so. */
public class ItemCredentialsTest {
    @SuppressWarnings("serial") // is compared alone
    private static final Authentication BUILDS = new Authentication() {};

    @Rule
    public final LocalController controller = new LocalController();

    private final Set<Permission> ofBuilds = new HashSet<>();
    private final LocalKey key = new LocalKey("a-key", "ubuntu", "no key", null);
    private final TestKeyPair pair = new TestKeyPair("a-pair", "AKIAOFTHETEST0000001", "s3cret");
    private final TestKeyPair own = new TestKeyPair("own", "AKIAOFTHEUSER0000001", "s3cret");
    private final SubmitStep.DescriptorImpl form = new SubmitStep.DescriptorImpl();
    private LocalJob job;

    @Before
    public void aJobWhoseBuildsRunAsAUser() {
        LocalJenkins.start(controller.home().toFile(), new ACL() {
            @Override
            public boolean hasPermission2(Authentication who, Permission permission) {
                return !who.equals(BUILDS) || ofBuilds.contains(permission);
            }
        });
        job = controller.job("plates");
        job.buildsRunAs(BUILDS);
        LocalCredentials.add(key);
        LocalCredentials.add(pair);
        LocalCredentials.add(BUILDS, own);
    }

    private List<String> offered(Item item) {
        return form.doFillAwsCredentialsIdItems(item, "own").stream()
                .map(option -> option.value)
                .toList();
    }

    private FormValidation tested(String credential) {
        return form.doTestAws(job, "eu-central-1", credential, "", "");
    }

    @Test
    public void theFormOffersWhatTheBuildsFindAndNothingElse() throws Exception {
        assertThat(offered(job), contains("", "own"));
        assertThat(form.doFillSshCredentialsIdItems(job, "").size(), is(1));
        ofBuilds.add(CredentialsProvider.USE_ITEM);
        assertThat(offered(job), contains("", "own", "a-pair"));
        assertThat(form.doFillSshCredentialsIdItems(job, "").get(1).value, is("a-key"));
    }

    @Test
    public void theFormWarnsOfACredentialThatTheBuildsDoNotFind() {
        assertThat(form.doCheckAwsCredentialsId(job, "a-pair").kind, is(FormValidation.Kind.WARNING));
        assertThat(form.doCheckSshCredentialsId(job, "a-key", "", "").kind, is(FormValidation.Kind.WARNING));
        assertThat(form.doCheckAwsCredentialsId(job, "own").kind, is(FormValidation.Kind.OK));
        ofBuilds.add(CredentialsProvider.USE_ITEM);
        assertThat(form.doCheckAwsCredentialsId(job, "a-pair").kind, is(FormValidation.Kind.OK));
        assertThat(form.doCheckSshCredentialsId(job, "a-key", "", "").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void theButtonsDoNotUseACredentialThatTheBuildsDoNotFind() {
        assertThat(tested("a-pair").getMessage(), containsString("with the id 'a-pair' that this job may use"));
        String login = form.doTestHeadNode(
                        job, "", "", "", "127.0.0.1", "1", "", "a-key", "firstUse", "", "", "", "", "", "")
                .getMessage();
        assertThat(login, containsString("there is no SSH private key with the id 'a-key' that this job may use"));
    }

    @Test
    public void theBuildItselfFindsTheSame() throws Exception {
        Owner owner = Owner.of(job.build(1, true));
        assertThat(owner.credential("a-pair"), is(nullValue()));
        assertThat(owner.credential("own"), is(sameInstance(own)));
        ofBuilds.add(CredentialsProvider.USE_ITEM);
        assertThat(owner.credential("a-pair"), is(sameInstance(pair)));
    }

    @Test
    public void aBuildThatIsLostFindsWhatItsJobFinds() {
        Owner lost = new Owner("plates#9", null);
        assertThat(lost.credential("a-pair"), is(nullValue()));
        assertThat(lost.credential("own"), is(sameInstance(own)));
    }

    @Test
    public void anOperationWhoseJobIsGoneFindsNothing() {
        for (String name : List.of("gone#9", "folder/gone#9", "#9", "")) {
            assertThat(name, new Owner(name, null).credential("a-pair"), is(nullValue()));
        }
    }

    @Test
    public void ofTwoWithOneIdTheNearestIsFoundWhateverItsKind() throws Exception {
        ofBuilds.add(CredentialsProvider.USE_ITEM);
        TestAwsCredential near = new TestAwsCredential("one-id", "AKIAOFTHEPLUGIN00001");
        LocalCredentials.add(near);
        LocalCredentials.add(new TestKeyPair("one-id", "AKIAOFTHETEST0000009", "s3cret"));
        assertThat(Owner.of(job.build(1, true)).credential("one-id"), is(sameInstance(near)));
        assertThat(new ItemCredentials(job).credential("one-id"), is(sameInstance(near)));
        TestKeyPair nearPair = new TestKeyPair("other-id", "AKIAOFTHETEST0000009", "s3cret");
        LocalCredentials.add(nearPair);
        LocalCredentials.add(new TestAwsCredential("other-id", "AKIAOFTHEPLUGIN00001"));
        assertThat(Owner.of(job.build(1, true)).credential("other-id"), is(sameInstance(nearPair)));
    }
}
