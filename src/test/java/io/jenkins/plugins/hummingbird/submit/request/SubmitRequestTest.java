package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

/** What a submission refuses before it asks anybody. */
public class SubmitRequestTest {
    private final SubmitRequest request = request();

    private static SubmitRequest request() {
        SubmitRequest request = new SubmitRequest();
        request.host = "head.example.org";
        request.sshCredentialsId = "a-key";
        request.pipeline = "nuclei.cppipe";
        request.images = "/shared/images";
        request.output = "/shared/out";
        return request;
    }

    private String problem() {
        return assertThrows(OperationException.class, request::check).getMessage();
    }

    @Test
    public void whatIsRightPasses() throws Exception {
        request.check();
        request.groupBy = "Plate, Metadata_Well,";
        request.archive = "*.csv, Images/*.png, .*, ..x/*";
        request.expectedFiles = "*Nuclei.csv,\n sub/a[.]txt";
        request.partition = "night,long-2";
        request.check();
    }

    @Test
    public void allThatIsWrongIsSaidAtOnce() {
        request.output = "results/../../etc";
        request.partition = "night; reboot";
        request.groupBy = "Plate,Well,Metadata_Plate,Metadata_";
        request.archive = "*.csv,/shared/out/*.png";
        request.expectedFiles = "../Nuclei.csv";
        String problem = problem();
        for (String part : List.of(
                "The submission cannot start: ",
                "output must be an absolute path, not results/../../etc; ",
                "output must not hold '..': results/../../etc; ",
                "partition holds a character that no partition has",
                "groupBy names Plate twice; ",
                "groupBy: 'Metadata_' names no key",
                "expectedFiles: '../Nuclei.csv' matches no file: ",
                "archive: '/shared/out/*.png' matches no file: ")) {
            assertThat(problem, containsString(part));
        }
    }

    @Test
    public void aKeyThatImagePatternDoesNotGiveIsSaidBeforeAnyFileIsListed() throws Exception {
        request.imagePattern = "(?<Plate>[^/]+)/(?<Row>[A-P])(?<Column>[0-9]+)_(?<Channel>[^.]+)[.]tif";
        request.groupBy = "Plate,Well,Row";
        request.check();
        request.groupBy = "Plate,Site";
        assertThat(
                problem(),
                is("The image table has no column Metadata_Site to group by. Its metadata columns are: Metadata_Plate,"
                        + " Metadata_Row, Metadata_Column, Metadata_Well"));
        request.imagePattern = "OperaPhenixNumbers";
        request.groupBy = "PlateName";
        assertThat(problem(), containsString("no column Metadata_PlateName"));
        request.imagePattern = "OperaPhenix";
        request.check();
    }

    @Test
    public void anImagePatternThatIsNoneIsSaidBeforeAnyFileIsListed() {
        request.imagePattern = "(?<Channel>[^.]+[.]tif";
        assertThat(problem(), containsString("imagePattern is no regular expression: Unclosed group"));
    }

    @Test
    public void thePresetThatIsFoundAndWhatNeedsATableAreCheckedOnceThePipelineIsRead() throws Exception {
        request.imagePattern = "auto";
        request.groupBy = "Timeline";
        request.channels = "DNA=w1";
        request.check();
        request.imagePattern = "";
        request.check();
        request.slice = false;
        assertThat(
                assertThrows(OperationException.class, () -> SubmitCheck.withoutTable(request))
                        .getMessage(),
                is("The submission cannot start: channels names the channels of an image table, and there is none: name"
                        + " them in NamesAndTypes; slice: false needs an image table, and there is none."));
        request.images = "";
        assertThat(problem(), containsString("give images, the folder of the images; or an image table as dataFile"));
    }

    @Test
    public void aClusterThatNobodyHasDefinedIsNamedWhereItsKeyIsMissing() {
        request.sshCredentialsId = "";
        request.host = "";
        request.cluster = "lba";
        assertThat(
                problem(),
                is("The submission cannot start: sshCredentialsId is missing: an SSH private key that may log in; an"
                        + " administrator has defined no cluster lba."));
        request.cluster = "";
        request.host = "head.example.org";
        assertThat(
                problem(),
                is("The submission cannot start: sshCredentialsId is missing: an SSH private key that may log in."));
    }
}
