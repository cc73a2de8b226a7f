package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.LocalCredentials;
import com.thoughtworks.xstream.XStream;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.jenkins.controller.JobAllowances;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.key.GeneratedKeyPair;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

public class HummingbirdConfigurationTest {
    private static final Path FORM =
            Path.of("src/main/resources/io/jenkins/plugins/hummingbird/jenkins/HummingbirdConfiguration");

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final LocalController controller = new LocalController();

    private final HummingbirdConfiguration configuration =
            ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    private final Set<Permission> granted = new HashSet<>();
    private Item job;

    @Before
    public void anAdministrator() {
        controller.grantOnly(granted);
        granted.add(Jenkins.ADMINISTER);
        job = controller.job("plates");
        LocalCredentials.add(new TestKeyPair("a-pair", "AKIAOFTHETEST0000001", "s3cret"));
    }

    @After
    public void asItWas() {
        configuration.setRegion(null);
        configuration.setAwsCredentialsId(null);
        configuration.setEndpoint(null);
        configuration.setHostKeyPolicy(null);
        configuration.setPollSeconds(0);
    }

    private Path rememberAHost() throws Exception {
        Path file = controller.home().resolve("hummingbird/known_hosts");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "i-0123456789 " + GeneratedKeyPair.generate().publicLine() + "\n");
        return file;
    }

    @Test
    public void aStepThatLeavesThingsOpenGetsTheDefaults() {
        configuration.setRegion(" eu-west-3 ");
        configuration.setAwsCredentialsId("a-pair");
        configuration.setHostKeyPolicy("knownHosts");
        AwsRequest request = new BakeStep("an image").request(null).aws;
        assertThat(request.region, is("eu-west-3"));
        assertThat(request.awsCredentialsId, is("a-pair"));
        assertThat(new SubmitStep().request(null).hostKeyPolicy, is("knownHosts"));
    }

    @Test
    public void aStepThatSaysThemKeepsItsOwn() {
        configuration.setRegion("eu-west-3");
        configuration.setAwsCredentialsId("a-pair");
        configuration.setHostKeyPolicy("knownHosts");
        BakeStep bake = new BakeStep("an image");
        bake.setRegion("eu-central-1");
        bake.setAwsCredentialsId("another");
        AwsRequest request = bake.request(null).aws;
        assertThat(request.region, is("eu-central-1"));
        assertThat(request.awsCredentialsId, is("another"));
        SubmitStep submit = new SubmitStep();
        submit.setHostKeyPolicy("pinned");
        assertThat(submit.request(null).hostKeyPolicy, is("pinned"));
    }

    @Test
    public void awsIsCalledAtTheEndpoint() throws Exception {
        configuration.setEndpoint(relay.endpoint().toString());
        AwsAccounts accounts = new AwsAccounts();
        AwsRequest request = new AwsRequest();
        request.region = "eu-central-1";
        request.awsCredentialsId = "a-pair";
        accounts.clients(Owner.of(controller.job("plates").build(1, true)), request)
                .ec2("looking", ec2 -> ec2.describeAvailabilityZones());
        accounts.close();
        assertThat(relay.actions(), contains("ec2:DescribeAvailabilityZones"));
    }

    @Test
    public void anEndpointThatIsNoUrlIsSaidSoByTheFormAndByABuild() throws Exception {
        for (String wrong : List.of("aws.example.org", "ftp://aws.example.org", "http://", "http://a b")) {
            assertThat(
                    configuration.doCheckEndpoint(wrong).getMessage(), containsString("not the URL of a web server"));
        }
        assertThat(configuration.doCheckEndpoint("https://aws.example.org:4566").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doFillRegionItems(), hasItem("eu-central-1"));
        assertThat(configuration.doCheckRegion("eu-central-9").kind, is(FormValidation.Kind.WARNING));
        assertThat(configuration.doCheckRegion("eu-central-1a").getMessage(), containsString("letter of a zone"));
        configuration.setEndpoint("aws.example.org");
        AwsRequest request = new AwsRequest();
        request.region = "eu-central-1";
        request.awsCredentialsId = "a-pair";
        LocalBuild build = controller.job("plates").build(1, true);
        OperationException e =
                assertThrows(OperationException.class, () -> new AwsAccounts().clients(Owner.of(build), request));
        assertThat(e.getMessage(), containsString("endpoint: 'aws.example.org'"));
    }

    @Test
    public void operationsLookAsSeldomAsIsSaidAndOnceAMinuteAtLeast() {
        JenkinsContext context = new JenkinsContext(null, null, null, null, null, null, null, null, null, null);
        assertThat(context.leastWait(), is(Duration.ZERO));
        configuration.setPollSeconds(15);
        assertThat(context.leastWait(), is(Duration.ofSeconds(15)));
        configuration.setPollSeconds(3600);
        assertThat(context.leastWait(), is(Duration.ofMinutes(1)));
        configuration.setPollSeconds(-1);
        assertThat(context.leastWait(), is(Duration.ZERO));
        assertThat(configuration.doCheckPollSeconds("60").kind, is(FormValidation.Kind.OK));
        for (String wrong : List.of("61", "-1", "soon")) {
            assertThat(wrong, configuration.doCheckPollSeconds(wrong).kind, is(FormValidation.Kind.ERROR));
        }
    }

    @Test
    public void theButtonOfTheFormSaysAsWhomAwsIsUsed() {
        String endpoint = relay.endpoint().toString();
        FormValidation answer = configuration.doTestAws("eu-central-1", "a-pair", endpoint);
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        assertThat(answer.getMessage(), containsString("account " + AWS.property("account")));
        assertThat(answer.getMessage(), containsString("arn:aws:"));
        assertThat(relay.headers("Authorization"), hasItem(containsString("Credential=AKIAOFTHETEST0000001/")));
        assertThat(configuration.getEndpoint(), is(nullValue()));

        FormValidation none = configuration.doTestAws("eu-central-1", "no-such", endpoint);
        assertThat(none.kind, is(FormValidation.Kind.ERROR));
        assertThat(none.getMessage(), containsString("with the id 'no-such'"));
    }

    @Test
    public void theButtonOfAStepTakesTheDefaultsForWhatIsLeftOpen() {
        granted.add(Item.CONFIGURE);
        configuration.setRegion("eu-central-1");
        configuration.setAwsCredentialsId("a-pair");
        configuration.setEndpoint(relay.endpoint().toString());
        String role = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        FormValidation answer = new BakeStep.DescriptorImpl().doTestAws(job, "", "", role, "");
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        assertThat(answer.getMessage(), containsString("assumed-role/baker"));
        assertThat(relay.actions(), contains("sts:AssumeRole", "sts:GetCallerIdentity"));
    }

    /** A credential of the scope SYSTEM is for Jenkins alone: a step that took it as its default would not find it. */
    @Test
    public void onlyCredentialsThatBuildsFindAreOfferedAndAccepted() {
        LocalCredentials.add(new AWSCredentialsImpl(
                CredentialsScope.SYSTEM, "of-jenkins", "AKIAOFJENKINS0000001", "s3cret", "for Jenkins alone"));
        assertThat(
                configuration.doFillAwsCredentialsIdItems("").stream()
                        .map(option -> option.value)
                        .toList(),
                contains("", "a-pair"));
        assertThat(configuration.doCheckAwsCredentialsId("of-jenkins").kind, is(FormValidation.Kind.ERROR));
        assertThat(configuration.doCheckAwsCredentialsId("a-pair").kind, is(FormValidation.Kind.OK));
        assertThat(configuration.doCheckAwsCredentialsId("").kind, is(FormValidation.Kind.OK));
        FormValidation answer = configuration.doTestAws(
                "eu-central-1", "of-jenkins", relay.endpoint().toString());
        assertThat(answer.getMessage(), containsString("with the id 'of-jenkins'"));
        assertThat(relay.actions(), is(empty()));
    }

    @Test
    public void aRefusalOfAwsIsSaid() {
        relay.fail("sts:GetCallerIdentity", 1, 403, "InvalidClientTokenId", "The security token is invalid");
        FormValidation answer = configuration.doTestAws(
                "eu-central-1", "a-pair", relay.endpoint().toString());
        assertThat(answer.kind, is(FormValidation.Kind.ERROR));
        assertThat(answer.getMessage(), not(containsString("s3cret")));
    }

    @Test
    public void aRememberedHostIsListedAndForgotten() throws Exception {
        Path file = rememberAHost();
        assertThat(
                configuration.doFillRememberedHostItems().get(1).name,
                containsString("i-0123456789 ssh-ed25519 SHA256:"));
        assertThat(configuration.doForgetHost("i-0123456789").kind, is(FormValidation.Kind.OK));
        assertThat(Files.readString(file), is(""));
        assertThat(configuration.doForgetHost("i-0123456789").kind, is(FormValidation.Kind.WARNING));
        assertThat(configuration.doForgetHost("").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void whoIsNoAdministratorLearnsAndChangesNothing() throws Exception {
        Path file = rememberAHost();
        String before = Files.readString(file);
        granted.clear();
        granted.addAll(Set.of(Permission.READ, Item.READ, Item.EXTENDED_READ));
        assertThat(configuration.doFillRememberedHostItems(), is(empty()));
        assertThat(configuration.doFillHostKeyPolicyItems(), is(empty()));
        assertThat(configuration.doFillRegionItems(), is(empty()));
        assertThat(configuration.doCheckAwsCredentialsId("no-such").getMessage(), is(nullValue()));
        assertThat(
                configuration.doFillAwsCredentialsIdItems("present").stream()
                        .map(option -> option.value)
                        .toList(),
                is(List.of("present")));
        assertThat(configuration.doCheckEndpoint("no URL").getMessage(), is(nullValue()));
        assertThat(configuration.doCheckRegion("Frankfurt").getMessage(), is(nullValue()));
        assertThat(configuration.doCheckPollSeconds("soon").getMessage(), is(nullValue()));
        assertThrows(SecurityException.class, () -> configuration.doForgetHost("i-0123456789"));
        String endpoint = relay.endpoint().toString();
        assertThrows(SecurityException.class, () -> configuration.doTestAws("eu-central-1", "a-pair", endpoint));
        BakeStep.DescriptorImpl bake = new BakeStep.DescriptorImpl();
        assertThrows(
                "may read the job's form", SecurityException.class, () -> bake.doTestAws(job, "", "a-pair", "", ""));
        granted.add(Item.CONFIGURE);
        assertThrows("of no job", SecurityException.class, () -> bake.doTestAws(null, "", "a-pair", "", ""));
        assertThat(relay.actions(), is(empty()));
        assertThat(Files.readString(file), is(before));
    }

    @Test
    public void everyQuestionIsAskedByPost() {
        List<Method> questions = Stream.of(HummingbirdConfiguration.class, JobAllowances.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.getName().startsWith("do"))
                .toList();
        assertThat(questions.size(), is(15));
        for (Method question : questions) {
            assertThat(question.toString(), question.getAnnotation(POST.class), is(notNullValue()));
        }
    }

    @Test
    public void whatIsSavedCanBeReadAgain() {
        HummingbirdConfiguration saved = new HummingbirdConfiguration();
        // clusters are saved as ClusterDefinitionTest shows
        List<Parameter> parameters = Parameter.of(HummingbirdConfiguration.class).stream()
                .filter(parameter -> !parameter.name().equals("clusters"))
                .toList();
        parameters.forEach(parameter -> parameter.setSome(saved));
        XStream xstream = new XStream();
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.hummingbird.**"});
        Object read = xstream.fromXML(xstream.toXML(saved));
        for (Parameter parameter : parameters) {
            assertThat(parameter.name(), parameter.of(read), is(parameter.of(saved)));
        }
    }

    @Test
    public void eachSettingHasAFieldWithHelp() throws Exception {
        String form = Files.readString(FORM.resolve("config.jelly"));
        List<String> names = Parameter.of(HummingbirdConfiguration.class).stream()
                .map(Parameter::name)
                .toList();
        assertThat(names, hasItems("region", "awsCredentialsId", "endpoint", "hostKeyPolicy", "pollSeconds"));
        assertThat(
                names, hasItems("allowControllerCredentials", "allowedRoles", "allowedHosts", "minimumHostKeyPolicy"));
        for (String name :
                Stream.concat(names.stream(), Stream.of("rememberedHost")).toList()) {
            assertThat(form, containsString("field=\"" + name + "\""));
            String help =
                    Files.readString(FORM.resolve("help-" + name + ".html")).strip();
            assertThat(help, startsWith("<div>"));
            assertThat(help, help.length() > 30, is(true));
        }
    }
}
