package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

/** What a submission that has to do with S3 refuses before it asks anybody. */
public class S3RequestTest {
    private static final String START = "The submission cannot start: ";

    private final SubmitRequest request = request();

    private static SubmitRequest request() {
        SubmitRequest request = new SubmitRequest();
        request.host = "head.example.org";
        request.sshCredentialsId = "a-key";
        request.pipeline = "nuclei.cppipe";
        request.images = "s3://lab-plates/2026";
        request.imagePattern = "ImageXpress";
        request.output = "/shared/out";
        return request;
    }

    private String problem() {
        return assertThrows(OperationException.class, request::check).getMessage();
    }

    @Test
    public void imagesInS3ResultsThereAndWordsOfAccessPass() throws Exception {
        for (String images :
                List.of("s3://lab-plates", "s3://lab-plates/", "s3://lab-plates/a b/ü%", "s3://lab.x/a/")) {
            request.images = images;
            request.check();
        }
        request.s3.resultsUrl = "s3://lab-results/{Plate}/{group}";
        request.s3.keepLocal = false;
        for (String word : List.of("", "anonymous", "requesterPays")) {
            request.s3.s3Access = word;
            request.check();
        }
        assertThat(request.s3.access(), is(S3Access.REQUESTER_PAYS));
        request.imagePattern = "";
        request.check();
        request.images = "";
        request.dataFile = "s3://lab-plates/tables/plates 1.csv";
        request.check();
    }

    @Test
    public void theFolderIsTheSameWithAndWithoutASlashAtItsEnd() {
        request.images = "s3://lab-plates/a/";
        assertThat(request.imageFolder(), is("s3://lab-plates/a"));
        request.images = "s3://lab-plates/";
        assertThat(request.imageFolder(), is("s3://lab-plates"));
        assertThat(request.localImages(), is(""));
        request.images = "/shared//a/";
        assertThat(request.imageFolder(), is("/shared/a"));
        assertThat(request.localImages(), is("/shared//a/"));
    }

    @Test
    public void imagesThatAreNoPlaceInS3AreRefused() {
        request.images = "s3://Lab/x";
        assertThat(problem(), startsWith(START + "images: 's3://Lab/x' is no place in S3: the name of a bucket"));
        request.images = "S3://lab/x";
        assertThat(problem(), containsString("it does not begin with s3://, in small letters"));
        for (String wrong : List.of("s3://lab//", "s3://lab/a//", "s3://lab/a/../b", "s3://lab//x")) {
            request.images = wrong;
            assertThat(
                    problem(),
                    is(START + "images must not have an empty part, '.' or '..' between slashes: " + wrong + "."));
        }
    }

    @Test
    public void aTableThatIsNoObjectIsRefused() {
        request.images = "";
        request.imagePattern = "";
        for (String wrong : List.of("s3://lab", "s3://lab/", "s3://lab/tables/")) {
            request.dataFile = wrong;
            assertThat(
                    problem(),
                    is(START + "dataFile must be the URL of an object, such as s3://bucket/plates.csv, not " + wrong
                            + "."));
        }
        request.dataFile = "s3://Lab/x.csv";
        assertThat(problem(), startsWith(START + "dataFile: 's3://Lab/x.csv' is no place in S3: "));
        request.dataFile = "s3://lab/tables/../x.csv";
        assertThat(problem(), is(START + "dataFile must not hold '..': s3://lab/tables/../x.csv."));
    }

    @Test
    public void aTableBesideImagesInS3NamesThemItself() {
        request.imagePattern = "";
        request.dataFile = "plates.csv";
        assertThat(
                problem(),
                is(START + "images names objects in S3, and there is an image table: name them in its columns"
                        + " URL_<channel>, such as s3://bucket/plate/A01.tif."));
    }

    @Test
    public void tasksReadNoMoreThanTheirGroupsObjects() {
        request.slice = false;
        assertThat(
                problem(),
                is(START
                        + "slice: false needs images on the shared file system: of images in S3 each task fetches those"
                        + " of its group."));
    }

    @Test
    public void resultsGoBelowTheImagesOrElsewhereButNotAmongThem() throws Exception {
        for (String wrong : List.of(
                "s3://lab-plates/2026",
                "s3://lab-plates/2026//",
                "s3://lab-plates/2026/{Plate}",
                "s3://lab-plates/2026/night-{Plate}/x")) {
            request.s3.resultsUrl = wrong;
            assertThat(
                    problem(),
                    is(START + "resultsUrl must not be the folder of the images: give a folder below it, or another"
                            + " one."));
        }
        for (String right : List.of("s3://lab-plates/2026/results", "s3://lab-plates/2026-results/{Plate}")) {
            request.s3.resultsUrl = right;
            request.check();
        }
    }

    @Test
    public void localCopiesAreRemovedOnlyWhereThereAreOthers() {
        request.s3.keepLocal = false;
        assertThat(
                problem(),
                is(
                        START
                                + "keepLocal: false needs resultsUrl: where the results are copied to before they are removed."));
        assertThat(request.s3.removesLocal(), is(false));
    }

    @Test
    public void aWordThatIsNoAccessAndAUrlThatIsNoneAreSaidTogether() {
        request.s3.s3Access = "public";
        request.s3.resultsUrl = "/shared/results";
        String problem = problem();
        assertThat(problem, containsString("s3Access: there is no 'public'. Use 'anonymous' for public buckets, "));
        assertThat(
                problem,
                containsString("resultsUrl must be the URL of a bucket or of a prefix in it, such as"
                        + " s3://bucket/results, not /shared/results"));
        assertThat(problem, not(containsString("..")));
    }
}
