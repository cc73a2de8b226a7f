package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.jenkins.ClusterBuilder;
import io.jenkins.plugins.hummingbird.jenkins.ClusterStep;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

public class ClusterDescriptorTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final ClusterDescriptor descriptor = new ClusterStep.DescriptorImpl();
    private final FormRequests questions = new FormRequests(descriptor);
    private final Set<Permission> granted = new HashSet<>();
    private Item job;

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
        job = controller.job("plates");
        LocalCredentials.add(new TestKeyPair("a-pair", "AKIAOFTHETEST0000001", "s3cret"));
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }

    @Test
    public void everyQuestionIsAskedByPost() {
        assertThat(questions.all().size(), is(19));
        for (Method question : questions.all()) {
            assertThat(question.toString(), question.getAnnotation(POST.class), is(notNullValue()));
        }
    }

    @Test
    public void somebodyWhoMayNotLearnsNothing() throws Exception {
        granted.addAll(Set.of(Item.READ, Permission.READ));
        for (Method question : questions.all()) {
            assertThat(question.getName() + " of a job", questions.answer(question, job), is(empty()));
            assertThat(question.getName() + " at the top", questions.answer(question, null), is(empty()));
        }
    }

    @Test
    public void somebodyWhoMayLearnsSomething() throws Exception {
        for (Permission one : List.of(Item.EXTENDED_READ, CredentialsProvider.USE_ITEM)) {
            granted.clear();
            granted.add(one);
            for (Method question : questions.all()) {
                assertThat(one + ", " + question.getName(), questions.answer(question, job), is(not(empty())));
                assertThat(question.getName() + " at the top", questions.answer(question, null), is(empty()));
            }
        }
        granted.add(Jenkins.ADMINISTER);
        for (Method question : questions.all()) {
            assertThat(question.getName(), questions.answer(question, null), is(not(empty())));
        }
    }

    /** A new form shows the first of a list as chosen. */
    @Test
    public void theFirstOfEachListIsTheDefaultOfTheStep() {
        granted.add(Item.EXTENDED_READ);
        ClusterStep step = new ClusterStep(null);
        assertThat(values(descriptor.doFillOsItems(job)).get(0), is(step.getOs()));
        assertThat(values(descriptor.doFillArchitectureItems(job)).get(0), is(step.getArchitecture()));
    }

    @Test
    public void offersWhatThereIs() {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                values(descriptor.doFillActionItems(job)),
                is(List.of("create", "describe", "list", "images", "update", "start", "stop", "delete")));
        assertThat(values(descriptor.doFillOsItems(job)), hasItems("", "ubuntu2204", "alinux2023", "rhel9", "rocky9"));
        assertThat(values(descriptor.doFillArchitectureItems(job)), is(List.of("", "x86_64", "arm64")));
        assertThat(values(descriptor.doFillAwsCredentialsIdItems(job, "")), hasItems("", "a-pair"));
    }

    @Test
    public void whatCannotBeRightIsSaidWhileItIsTyped() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckName(job, "1st", "create").getMessage(), containsString("begins with a letter"));
        assertThat(descriptor.doCheckCustomAmi(job, "ami-xyz").getMessage(), containsString("ami-0123456789abcdef0"));
        assertThat(descriptor.doCheckDirectoryId(job, "corp.example").getMessage(), containsString("d-0123456789"));
        assertThat(
                descriptor
                        .doCheckConfigurationText(job, "Region: eu-central-1\nImage: [$x")
                        .getMessage(),
                containsString("configurationText, line 2: cannot be read as YAML"));
        assertThat(
                descriptor.doCheckSuppressValidators(job, "DomainAddrValidator").getMessage(),
                containsString("ALL, or type:NAME"));
        assertThat(descriptor.doCheckPasswordSecretArn(job, "s3cret").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckExpiresAfterHours(job, "-1").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckTimeoutMinutes(job, "0").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void whatIsRightIsNotComplainedAbout() throws Exception {
        granted.add(Item.EXTENDED_READ);
        for (String name : List.of("night", "Night-2", "night-$BUILD_NUMBER")) {
            assertThat(name, descriptor.doCheckName(job, name, "create").kind, is(FormValidation.Kind.OK));
        }
        assertThat(descriptor.doCheckCustomAmi(job, " ami-0123456789abcdef0 ").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckDirectoryId(job, "d-0123456789").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckConfigurationText(job, "Region: eu-central-1\n").kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckSuppressValidators(job, "type:DomainAddrValidator, ALL").kind,
                is(FormValidation.Kind.OK));
        String arn = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:reader-Ab12Cd";
        assertThat(descriptor.doCheckPasswordSecretArn(job, arn).kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckExpiresAfterHours(job, "0").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckTimeoutMinutes(job, "60").kind, is(FormValidation.Kind.OK));
        questions.assertEmptyFieldsAreRight(ClusterRequest.PARAMETERS, job, Set.of("doCheckName"));
    }

    @Test
    public void aConfigurationIsRequiredToCreateAndToUpdate() {
        granted.add(Item.EXTENDED_READ);
        for (String action : List.of("create", "update")) {
            assertThat(
                    descriptor.doCheckAction(job, action, "", null).getMessage(),
                    containsString("Give the configuration"));
            assertThat(descriptor.doCheckAction(job, action, "c.yaml", "").kind, is(FormValidation.Kind.OK));
            assertThat(descriptor.doCheckAction(job, action, "", "Region: x").kind, is(FormValidation.Kind.OK));
        }
        assertThat(descriptor.doCheckAction(job, "delete", "", "").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void aNameIsRequiredForActionsOnOneCluster() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckName(job, " ", "create").getMessage(), is("Give the name of the cluster."));
        assertThat(descriptor.doCheckName(job, "", null).kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckName(job, "", "list").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckName(job, "", "images").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void isAStepAndABuildStepOfTheSameName() {
        StepDescriptor step = ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(one -> one.clazz == ClusterStep.class)
                .findFirst()
                .orElseThrow();
        assertThat(step.getFunctionName(), is("hummingbirdCluster"));
        assertThat(step.getClass().getAnnotation(Symbol.class).value()[0], is("hummingbirdCluster"));
        Descriptor<?> builder = Jenkins.get().getDescriptorOrDie(ClusterBuilder.class);
        assertThat(builder.getClass().getAnnotation(Symbol.class).value()[0], is("hummingbirdCluster"));
        assertThat(builder.getDisplayName(), is(step.getDisplayName()));
        assertThat(Builder.class.isAssignableFrom(ClusterBuilder.class), is(true));
    }
}
