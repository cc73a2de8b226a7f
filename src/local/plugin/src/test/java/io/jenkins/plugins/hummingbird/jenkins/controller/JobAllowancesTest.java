package io.jenkins.plugins.hummingbird.jenkins.controller;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import hudson.ExtensionList;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The part of the global form that says what jobs may do. */
public class JobAllowancesTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final HummingbirdConfiguration configuration =
            ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    private final Set<Permission> granted = new HashSet<>(Set.of(Jenkins.ADMINISTER));

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
    }

    @Test
    public void byDefaultNoJobIsTheControllerAndNothingElseIsLimited() {
        assertThat(configuration.isAllowControllerCredentials(), is(false));
        assertThat(configuration.getAllowedRoles(), is(nullValue()));
        assertThat(configuration.getAllowedHosts(), is(nullValue()));
        assertThat(configuration.getMinimumHostKeyPolicy(), is(nullValue()));
        FormValidation answer = configuration.doTestAws("eu-central-1", "", "http://127.0.0.1:1");
        assertThat(answer.getMessage(), containsString("allowControllerCredentials"));
    }

    @Test
    public void aSlipIsSaid() {
        assertThat(
                configuration
                        .doCheckAllowedRoles("arn:aws:iam::123456789012:role/*, baker")
                        .getMessage(),
                containsString("'baker'"));
        assertThat(
                configuration.doCheckAllowedRoles("arn:aws:iam::123456789012:role/*").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doCheckAllowedHosts("10.0.3.0/24").getMessage(), containsString("'10.0.3.0/24'"));
        assertThat(configuration.doCheckAllowedHosts("10.0.3.*, *.example.org").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void whatALimitMeansIsSaid() {
        assertThat(configuration.doCheckAllowControllerCredentials("true").kind, is(FormValidation.Kind.WARNING));
        assertThat(configuration.doCheckAllowControllerCredentials("false").kind, is(FormValidation.Kind.OK));
        assertThat(policies(null), contains("", "firstUse", "pinned"));
    }

    /** The list's first entry would be chosen, and saved with the rest of the page: no minimum. */
    @Test
    public void aMinimumThatTheListDoesNotOfferStaysChosen() {
        assertThat(policies("firstUse"), contains("", "firstUse", "pinned"));
        assertThat(policies("knownHosts"), contains("", "firstUse", "pinned", "knownHosts"));
        assertThat(policies("pined"), contains("", "firstUse", "pinned", "pined"));
        assertThat(configuration.doCheckMinimumHostKeyPolicy("knownHosts").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doCheckMinimumHostKeyPolicy("pined").kind, is(FormValidation.Kind.ERROR));
    }

    private List<String> policies(String present) {
        return configuration.doFillMinimumHostKeyPolicyItems(present).stream()
                .map(option -> option.value)
                .toList();
    }

    @Test
    public void whoIsNoAdministratorLearnsNothing() {
        granted.clear();
        assertThat(configuration.doFillMinimumHostKeyPolicyItems("knownHosts"), is(empty()));
        assertThat(configuration.doCheckMinimumHostKeyPolicy("pined").getMessage(), is(nullValue()));
        assertThat(configuration.doCheckAllowedRoles("baker").getMessage(), is(nullValue()));
        assertThat(configuration.doCheckAllowedHosts("10.0.3.0/24").getMessage(), is(nullValue()));
        assertThat(configuration.doCheckAllowControllerCredentials("true").getMessage(), is(nullValue()));
    }
}
