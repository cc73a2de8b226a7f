package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.hasItem;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Illumination functions and presets, on a real head node. */
public class IlluminationSubmissionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private Path file(String name) throws Exception {
        Path file = cluster.folder().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    @Test
    public void missingFunctionsAreNamedBeforeAnythingIsSubmitted() throws Exception {
        SubmitRequest request = cluster.request(Collections.nCopies(12, "ok").toArray(String[]::new));
        request.illumination = cluster.folder() + "/il lum/{Well}'s $(touch x).npy";
        file("il lum/W1003's $(touch x).npy");
        Outcome outcome = TestSubmitContext.of(cluster, request).runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("11 of 12 illumination functions are not on "));
        assertThat(outcome.message(), containsString(cluster.folder() + "/il lum/W1001's $(touch x).npy; "));
        assertThat(outcome.message(), containsString("; and 1 more. Correct illumination, or make them first."));
        assertThat(outcome.message(), not(containsString("W1003")));

        request = cluster.request("ok");
        request.illumination = "/shared/{Plate}.npy";
        outcome = TestSubmitContext.of(cluster, request).runToEnd();
        assertThat(outcome.message(), containsString("It may name {Channel}, {Well}, {Do}."));
    }

    @Test
    public void functionsThatAreThereReachTheTasksAlsoAfterARestart() throws Exception {
        for (String name : List.of("P/r01c02f01p01-ch1sk1fk1fl1.tiff", "P/r01c02f01p02-ch1sk1fk1fl1.tiff")) {
            file("images/" + name);
        }
        file("images/P/Index.idx.xml");
        file("images/illum/P_ch1.npy");
        SubmitRequest request = cluster.request("");
        request.dataFileText = "";
        request.images = cluster.folder().resolve("images").toString();
        request.imagePattern = "Opera Phenix Numbers";
        request.illumination = "illum/{Plate}_{Channel}.npy";
        request.groupBy = "Plate,Well,Z";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        while (!jenkins.move()) {
            jenkins.reload();
        }
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(Files.exists(cluster.output().resolve("P-A02-01/result.csv")), is(true));
        assertThat(
                jenkins.uploaded("header.csv"),
                is("FileName_ch1,PathName_ch1,Metadata_Plate,Metadata_WellRow,Metadata_WellColumn,Metadata_Site,"
                        + "Metadata_Z,Metadata_Time,Metadata_Well,FileName_Illumch1,PathName_Illumch1\n"));
        assertThat(
                jenkins.uploaded("table.csv"),
                startsWith("r01c02f01p01-ch1sk1fk1fl1.tiff," + request.images + "/P,P,01,02,01,01,1,A02,P_ch1.npy,"
                        + request.images + "/illum\n"));
        assertThat(jenkins.log, hasItem(containsString("1 illumination functions are there")));
        assertThat(jenkins.log, hasItem(containsString("LoadData has no 3D: each value of Z is an image set")));
        assertThat(jenkins.log, hasItem(startsWith("Harmony's index file below")));
        assertThat(jenkins.log, hasItem(containsString("records Z=01 as 1; Z=02 as 2; groups and folders keep")));
    }

    @Test
    public void withoutSlicesAValueThatIsReadAsANumberIsRefused() throws Exception {
        SubmitRequest request = cluster.requestFor("FileName_DNA,Metadata_Well\na.tif,0123\na.tif,0124\n");
        request.slice = false;
        Outcome outcome = TestSubmitContext.of(cluster, request).runToEnd();
        assertThat(
                outcome.message(), containsString("records Well=0123 as 123; Well=0124 as 124. Leave slice at true."));
    }
}
