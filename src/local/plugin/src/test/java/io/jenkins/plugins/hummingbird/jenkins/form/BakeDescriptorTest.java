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
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.jenkins.BakeBuilder;
import io.jenkins.plugins.hummingbird.jenkins.BakeStep;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.local.LocalKey;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

public class BakeDescriptorTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final BakeDescriptor descriptor = new BakeStep.DescriptorImpl();
    private final FormRequests questions = new FormRequests(descriptor);
    private final Set<Permission> granted = new HashSet<>();
    private Item job;

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
        job = controller.job("plates");
        LocalCredentials.add(new LocalKey("a-key", "ubuntu", "no key", null));
        LocalCredentials.add(new TestKeyPair("a-pair", "AKIAOFTHETEST0000001", "s3cret"));
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }

    @Test
    public void everyQuestionIsAskedByPost() {
        assertThat(questions.all().size(), is(28));
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
        BakeStep step = new BakeStep(null);
        assertThat(values(descriptor.doFillOsItems(job)).get(0), is(step.getOs()));
        assertThat(values(descriptor.doFillArchitectureItems(job)).get(0), is(step.getArchitecture()));
        assertThat(values(descriptor.doFillRecipeItems(job)).get(0), is(step.getRecipe()));
        assertThat(values(descriptor.doFillAddressItems(job)).get(0), is(step.getAddress()));
        assertThat(values(descriptor.doFillSshCredentialsIdItems(job, "")).get(0), is(""));
    }

    @Test
    public void offersWhatThereIs() {
        granted.add(Item.EXTENDED_READ);
        assertThat(values(descriptor.doFillOsItems(job)), hasItems("ubuntu2204", "alinux2023", "rhel9", "rocky9"));
        assertThat(
                "each once",
                new HashSet<>(values(descriptor.doFillOsItems(job))).size(),
                is(values(descriptor.doFillOsItems(job)).size()));
        assertThat(values(descriptor.doFillArchitectureItems(job)), is(List.of("x86_64", "arm64")));
        assertThat(values(descriptor.doFillRecipeItems(job)), is(List.of("cellprofiler", "none")));
        assertThat(values(descriptor.doFillAddressItems(job)), is(List.of("private", "public", "endpoint")));
        assertThat(values(descriptor.doFillSshCredentialsIdItems(job, "gone")), hasItems("", "a-key", "gone"));
        assertThat(values(descriptor.doFillAwsCredentialsIdItems(job, "")), hasItems("", "a-pair"));
    }

    @Test
    public void whatCannotBeRightIsSaidWhileItIsTyped() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckName(job, "cell:profiler").getMessage(), containsString("letters, digits"));
        assertThat(descriptor.doCheckName(job, "ab").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckName(job, "a".repeat(129)).kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckAllowedCidr(job, "203.0.113.7").getMessage(), containsString("203.0.113.7/32"));
        assertThat(descriptor.doCheckCellProfilerVersion(job, "4.2.x").getMessage(), containsString("4.2.8.1"));
        assertThat(descriptor.doCheckParallelClusterVersion(job, "3").getMessage(), containsString("3.16.1"));
        assertThat(descriptor.doCheckBaseAmi(job, "ami-xyz").getMessage(), containsString("ami-0123456789abcdef0"));
        assertThat(descriptor.doCheckPipIndexUrl(job, "mirror").getMessage(), containsString("pipIndexUrl: 'mirror'"));
        assertThat(descriptor.doCheckPackageProxy(job, "proxy:80").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckPythonSource(job, "python3.9").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckKmsKeyId(job, "images").getMessage(), containsString("alias/images"));
        assertThat(descriptor.doCheckSubnetId(job, "vpc-1").getMessage(), containsString("subnet-0123456789abcdef0"));
        assertThat(descriptor.doCheckSecurityGroupIds(job, "sg-1,default").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                descriptor.doCheckTags(job, "lab=x\nnight, aws:x=y").getMessage(),
                is("tags: 'night' is not key=value. tags: the key 'aws:x' belongs to AWS, ParallelCluster or"
                        + " Hummingbird; choose another."));
        assertThat(descriptor.doCheckRootVolumeGiB(job, "-1").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckSshPort(job, "0").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckTimeoutMinutes(job, "3h").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckSshCredentialsId(job, "another").kind, is(FormValidation.Kind.WARNING));
    }

    @Test
    public void whatIsRightIsNotComplainedAbout() throws Exception {
        granted.add(Item.EXTENDED_READ);
        for (String name : List.of("cellprofiler-4.2.8.1", "cp {timestamp}", "cp-$BUILD_NUMBER", "a/b_(c)[d]@e'f")) {
            assertThat(name, descriptor.doCheckName(job, name).kind, is(FormValidation.Kind.OK));
        }
        assertThat(descriptor.doCheckAllowedCidr(job, "203.0.113.0/24").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckCellProfilerVersion(job, "4.2.8.1").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckParallelClusterVersion(job, "3.16.1").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckBaseAmi(job, "ami-0123456789abcdef0").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSubnetId(job, "subnet-0123456789abcdef0").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSecurityGroupIds(job, "sg-01, sg-02").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckTags(job, "lab=x, night=").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckRootVolumeGiB(job, "40").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSshPort(job, "22").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckTimeoutMinutes(job, "180").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSshCredentialsId(job, "a-key").kind, is(FormValidation.Kind.OK));
        questions.assertEmptyFieldsAreRight(BakeRequest.PARAMETERS, job, Set.of("doCheckName"));
    }

    @Test
    public void aNameIsRequired() {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                descriptor.doCheckName(job, " ").getMessage(),
                is("Give the AMI a name, such as cellprofiler-{timestamp}."));
    }

    @Test
    public void isAStepAndABuildStepOfTheSameName() {
        StepDescriptor step = ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(one -> one.clazz == BakeStep.class)
                .findFirst()
                .orElseThrow();
        assertThat(step.getFunctionName(), is("hummingbirdBakeAmi"));
        assertThat(step.getClass().getAnnotation(Symbol.class).value()[0], is("hummingbirdBakeAmi"));
        Descriptor<?> builder = Jenkins.get().getDescriptorOrDie(BakeBuilder.class);
        assertThat(builder.getClass().getAnnotation(Symbol.class).value()[0], is("hummingbirdBakeAmi"));
        assertThat(builder.getDisplayName(), is(step.getDisplayName()));
        assertThat(Builder.class.isAssignableFrom(BakeBuilder.class), is(true));
    }
}
