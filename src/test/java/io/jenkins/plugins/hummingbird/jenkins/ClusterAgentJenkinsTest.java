package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SmallClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Clusters that the real CLI makes from an agent, which is lost in mid-create, as Jenkins may be. */
public class ClusterAgentJenkinsTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @Rule
    public final PclusterRule pcluster = new PclusterRule(AWS);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private AwsClients aws;

    @Before
    public void open() throws Exception {
        aws = AwsClients.open(AWS.access());
    }

    @After
    public void close() {
        aws.close();
    }

    private static WorkflowRun started(JenkinsRule jenkins, String cluster, String agent) throws Exception {
        GlobalSettings.get().setEndpoint(AWS.endpoint().toString());
        GlobalSettings.get().setRegion(AWS.region());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "aws", "", AWS.property("key"), AWS.property("secret")));
        SystemCredentialsProvider.getInstance().save();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, cluster);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent + "') {\n  def made = hummingbirdCluster(action: 'create', name: '" + cluster
                        + "', awsCredentialsId: 'aws', pcluster: '" + PclusterRule.command()
                        + "', suppressValidators: '"
                        + AWS.property("suppressValidators") + "', configurationText: '''"
                        + SmallClusterConfiguration.configuration(AWS, 4)
                        + "''')\n  echo \"${made.status}, reused ${made.reused}\"\n}",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void assertMade(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("CREATE_COMPLETE, reused false", build);
    }

    private long stacks(String cluster) throws Exception {
        return new ClusterStacks(aws)
                .list().stream().filter(one -> one.name().equals(cluster)).count();
    }

    @Test
    public void anAgentThatIsKilledInMidCreateMakesOneCluster() throws Throwable {
        AWS.cluster("killed", "creationSeconds=4");
        sessions.then(jenkins -> {
            DumbSlave agent = jenkins.createOnlineSlave();
            WorkflowRun build = started(jenkins, "killed", agent.getNodeName());
            jenkins.waitForMessage("pcluster checks the configuration", build);
            List<ProcessHandle> processes = ProcessHandle.current()
                    .descendants()
                    .filter(one -> one.info().commandLine().orElse("").matches(".*(agent|slave|remoting)[^ ]*[.]jar.*"))
                    .toList();
            assertThat(processes.isEmpty(), is(false));
            processes.forEach(ProcessHandle::destroyForcibly);
            jenkins.waitForMessage("the node was lost", build);
            agent.toComputer().connect(true).get(60, TimeUnit.SECONDS);
            assertMade(jenkins, build);
            assertThat(stacks("killed"), is(1L));
        });
    }

    @Test
    public void aRestartOfJenkinsInMidCreateMakesOneCluster() throws Throwable {
        AWS.cluster("restarted", "creationSeconds=4");
        sessions.then(jenkins -> {
            WorkflowRun build = started(jenkins, "restarted", "");
            jenkins.waitForMessage("pcluster checks the configuration", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("restarted", WorkflowJob.class)
                    .getBuildByNumber(1);
            assertMade(jenkins, build);
            assertThat(stacks("restarted"), is(1L));
        });
    }

    @Test
    public void anAbortInMidCreateLeavesNoCluster() throws Throwable {
        AWS.cluster("aborted", "creationSeconds=20", "deletionSeconds=1");
        sessions.then(jenkins -> {
            DumbSlave agent = jenkins.createOnlineSlave();
            WorkflowRun build = started(jenkins, "aborted", agent.getNodeName());
            jenkins.waitForMessage("aborted (AWS::CloudFormation::Stack): CREATE_IN_PROGRESS", build);
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            Patience.await(
                    "the stack is gone",
                    () -> new ClusterStacks(aws).find("aborted").isEmpty());
        });
    }
}
