package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** What a submission takes of a cluster that an administrator has named, and what a job may say beside the name. */
public class UsedClusterTest {
    private final NamedCluster cluster = new NamedCluster();
    private final SubmitRequest request = new SubmitRequest();

    @Before
    public void aClusterAndARequestThatNamesIt() {
        cluster.name = "lab";
        cluster.host = "slurm.example.org";
        cluster.port = 2222;
        cluster.user = "imaging";
        cluster.sshCredentialsId = "lab-key";
        cluster.cellprofiler = "/opt/cellprofiler/bin/cellprofiler";
        cluster.hostKeyPolicy = "pinned";
        request.cluster = "lab";
        request.pipeline = "nuclei.cppipe";
        request.images = "/plates/P1";
        request.output = "/results/P1";
    }

    private List<String> problems() {
        UsedCluster.apply(cluster, request);
        return request.used().problems();
    }

    @Test
    public void aSubmissionNeedsNothingOfTheClusterButItsName() throws Exception {
        assertThat(problems(), is(empty()));
        assertThat(request.cluster, is(""));
        assertThat(request.host, is("slurm.example.org"));
        assertThat(request.port, is(2222));
        assertThat(request.user, is("imaging"));
        assertThat(request.sshCredentialsId, is("lab-key"));
        assertThat(request.cellprofiler, is("/opt/cellprofiler/bin/cellprofiler"));
        assertThat(request.hostKeyPolicy, is("pinned"));
        assertThat(request.used().hasOwnAccount(), is(false));
        request.check();
    }

    @Test
    public void aClusterOfParallelClusterIsLookedForByItsOwnName() {
        cluster.host = "";
        cluster.port = 22;
        cluster.parallelCluster = "plates-2026";
        cluster.aws.region = "eu-central-1";
        assertThat(problems(), is(empty()));
        assertThat(request.cluster, is("plates-2026"));
        assertThat(request.aws.region, is("eu-central-1"));
        assertThat(request.cellprofiler, is("/opt/cellprofiler/bin/cellprofiler"));
    }

    @Test
    public void whatTheClusterLeavesOpenHasTheDefaultOfTheStep() {
        cluster.cellprofiler = "";
        assertThat(problems(), is(empty()));
        assertThat(request.cellprofiler, is("cellprofiler"));
    }

    @Test
    public void theNameStandsForTheHostAndAJobCannotNameAnother() {
        request.host = "other.example.org";
        cluster.ownValues = true;
        assertThat(problems(), contains("host belongs to the definition of the cluster lab: leave it out"));
        assertThat(assertThrows(OperationException.class, request::check).getMessage(), containsString("host belongs"));
    }

    @Test
    public void programsAndAccountsAreTheJobsOwnOnlyWhereThatIsAllowed() {
        request.cellprofiler = "/home/me/cellprofiler";
        request.sshCredentialsId = "my-key";
        assertThat(
                problems(),
                contains(
                        containsString("sshCredentialsId: jobs may not give their own with the cluster lab"),
                        containsString("cellprofiler: jobs may not give their own with the cluster lab")));
    }

    @Test
    public void aJobThatMayGivesItsOwnAccount() {
        cluster.ownValues = true;
        request.user = "ana";
        request.sshCredentialsId = "my-key";
        assertThat(problems(), is(empty()));
        assertThat(request.user, is("ana"));
        assertThat(request.sshCredentialsId, is("my-key"));
        assertThat(request.used().hasOwnAccount(), is(true));
    }

    /** The administrator's key may log in as others, too. */
    @Test
    public void anotherAccountNeedsAKeyThatTheJobMayUse() {
        cluster.ownValues = true;
        request.user = "root";
        assertThat(problems(), is(empty()));
        assertThat(request.used().hasOwnAccount(), is(true));
    }

    @Test
    public void aDefinitionWithoutAwsLendsNoAwsCredential() {
        assertThat(problems(), is(empty()));
        assertThat(request.used().hasOwnAws(), is(true));
        cluster.aws.awsCredentialsId = "aws";
        request.cluster = "lab";
        assertThat(problems(), is(empty()));
        assertThat(request.used().hasOwnAws(), is(false));
    }

    @Test
    public void objectsThatATableNamesLieBelowTheRootsOfImages() throws Exception {
        cluster.imageRoots = "s3://plates/2026";
        request.images = "";
        assertThat(problems(), is(empty()));
        request.used().checkImages("s3://plates/2026/P1/");
        assertThat(
                assertThrows(OperationException.class, () -> request.used().checkImages("s3://other/2026/"))
                        .getMessage(),
                containsString("must lie below s3://plates/2026"));
    }

    @Test
    public void aDefinitionWithoutAKeyIsTheAdministratorsToMend() {
        cluster.sshCredentialsId = "";
        cluster.hostKeyPolicy = "frist";
        assertThat(
                problems(),
                hasItems(
                        containsString(
                                "is wrong (Manage Jenkins, System, Hummingbird, clusters): sshCredentialsId is missing"),
                        containsString("clusters): hostKeyPolicy: ")));
    }

    @Test
    public void aJobMayChooseAPartitionWhereTheClusterNamesNone() {
        request.partition = "gpu";
        assertThat(problems(), is(empty()));
        cluster.partition = "cpu";
        request.cluster = "lab";
        request.partition = "gpu";
        assertThat(problems(), contains(containsString("partition: jobs may not give their own")));
    }

    @Test
    public void foldersLieBelowTheRootsOfTheCluster() {
        cluster.imageRoots = "/plates, s3://plates/2026";
        cluster.outputRoots = "/results\n/scratch/";
        assertThat(problems(), is(empty()));
        request.images = "/plates2/P1";
        request.output = "/results";
        request.s3.resultsUrl = "s3://results/P1";
        assertThat(
                problems(),
                contains(
                        containsString("images must lie below /plates or s3://plates/2026 on the cluster lab"),
                        containsString("resultsUrl must lie below /results or /scratch/")));
        request.s3.resultsUrl = "";
        for (String inside :
                List.of("/plates", "/plates/", "//plates/./P1", "s3://plates/2026/P1", "s3://plates/2026")) {
            request.images = inside;
            assertThat(inside, problems(), is(empty()));
        }
        for (String outside :
                List.of("/plate", "/", "/other/plates", "s3://plates/20261", "s3://plates", "s3://other/2026")) {
            request.images = outside;
            assertThat(outside, problems().size(), is(1));
        }
    }

    @Test
    public void aTableOnTheClusterLiesBelowTheRootsOfImagesAndOneInTheWorkspaceNeedNot() {
        cluster.imageRoots = "/plates";
        request.dataFile = "tables/P1.csv";
        assertThat(problems(), is(empty()));
        request.dataFile = "/tables/P1.csv";
        assertThat(problems(), contains(containsString("dataFile must lie below /plates")));
    }

    /** A service like S3, or a proxy before it, may take that as the folder above. */
    @Test
    public void noUrlLeadsOutOfTheRootsByTwoDots() {
        cluster.imageRoots = "s3://plates/2026";
        request.images = "";
        request.dataFile = "s3://plates/2026/../secret.csv";
        assertThat(problems(), is(empty()));
        assertThat(
                assertThrows(OperationException.class, request::check).getMessage(),
                containsString("dataFile must not hold '..'"));
    }

    @Test
    public void aRootThatIsNoPlaceIsSaidToBeSo() {
        cluster.imageRoots = "s3://Plates";
        cluster.outputRoots = "s3://results/a/../b";
        assertThat(
                problems(),
                hasItems(
                        allOf(
                                containsString("clusters): imageRoots: 's3://Plates' is no place in S3: "),
                                endsWith("not percent-encoded")),
                        containsString("clusters): outputRoots must not hold '..': s3://results/a/../b")));
        cluster.outputRoots = ",";
        assertThat(
                problems(),
                hasItems(containsString(
                        "clusters): outputRoots holds no folder and no URL; leave it empty for anywhere")));
    }

    @Test
    public void aDefinitionThatIsWrongIsSaidToBeSo() {
        cluster.parallelCluster = "plates";
        cluster.imageRoots = "plates";
        assertThat(
                problems(),
                contains(
                        containsString(
                                "the definition of the cluster lab is wrong (Manage Jenkins, System, Hummingbird,"
                                        + " clusters): give either host"),
                        containsString("imageRoots must be an absolute path, not plates")));
    }

    @Test
    public void pricesThatCannotBeReadAreAProblem() {
        cluster.nodePrices = "c6i.4xlarge=cheap";
        assertThat(problems(), contains(containsString("c6i.4xlarge")));
        assertThat(request.nodePrices().isEmpty(), is(true));
    }

    @Test
    public void whereTheAddressIsSaidDependsOnWhoSaysIt() {
        SubmitRequest own = new SubmitRequest();
        own.cluster = "plates-2026";
        assertThat(HeadNodeAddress.hint(own), endsWith("set address: 'endpoint' or 'public'"));
        cluster.host = "";
        cluster.parallelCluster = "plates-2026";
        UsedCluster.apply(cluster, request);
        assertThat(
                HeadNodeAddress.hint(request),
                endsWith(
                        "set address: 'endpoint' or 'public' in the definition of the cluster lab (Manage Jenkins, System,"
                                + " Hummingbird, clusters)"));
    }

    @Test
    public void itIsSavedWithTheRequest() throws Exception {
        UsedCluster.apply(cluster, request);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(request);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((SubmitRequest) in.readObject()).used().name(), is("lab"));
        }
    }

    @Test
    public void patternsSayWhichJobsMayUseIt() {
        assertThat(cluster.allows("any/job"), is(true));
        cluster.jobs = "imaging/*, plates";
        assertThat(cluster.allows("imaging/a/b"), is(true));
        assertThat(cluster.allows("plates"), is(true));
        assertThat(cluster.allows("other/plates"), is(false));
        cluster.jobs = "Plate imaging/*\nscreens";
        assertThat(cluster.allows("Plate imaging/a"), is(true));
        assertThat(cluster.allows("imaging/a"), is(false));
        assertThat(cluster.allows("screens"), is(true));
        cluster.jobs = ",";
        assertThat(cluster.allows("any"), is(false));
        assertThat(problems(), contains(containsString("jobs holds no name of a job")));
    }
}
