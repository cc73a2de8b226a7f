package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.jenkins.ClusterDefinition;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.local.LocalKey;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class NamedClusterDescriptorTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final NamedClusterDescriptor<ClusterDefinition> descriptor = new ClusterDefinition.DescriptorImpl();
    private final Set<Permission> granted = new HashSet<>();

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
        LocalCredentials.add(new LocalKey("a-key", "ubuntu", "no key", null));
    }

    @Test
    public void nameKeyAndOneOfHostAndClusterAreRequired() {
        granted.add(Jenkins.ADMINISTER);
        assertThat(descriptor.doCheckName(" ").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckName("lab").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckHost("", "").getMessage(), containsString("Give either the name or address"));
        assertThat(descriptor.doCheckHost("head", "plates").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckHost("head", "").getMessage(), is(nullValue()));
        assertThat(descriptor.doCheckHost("", "plates").getMessage(), is(nullValue()));
        assertThat(descriptor.doCheckSshCredentialsId("", "false").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckSshCredentialsId("a-key", "false").kind, is(FormValidation.Kind.OK));
        assertThat(
                "jobs give their own", descriptor.doCheckSshCredentialsId("", "true").kind, is(FormValidation.Kind.OK));
        assertThat("it would be saved as 0", descriptor.doCheckPort("").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void whoIsNoAdministratorLearnsNothing() {
        granted.addAll(Set.of(Jenkins.READ, Item.CONFIGURE, Item.EXTENDED_READ));
        assertThat(descriptor.doCheckName("").getMessage(), is(nullValue()));
        assertThat(descriptor.doCheckHost("", "").getMessage(), is(nullValue()));
        assertThat(descriptor.doCheckSshCredentialsId("", "false").getMessage(), is(nullValue()));
        assertThat(
                descriptor.doFillSshCredentialsIdItems("").stream()
                        .map(option -> option.value)
                        .toList(),
                not(hasItem("a-key")));
        assertThat(descriptor.doFillHostKeyPolicyItems(), is(empty()));
    }

    @Test
    public void aRoleThatSubmissionsMayNotAssumeIsSaidToBeSo() {
        granted.add(Jenkins.ADMINISTER);
        HummingbirdConfiguration settings = ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
        settings.setAllowedRoles("*:role/plates");
        try {
            String other = "arn:aws:iam::123456789012:role/admin";
            assertThat(
                    descriptor.doCheckRoleArn(other).getMessage(),
                    containsString("jobs may not assume the role " + other));
            assertThat(
                    descriptor.doCheckRoleArn("arn:aws:iam::123456789012:role/plates").kind,
                    is(FormValidation.Kind.OK));
            granted.clear();
            assertThat(descriptor.doCheckRoleArn(other).getMessage(), is(nullValue()));
        } finally {
            settings.setAllowedRoles(null);
        }
    }

    @Test
    public void anExternalIdIsCheckedAsBuildsDo() {
        assertThat(descriptor.doCheckExternalId("a;b").getMessage(), is(nullValue()));
        granted.add(Jenkins.ADMINISTER);
        assertThat(descriptor.doCheckExternalId("a;b").getMessage(), containsString("cannot be an external id"));
        assertThat(descriptor.doCheckExternalId("of-the-partner").kind, is(FormValidation.Kind.OK));
    }

    /** Jenkins has no permission of its own for that. */
    @Test
    public void aPatternThatOtherJobsCanBeRenamedToIsWarnedOf() {
        assertThat(descriptor.doCheckJobs("plates-*").getMessage(), is(nullValue()));
        granted.add(Jenkins.ADMINISTER);
        for (String closed : List.of("", "*", "plates", "imaging/*, screens/night/*", "imaging/*-plates")) {
            assertThat(closed, descriptor.doCheckJobs(closed).kind, is(FormValidation.Kind.OK));
        }
        for (String open : List.of("plates-*", "*/main", "imaging*")) {
            FormValidation answer = descriptor.doCheckJobs("imaging/*\n" + open);
            assertThat(open, answer.kind, is(FormValidation.Kind.WARNING));
            assertThat(answer.getMessage(), containsString("a name that " + open + " matches: begin the pattern with"));
        }
        assertThat(descriptor.doCheckJobs(",").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void theHostKeyIsVerifiedAsForAllStepsUnlessSomethingElseIsChosen() {
        granted.add(Jenkins.ADMINISTER);
        List<String> policies = descriptor.doFillHostKeyPolicyItems().stream()
                .map(option -> option.value)
                .toList();
        assertThat(policies.get(0), is(""));
        assertThat(policies, hasItems("firstUse", "pinned", "knownHosts", "acceptAny"));
    }
}
