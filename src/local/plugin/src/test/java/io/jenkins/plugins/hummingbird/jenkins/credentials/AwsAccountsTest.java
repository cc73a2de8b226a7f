package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import jenkins.local.LocalBuild;
import jenkins.local.LocalKey;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** From the id of a credential to calls of AWS. */
public class AwsAccountsTest {
    private static final String ENDPOINT = "aws.endpointUrl";

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final AwsRelay relay = new AwsRelay(AWS);

    @Rule
    public final LocalController controller = new LocalController();

    private final AwsRequest request = new AwsRequest();
    private final AwsAccounts accounts = new AwsAccounts();
    private LocalBuild build;

    @Before
    public void aRequestOfABuild() throws Exception {
        System.setProperty(ENDPOINT, relay.endpoint().toString());
        build = controller.job("plates").build(1, true);
        request.region = "eu-central-1";
        request.awsCredentialsId = "a-key";
    }

    @After
    public void close() {
        GlobalSettings.get().setAllowControllerCredentials(false);
        GlobalSettings.get().setAllowedRoles(null);
        accounts.close();
        System.clearProperty(ENDPOINT);
    }

    private AwsClients clients() throws OperationException {
        return accounts.clients(Owner.of(build), request);
    }

    private void call() throws Exception {
        clients().ec2("looking", ec2 -> ec2.describeAvailabilityZones());
    }

    @Test
    public void aUsernameIsTheIdOfAKeyAndItsPasswordTheSecret() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        call();
        assertThat(relay.headers("Authorization"), hasItem(containsString("Credential=AKIAOFTHETEST0000001/")));
    }

    @Test
    public void aCredentialOfTheAwsPluginIsAskedOnceAndNotAtEachCall() throws Exception {
        TestAwsCredential credential = new TestAwsCredential("a-key", "AKIAOFTHEPLUGIN00001");
        LocalCredentials.add(credential);
        for (int i = 0; i < 3; i++) {
            call();
        }
        assertThat(relay.headers("Authorization"), everyItem(containsString("Credential=AKIAOFTHEPLUGIN00001/")));
        assertThat(credential.asked, is(1));
    }

    @Test
    public void aCredentialOfTheAwsPluginWithoutAKeyIsSaidSo() {
        LocalCredentials.add(new TestAwsCredential("a-key", null));
        OperationException e = assertThrows(OperationException.class, this::call);
        assertThat(e.getMessage(), containsString("there are no credentials. Set awsCredentialsId"));
    }

    @Test
    public void aRoleIsAssumedOnceForAnOperation() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        request.roleArn = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        for (int i = 0; i < 3; i++) {
            call();
        }
        assertThat(
                relay.actions(),
                contains(
                        "sts:AssumeRole",
                        "ec2:DescribeAvailabilityZones",
                        "ec2:DescribeAvailabilityZones",
                        "ec2:DescribeAvailabilityZones"));
    }

    private String refusal() {
        String message = assertThrows(OperationException.class, this::call).getMessage();
        assertThat("called before it was refused", relay.actions(), is(empty()));
        return message;
    }

    @Test
    public void aJobWithoutACredentialIsNotTheController() {
        request.awsCredentialsId = "";
        assertThat(
                refusal(),
                is(
                        "awsCredentialsId: it is empty: the job would use AWS as the controller itself, and that is not allowed"
                                + " here. Set awsCredentialsId to a credential that holds a key, or ask an administrator to allow"
                                + " it: Manage Jenkins, System, Hummingbird, allowControllerCredentials."));
        request.roleArn = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        assertThat(refusal(), containsString("the job would use AWS as the controller itself"));
    }

    @Test
    public void whereItIsAllowedAJobIsTheControllerAndGivesItsKeysToNoNode() throws Exception {
        request.awsCredentialsId = "";
        GlobalSettings.get().setAllowControllerCredentials(true);
        System.setProperty("aws.accessKeyId", "AKIAOFTHECONTROLLER1");
        System.setProperty("aws.secretAccessKey", "s3cret");
        try {
            call();
            assertThat(relay.headers("Authorization"), hasItem(containsString("Credential=AKIAOFTHECONTROLLER1/")));
            assertThat(clients().environment().values(), not(hasItem("s3cret")));
            assertThat(clients().environment().containsKey("AWS_ACCESS_KEY_ID"), is(false));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /** The plugin aws-credentials assumes its role by the default chain. */
    @Test
    public void aCredentialWithARoleAndNoKeyIsTheControllerToo() throws Exception {
        String role = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        LocalCredentials.add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "a-key", "", "", "", role, null));
        assertThat(
                refusal(),
                startsWith("awsCredentialsId: 'a-key' holds no key: the job would use AWS as the controller"));
        GlobalSettings.get().setAllowControllerCredentials(true);
        GlobalSettings.get().setAllowedRoles("*:role/another");
        assertThat(refusal(), containsString("jobs may not assume the role " + role));
    }

    @Test
    public void onlyRolesThatAreAllowedAreAssumed() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        GlobalSettings.get().setAllowedRoles("arn:aws:iam::*:role/bak*\narn:aws:iam::*:role/fryer");
        request.roleArn = "arn:aws:iam::" + AWS.property("account") + ":role/admin";
        assertThat(refusal(), containsString("Manage Jenkins, System, Hummingbird, allowedRoles"));
        request.roleArn = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        call();
    }

    @Test
    public void theSessionOfARoleSaysWhichBuildUsesIt() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        request.roleArn = "arn:aws:iam::" + AWS.property("account") + ":role/baker";
        request.externalId = "of-the-partner";
        call();
        assertThat(relay.parameters("sts:AssumeRole").get(0).get("RoleSessionName"), is("hummingbird-plates-1"));
        assertThat(relay.parameters("sts:AssumeRole").get(0).get("ExternalId"), is("of-the-partner"));
    }

    @Test
    public void anExternalIdWithoutARoleIsSaidSo() {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        request.externalId = "of-the-partner";
        assertThat(refusal(), is("externalId: it is for the trust policy of a role: set roleArn, too."));
    }

    @Test
    public void theNearestCredentialIsUsedWhateverItsKind() throws Exception {
        LocalCredentials.add(new TestAwsCredential("a-key", "AKIAOFTHEPLUGIN00001"));
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        call();
        assertThat(relay.headers("Authorization"), everyItem(containsString("Credential=AKIAOFTHEPLUGIN00001/")));
    }

    @Test
    public void aNearerCredentialThatIsNoneOfAwsIsSaidSo() {
        LocalCredentials.add(new LocalKey("a-key", "ubuntu", "no key", null));
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        assertThat(refusal(), startsWith("awsCredentialsId: the nearest credential with the id 'a-key'"));
    }

    @Test
    public void theUseOfACredentialIsTrackedOnceAnOperationAndProcess() throws Exception {
        TestKeyPair credential = new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret");
        LocalCredentials.add(credential);
        AwsClients first = clients();
        assertThat("made anew at each move", clients(), is(sameInstance(first)));
        assertThat(LocalCredentials.tracked(), contains(credential));
    }

    @Test
    public void aMoveKeepsTheClientsThatItBeganWith() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        JenkinsContext move = move();
        AwsClients first = move.aws(request);
        accounts.close();
        assertThat(move.aws(request), is(sameInstance(first)));
        assertThat(move().aws(request), is(not(sameInstance(first))));
    }

    private JenkinsContext move() {
        return new JenkinsContext(Owner.of(build), null, null, null, null, null, null, accounts, null, null);
    }

    @Test
    public void aCredentialThatIsMissingIsNamed() {
        OperationException e = assertThrows(OperationException.class, this::clients);
        assertThat(e.getMessage(), containsString("with the id 'a-key' that this job may use"));
        assertThat(LocalCredentials.tracked(), is(empty()));
    }

    @Test
    public void theSecretIsInNoMessageOfARefusal() {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        relay.fail("ec2:DescribeAvailabilityZones", 1, 401, "AuthFailure", "not able to validate the credentials");
        OperationException e = assertThrows(OperationException.class, this::call);
        assertThat(e.getMessage(), not(containsString("s3cret")));
    }

    @Test
    public void theProxyOfJenkinsIsTheWayToAws() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        System.setProperty(ENDPOINT, "http://ec2.example.invalid");
        Jenkins.get().proxy =
                new ProxyConfiguration("127.0.0.1", relay.endpoint().getPort(), "", "", "");
        call();
        assertThat(relay.actions(), contains("ec2:DescribeAvailabilityZones"));
        assertThat(relay.headers("Host"), contains("ec2.example.invalid"));
    }

    /** Nobody listens at port 1. */
    @Test
    public void anExceptionOfTheProxyIsReachedDirectly() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        Jenkins.get().proxy = new ProxyConfiguration("127.0.0.1", 1, "", "", "*.example.org\n127.0.*");
        call();
        assertThat(relay.actions(), contains("ec2:DescribeAvailabilityZones"));
    }
}
