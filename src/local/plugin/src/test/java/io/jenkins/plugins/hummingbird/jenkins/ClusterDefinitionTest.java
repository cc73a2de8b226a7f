package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.cloudbees.plugins.credentials.LocalCredentials;
import com.thoughtworks.xstream.XStream;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterCredentials;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jenkins.local.LocalBuild;
import jenkins.local.LocalKey;
import net.sf.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Clusters in the global configuration, and the jobs that use them. */
public class ClusterDefinitionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final LocalController controller = new LocalController();

    private final HummingbirdConfiguration configuration =
            ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    private LocalBuild build;

    @Before
    public void aBuild() throws Exception {
        build = controller.job("plates").build(1, true);
        LocalCredentials.add(new LocalKey("lab-key", HEAD_NODE.user(), HEAD_NODE.key("ed25519"), null));
    }

    @After
    public void asItWas() {
        configuration.setClusters(null);
        configuration.setAllowedHosts(null);
    }

    private static ClusterDefinition lab() {
        ClusterDefinition lab = new ClusterDefinition(" lab ");
        lab.setHost(HEAD_NODE.host());
        lab.setPort(HEAD_NODE.port());
        lab.setSshCredentialsId("lab-key");
        lab.setPartition(" main ");
        return lab;
    }

    private static SubmitRequest request(String cluster) {
        SubmitStep step = new SubmitStep();
        step.setCluster(cluster);
        return step.request(null);
    }

    private Login login(SubmitRequest request) throws OperationException {
        return new HeadNodes(new SshKeys()).login(Owner.of(build), request, request.host, null);
    }

    @Test
    public void aStepThatNamesOneTakesItsValues() throws Exception {
        configuration.setClusters(List.of(lab()));
        SubmitRequest request = request("lab");
        assertThat(request.host, is(HEAD_NODE.host()));
        assertThat(request.partition, is("main"));
        assertThat(request.used().name(), is("lab"));
        login(request);
    }

    @Test
    public void anotherNameIsThatOfAClusterOfParallelCluster() {
        configuration.setClusters(List.of(lab()));
        assertThat(request("labs").cluster, is("labs"));
        assertThat(request("labs").used() == null, is(true));
    }

    @Test
    public void itsHostNeedNotBeAmongTheAllowedOnes() throws Exception {
        configuration.setClusters(List.of(lab()));
        configuration.setAllowedHosts("none.example.org");
        login(request("lab"));
        SubmitRequest other = request("");
        other.host = HEAD_NODE.host();
        other.sshCredentialsId = "lab-key";
        assertThrows(OperationException.class, () -> login(other));
    }

    /** A key of the job's folder would not be found. */
    @Test
    public void aKeyThatIsMissingIsForAnAdministratorToAdd() throws Exception {
        ClusterDefinition keyless = lab();
        keyless.setSshCredentialsId("gone");
        configuration.setClusters(List.of(keyless));
        Exception e = assertThrows(OperationException.class, () -> login(request("lab")));
        assertThat(e.getMessage(), containsString("an administrator adds it to the credentials of Jenkins itself"));
    }

    @Test
    public void aJobThatMayNotUseItIsRefusedAlsoWhileItRuns() throws Exception {
        configuration.setClusters(List.of(lab()));
        SubmitRequest request = request("lab");
        ClusterDefinition others = lab();
        others.setJobs("imaging/*");
        configuration.setClusters(List.of(others));
        assertThat(refusal(request), startsWith("cluster: the job plates may not use the cluster lab."));
        configuration.setClusters(List.of());
        assertThat(refusal(request), startsWith("cluster: an administrator has removed the cluster lab"));
        assertThat("what it has begun it can undo", login(request).host(), is(HEAD_NODE.host()));
    }

    private String refusal(SubmitRequest request) {
        return assertThrows(OperationException.class, () -> ClusterCredentials.checkAllowed(Owner.of(build), request))
                .getMessage();
    }

    @Test
    public void twoOfOneNameAreBothRefused() {
        configuration.setClusters(List.of(lab(), lab()));
        assertThat(
                request("lab").used().problems(),
                contains(containsString("there are two clusters of this name: rename or delete one of them")));
        assertThat(GlobalSettings.get().clusterNames("plates"), contains("lab"));
    }

    @Test
    public void whatALaterVersionAddsHasItsDefault() {
        XStream xstream = new XStream();
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.hummingbird.**"});
        String saved = xstream.toXML(lab())
                .replaceAll("<tablesPython>.*</tablesPython>|<tablesPython/>|<tablesPython></tablesPython>", "");
        ClusterDefinition read = (ClusterDefinition) xstream.fromXML(saved);
        assertThat(read.getTablesPython(), is(nullValue()));
        assertThat(read.cluster().problems(), is(List.of()));
    }

    @Test
    public void theButtonTriesAHostThatIsNotAmongTheAllowedOnesAsBuildsDo() {
        configuration.setAllowedHosts("none.example.org");
        assertThat(test("no-such-command", "").getMessage(), containsString(" answers: Slurm "));
    }

    @Test
    public void theLastOneCanBeDeletedInTheForm() throws Exception {
        configuration.setClusters(List.of(lab()));
        JSONObject form = new JSONObject();
        form.put("clusters", List.of());
        configuration.configure((bean, values) -> {}, form);
        assertThat(configuration.getClusters().size(), is(1));
        configuration.configure((bean, values) -> {}, new JSONObject());
        assertThat("a page without this section", configuration.getClusters().size(), is(1));
        form = new JSONObject();
        form.put("region", "");
        configuration.configure((bean, values) -> {}, form);
        assertThat(configuration.getClusters().size(), is(0));
    }

    @Test
    public void twoOfOneNameAreRefusedByTheForm() throws Exception {
        JSONObject one = new JSONObject();
        one.put("name", "lab ");
        JSONObject other = new JSONObject();
        other.put("name", "lab");
        JSONObject form = new JSONObject();
        form.put("clusters", List.of(one, other));
        Exception e =
                assertThrows(Descriptor.FormException.class, () -> configuration.configure((bean, values) -> {}, form));
        assertThat(e.getMessage(), containsString("Two clusters are called lab"));
        form.put("clusters", one);
        configuration.configure((bean, values) -> {}, form);
    }

    @Test
    public void staysAsItIsWhenItIsSaved() {
        XStream xstream = new XStream();
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.hummingbird.**"});
        ClusterDefinition read = (ClusterDefinition) xstream.fromXML(xstream.toXML(lab()));
        assertThat(read.getName(), is("lab"));
        assertThat(read.getPort(), is(HEAD_NODE.port()));
        assertThat(read.cluster().problems(), is(List.of()));
    }

    private static FormValidation test(String cellprofiler, String outputRoots) {
        return test(cellprofiler, "", "", "", outputRoots);
    }

    private static FormValidation test(
            String cellprofiler, String partition, String plugins, String python, String outputRoots) {
        return new ClusterDefinition.DescriptorImpl()
                .doTestCluster(
                        "",
                        "",
                        "",
                        "",
                        "",
                        "private",
                        "",
                        HEAD_NODE.host(),
                        Integer.toString(HEAD_NODE.port()),
                        "",
                        "lab-key",
                        "firstUse",
                        "",
                        "",
                        cellprofiler,
                        partition,
                        plugins,
                        python,
                        outputRoots);
    }

    @Test
    public void theButtonSaysWhatASubmissionWouldFind() throws Exception {
        Path folder = Files.createDirectories(HEAD_NODE.shared().resolve("roots"));
        Path cellprofiler = folder.resolve("cellprofiler");
        Files.writeString(cellprofiler, "#!/bin/sh\necho starting; echo 4.2.8.1\n");
        cellprofiler.toFile().setExecutable(true);
        FormValidation works = test(
                cellprofiler.toString(), "queue1", folder.toString(), "/usr/bin/python3", folder + ", s3://results");
        assertThat(works.toString(), works.kind, is(FormValidation.Kind.OK));
        assertThat(
                works.getMessage(),
                allOf(
                        containsString(" answers: Slurm "),
                        containsString("; partitions: "),
                        containsString("; CellProfiler 4.2.8.1 starts; "),
                        containsString("; Python for tables: /usr/bin/python3 (Python 3."),
                        containsString(" free in " + folder)));
        String none = folder.resolve("none").toString();
        FormValidation lacks = test("no-such-command", " queue1,gpu-never ", none, "/no/python", none);
        assertThat(lacks.kind, is(FormValidation.Kind.WARNING));
        assertThat(
                lacks.getMessage(),
                allOf(
                        containsString(
                                "the head node has no command no-such-command: tasks need it on the compute nodes"),
                        containsString(". Missing: the cluster has no partition gpu-never;"),
                        not(containsString("no partition queue1")),
                        containsString("the head node has no plugins folder " + none),
                        containsString("for tables (tried: /no/python (not found))"),
                        containsString("there is no folder " + none)));
        Files.writeString(cellprofiler, "#!/bin/sh\necho 'libGL.so.1: cannot open' >&2; exit 1\n");
        assertThat(
                test(cellprofiler.toString(), "").getMessage(),
                containsString("CellProfiler does not start on the head node: libGL.so.1: cannot open"));
    }

    @Test
    public void theButtonIsForAdministrators() {
        controller.grantOnly(Set.of());
        assertThrows(RuntimeException.class, () -> test("cellprofiler", ""));
        ClusterDefinition.DescriptorImpl descriptor = new ClusterDefinition.DescriptorImpl();
        assertThat(descriptor.doFillHostKeyPolicyItems().size(), is(0));
        assertThat(descriptor.doCheckHost("root@host", "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doFillSshCredentialsIdItems("lab-key").size(), is(1));
        assertThat(GlobalSettings.get().clusterNames("plates").size(), is(0));
    }
}
