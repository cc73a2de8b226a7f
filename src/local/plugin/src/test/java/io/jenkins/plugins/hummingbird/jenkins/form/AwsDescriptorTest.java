package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.jenkins.AwsStep;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.Parameter;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestAwsCredential;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.local.LocalKey;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

/** The part of a form that all steps have which use AWS. */
public class AwsDescriptorTest {
    private static final Path FORM = Path.of("src/main/resources/io/jenkins/plugins/hummingbird/jenkins/AwsStep");

    @Rule
    public final LocalController controller = new LocalController();

    private final AwsDescriptor descriptor = new AwsDescriptor() {
        @Override
        RequestParameters<AwsRequest> parameters() {
            return RequestParameters.of(AwsRequest.class);
        }

        @Override
        public String getFunctionName() {
            return "anAwsStep";
        }
    };
    private final Set<Permission> granted = new HashSet<>();
    private Item job;

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
        job = controller.job("plates");
        LocalCredentials.add(new TestKeyPair("a-pair", "AKIAOFTHETEST0000001", "s3cret"));
        LocalCredentials.add(new TestAwsCredential("of-the-plugin", "AKIAOFTHEPLUGIN00001"));
        LocalCredentials.add(new LocalKey("an-ssh-key", "ubuntu", "no key", null));
    }

    private List<String> offered() {
        return descriptor.doFillAwsCredentialsIdItems(job, "present").stream()
                .map(option -> option.value)
                .toList();
    }

    @Test
    public void everyQuestionIsAskedByPost() {
        List<Method> questions = Stream.of(AwsDescriptor.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("do"))
                .toList();
        assertThat(questions.size(), is(7));
        for (Method question : questions) {
            assertThat(question.toString(), question.getAnnotation(POST.class), is(notNullValue()));
        }
    }

    @Test
    public void somebodyWhoMayNotLearnsNothing() {
        granted.addAll(Set.of(Item.READ, Permission.READ));
        assertThat(offered(), is(List.of("present")));
        assertThat(descriptor.doFillRegionItems(job), is(empty()));
        for (FormValidation answer : List.of(
                descriptor.doCheckAwsCredentialsId(job, "no-such"),
                descriptor.doCheckRegion(job, "Frankfurt"),
                descriptor.doCheckRoleArn(job, "baker"),
                descriptor.doCheckExternalId(job, "a;b"),
                descriptor.doCheckRegion(null, "Frankfurt"))) {
            assertThat(answer.kind, is(FormValidation.Kind.OK));
            assertThat(answer.getMessage(), is(nullValue()));
        }
    }

    @Test
    public void credentialsOfBothKindsAreOfferedAndNoOthers() {
        granted.add(Item.EXTENDED_READ);
        assertThat(offered(), hasItems("", "a-pair", "of-the-plugin", "present"));
        assertThat(offered(), not(hasItems("an-ssh-key")));
    }

    @Test
    public void regionsAreOfferedAndNoPlaceWithoutMachines() {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                descriptor.doFillRegionItems(job),
                hasItems("eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"));
        assertThat(descriptor.doFillRegionItems(job), not(hasItem(containsString("global"))));
    }

    @Test
    public void whatCannotBeRightIsSaidWhileItIsTyped() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckRegion(job, "eu-central-1a").getMessage(), containsString("letter of a zone"));
        FormValidation unknown = descriptor.doCheckRegion(job, "eu-centrall-1");
        assertThat(unknown.kind, is(FormValidation.Kind.WARNING));
        assertThat(unknown.getMessage(), containsString("eu-centrall-1 is not one of the regions"));
        assertThat(descriptor.doCheckRoleArn(job, "baker").getMessage(), containsString("ARN of a role"));
        assertThat(descriptor.doCheckAwsCredentialsId(job, "no-such").kind, is(FormValidation.Kind.WARNING));
        assertThat(descriptor.doCheckAwsCredentialsId(job, "a-pair").kind, is(FormValidation.Kind.OK));
        for (String right : List.of("eu-central-1", "us-gov-west-1", "$REGION", " ")) {
            assertThat(right, descriptor.doCheckRegion(job, right).kind, is(FormValidation.Kind.OK));
        }
        String role = "arn:aws-cn:iam::123456789012:role/path/baker";
        assertThat(descriptor.doCheckRoleArn(job, role).kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckExternalId(job, "a;b").getMessage(), containsString("cannot be an external id"));
        assertThat(descriptor.doCheckExternalId(job, "of-the-partner").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void whatJobsMayNotIsSaidWhileItIsTyped() {
        granted.add(Item.EXTENDED_READ);
        HummingbirdConfiguration settings = ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
        try {
            settings.setAllowedRoles("*:role/baker");
            assertThat(
                    descriptor
                            .doCheckRoleArn(job, "arn:aws:iam::123456789012:role/admin")
                            .getMessage(),
                    containsString("jobs may not assume the role"));
        } finally {
            settings.setAllowedRoles(null);
        }
    }

    @Test
    public void eachParameterHasAFieldWithHelp() throws Exception {
        String form = Files.readString(FORM.resolve("aws.jelly"));
        List<Parameter> parameters = Parameter.of(AwsStep.class);
        assertThat(
                parameters.stream().map(Parameter::name).toList(),
                containsInAnyOrder("region", "awsCredentialsId", "roleArn", "externalId"));
        for (Parameter parameter : parameters) {
            assertThat(form, containsString("field=\"" + parameter.name() + "\""));
            String help = Files.readString(FORM.resolve("help-" + parameter.name() + ".html"))
                    .strip();
            assertThat(help, startsWith("<div>"));
            assertThat(help, help.length() > 30, is(true));
        }
    }
}
