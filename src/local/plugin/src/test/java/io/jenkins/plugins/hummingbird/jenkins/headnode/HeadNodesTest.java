package io.jenkins.plugins.hummingbird.jenkins.headnode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.AbortException;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.Keys;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.LocalPipeline;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.credentials.TestKeyPair;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import jenkins.local.LocalBuild;
import jenkins.local.LocalKey;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class HeadNodesTest {
    @Rule
    public final LocalController controller = new LocalController();

    private final SubmitRequest request = new SubmitRequest();
    private LocalBuild build;

    @Before
    public void aRequestOfABuild() throws Exception {
        build = controller.job("plates").build(1, true);
        request.host = "head-node.example.org";
        request.sshCredentialsId = "a-key";
    }

    private static LocalKey key() throws Exception {
        return new LocalKey("a-key", "ubuntu", Keys.generate(), null);
    }

    @Test
    public void logsInAsTheCredentialsUserUnlessToldOtherwise() throws Exception {
        LocalCredentials.add(key());
        assertThat(
                new HeadNodes(new SshKeys())
                        .login(Owner.of(build), request, request.host, null)
                        .user(),
                is("ubuntu"));
        request.user = "ec2-user";
        assertThat(
                new HeadNodes(new SshKeys())
                        .login(Owner.of(build), request, request.host, null)
                        .user(),
                is("ec2-user"));
    }

    @Test
    public void theUseOfACredentialIsTrackedOnceAnOperationAndProcess() throws Exception {
        LocalKey key = key();
        LocalCredentials.add(key);
        HeadNodes headNodes = new HeadNodes(new SshKeys());
        Login login = headNodes.login(Owner.of(build), request, request.host, null);
        assertThat(
                "looked up at each move",
                headNodes.login(Owner.of(build), request, request.host, null) == login,
                is(true));
        assertThat(LocalCredentials.tracked(), contains(key));
        new HeadNodes(new SshKeys()).login(Owner.of(build), request, request.host, null);
        assertThat(LocalCredentials.tracked(), contains(key, key));
    }

    @Test
    public void aHeadNodeThatIsElsewhereNowIsLoggedInToThere() throws Exception {
        LocalCredentials.add(key());
        HeadNodes headNodes = new HeadNodes(new SshKeys());
        Login before = headNodes.login(Owner.of(build), request, "10.0.0.1", "i-1");
        Login after = headNodes.login(Owner.of(build), request, "10.0.0.2", "i-1");
        assertThat(before.host(), is("10.0.0.1"));
        assertThat(after.host(), is("10.0.0.2"));
        Login another = new HeadNodes(new SshKeys()).login(Owner.of(build), request, "10.0.0.2", "i-2");
        assertThat("a key for each instance", another.equals(after), is(false));
    }

    private String refusal(String host) {
        return assertThrows(OperationException.class, () -> new HeadNodes(new SshKeys())
                        .login(Owner.of(build), request, host, null))
                .getMessage();
    }

    @After
    public void whateverJobsSay() {
        GlobalSettings.get().setAllowedHosts(null);
        GlobalSettings.get().setMinimumHostKeyPolicy(null);
    }

    @Test
    public void aHostThatIsNotAllowedIsRefusedBeforeAnythingIsLookedUp() throws Exception {
        GlobalSettings.get().setAllowedHosts("*.cluster.example.org");
        LocalCredentials.add(key());
        assertThat(refusal(request.host), startsWith("host: jobs may not log in to head-node.example.org:"));
        assertThat(LocalCredentials.tracked(), is(empty()));
        new HeadNodes(new SshKeys()).login(Owner.of(build), request, "head.cluster.example.org", null);
    }

    /** Whose credentials AWS is asked with decides what addresses there are. */
    @Test
    public void anAddressThatAwsGivesIsHeldToTheListToo() throws Exception {
        GlobalSettings.get().setAllowedHosts("10.0.3.*");
        LocalCredentials.add(key());
        request.host = "";
        request.cluster = "plates";
        assertThat(refusal("10.0.4.1"), startsWith("cluster: jobs may not log in to 10.0.4.1:"));
        new HeadNodes(new SshKeys()).login(Owner.of(build), request, "10.0.3.1", "i-1");
    }

    @Test
    public void aHostThatIsNoLongerAllowedIsRefusedAtTheNextMove() throws Exception {
        LocalCredentials.add(key());
        HeadNodes headNodes = new HeadNodes(new SshKeys());
        headNodes.login(Owner.of(build), request, request.host, null);
        GlobalSettings.get().setAllowedHosts("10.0.3.*");
        assertThrows(OperationException.class, () -> headNodes.login(Owner.of(build), request, request.host, null));
    }

    @Test
    public void aPolicyBelowTheMinimumIsRefused() throws Exception {
        LocalCredentials.add(key());
        GlobalSettings.get().setMinimumHostKeyPolicy("firstUse");
        request.hostKeyPolicy = "acceptAny";
        assertThat(refusal(request.host), startsWith("hostKeyPolicy: acceptAny is not allowed here."));
        request.hostKeyPolicy = "";
        new HeadNodes(new SshKeys()).login(Owner.of(build), request, request.host, null);
        GlobalSettings.get().setMinimumHostKeyPolicy("pinned");
        assertThat(refusal(request.host), startsWith("hostKeyPolicy: firstUse is not allowed here. Use pinned or"));
        GlobalSettings.get().setMinimumHostKeyPolicy("pined");
        assertThat(refusal(request.host), containsString("minimumHostKeyPolicy: There is no hostKeyPolicy 'pined'"));
    }

    /** A step that is refused would else wait for a connection: nobody listens at port 1. */
    @Test
    public void aStepWithAHostThatIsNotAllowedConnectsToNothing() throws Exception {
        LocalCredentials.add(key());
        GlobalSettings.get().setAllowedHosts("head-node.example.org");
        LocalPipeline pipeline = new LocalPipeline(controller, step()).start();
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString("jobs may not log in to 127.0.0.1"));
    }

    @Test
    public void aNearerCredentialThatIsNoKeyIsSaidSo() throws Exception {
        LocalCredentials.add(new TestKeyPair("a-key", "AKIAOFTHETEST0000001", "s3cret"));
        LocalCredentials.add(key());
        assertThat(refusal(request.host), startsWith("sshCredentialsId: the nearest credential with the id 'a-key'"));
    }

    @Test
    public void aCredentialThatIsMissingIsNamed() {
        OperationException e = assertThrows(OperationException.class, () -> new HeadNodes(new SshKeys())
                .login(Owner.of(build), request, request.host, null));
        assertThat(e.getMessage(), containsString("sshCredentialsId: there is no SSH private key with the id 'a-key'"));
        assertThat(LocalCredentials.tracked(), is(empty()));
    }

    @Test
    public void aKeyThatCannotBeReadIsNotShown() {
        LocalCredentials.add(new LocalKey("a-key", "ubuntu", "not much of a key", null));
        OperationException e = assertThrows(OperationException.class, () -> new HeadNodes(new SshKeys())
                .login(Owner.of(build), request, request.host, null));
        assertThat(e.getMessage(), containsString("a-key"));
        assertThat(e.getMessage().contains("not much of"), is(false));
    }

    @Test
    public void aStepWhoseCredentialIsMissingFailsAndSaysSo() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, step()).start();
        assertThat(pipeline.awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString("with the id 'a-key'"));
        assertThat(pipeline.ends(), hasSize(1));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void aCredentialThatWasTakenAwayDuringARestartIsMissed() throws Exception {
        LocalCredentials.add(key());
        LocalPipeline pipeline = new LocalPipeline(controller, step()).start();
        Patience.await(
                "the first attempt to connect", () -> pipeline.build().log().contains("still trying"));
        LocalCredentials.clear();
        pipeline.restart();
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString("with the id 'a-key'"));
        assertThat(pipeline.ends(), hasSize(1));
    }

    /** Nobody listens at port 1. */
    private static SubmitStep step() {
        SubmitStep step = new SubmitStep();
        step.setHost("127.0.0.1");
        step.setPort(1);
        step.setSshCredentialsId("a-key");
        step.setOutput("/shared/output");
        step.setPipelineText("CellProfiler Pipeline: http://www.cellprofiler.org\n");
        step.setDataFileText("FileName_DNA\n");
        return step;
    }
}
