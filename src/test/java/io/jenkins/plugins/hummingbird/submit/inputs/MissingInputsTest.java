package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectStates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of images in S3 that tasks will not be able to read. */
public class MissingInputsTest {
    private static final String THERE = "21 0123456789abcdef0123456789abcdef";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private MissingInputs missing;
    private TestSubmitContext jenkins;

    @Before
    public void none() throws Exception {
        SubmitRequest request = new SubmitRequest();
        missing = new MissingInputs(request, folder.getRoot().toPath());
        jenkins = new TestSubmitContext(
                folder.getRoot().toPath(), null, new Submission("missing-1", request, Instant.now()));
    }

    private List<String> told() throws Exception {
        missing.tell("head:22", jenkins);
        jenkins.save();
        return jenkins.log;
    }

    private String problem() {
        return assertThrows(OperationException.class, () -> missing.tell("head:22", jenkins))
                .getMessage();
    }

    @Test
    public void nothingIsSaidOfObjectsThatAreThere() throws Exception {
        missing.look("s3://b/1.tif", THERE);
        assertThat(told(), is(empty()));
    }

    @Test
    public void someThatAreMissingOrArchivedFailTheirGroups() throws Exception {
        missing.look("s3://b/1.tif", THERE);
        missing.look("s3://b/2.tif", ObjectStates.MISSING);
        missing.look("s3://b/2.tif", ObjectStates.MISSING);
        missing.look("s3://b/3.tif", ObjectStates.ARCHIVED);
        assertThat(
                told(),
                contains(
                        "WARNING: 1 objects are in an archive of S3 (GLACIER or DEEP_ARCHIVE): s3://b/3.tif. Restore"
                                + " them first. Their groups will fail",
                        "WARNING: 1 objects are not in S3: s3://b/2.tif. Correct the image table, or copy them there."
                                + " Their groups will fail"));
    }

    @Test
    public void whenAllAreMissingNothingIsSubmitted() {
        missing.look("s3://b/1.tif", ObjectStates.MISSING);
        missing.look("s3://b/2.tif", ObjectStates.MISSING);
        assertThat(
                problem(),
                is(
                        "All images are missing: 2 objects are not in S3: s3://b/1.tif; s3://b/2.tif. Correct the image table,"
                                + " or copy them there."));
    }

    @Test
    public void whenAllAreArchivedNothingIsSubmitted() {
        missing.look("s3://b/1.tif", ObjectStates.ARCHIVED);
        missing.look("s3://b/2.tif", ObjectStates.MISSING);
        assertThat(
                problem(),
                is(
                        "All images cannot be read: 1 objects are in an archive of S3 (GLACIER or DEEP_ARCHIVE): s3://b/1.tif."
                                + " Restore them first."));
    }

    @Test
    public void filesOfTheHeadNodeThatAreMissingToLeaveNothing() {
        missing.look("s3://b/1.tif", ObjectStates.MISSING);
        missing.look("/shared/2.tif", "missing");
        assertThat(
                problem(),
                is("All files that the image table names are not on head:22, or cannot be read there: /shared/2.tif."
                        + " Correct the table, or the folder images."));
    }

    @Test
    public void whatOnlyCellProfilerCanReadMayBeThere() throws Exception {
        missing.look("s3://b/1.tif", ObjectStates.MISSING);
        missing.addOther("https://host/x.tif");
        assertThat(told().size(), is(2));
    }
}
