package io.jenkins.plugins.hummingbird.submit.measurements;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.page.MeasurementView;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** On a real head node, with a stand-in for CellProfiler that writes tables. */
public class FetchMeasurementsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    /** A group in each of the wells A01, A02 ..., for each word, which says what its task does. */
    private SubmitRequest request(String... what) throws IOException {
        SubmitRequest request = cluster.request(what);
        for (int i = 0; i < what.length; i++) {
            request.dataFileText = request.dataFileText.replace("W" + (1001 + i), "A0" + (i + 1));
        }
        return request;
    }

    private Map<String, Object> run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        return end();
    }

    private Map<String, Object> end() throws Exception {
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        return outcome.result();
    }

    private MeasurementView measurements() throws IOException {
        return SubmissionView.read(jenkins.folder(), null).measurements();
    }

    @Test
    public void areThereWhileOtherGroupsStillRun() throws Exception {
        jenkins = TestSubmitContext.of(cluster, request("cells-3", "wait", "cells-5"));
        jenkins.runUntil(state -> state.measured != null && state.measured.size() == 2);

        assertThat(jenkins.submission().phaseName(), is(SubmitPhase.FOLLOW.name()));
        assertThat(measurements().well(0, 0, 2, "Count_Nuclei").value(), is(5.0));
        assertThat(Double.isNaN(measurements().well(0, 0, 1, "Count_Nuclei").value()), is(true));

        Files.createFile(cluster.folder().resolve("go"));
        Map<String, Object> result = end();
        assertThat(result.get("wells"), is(2L));
        assertThat(result.get("objects"), is(Map.of("Nuclei", 8L)));
        assertThat(jenkins.log, hasItem("8 nuclei in 2 wells"));
        assertThat(
                jenkins.artifact("wells.csv").lines().toList(),
                contains(
                        "Metadata_Plate,Metadata_Well,Metadata_Groups,Metadata_ImageSets,Count_Nuclei,"
                                + "Image_Intensity_MeanIntensity_DNA,Nuclei_AreaShape_Area",
                        ",A01,1,1,3,0.1,2",
                        ",A03,1,1,5,0.1,3"));
        assertThat(jenkins.artifact("summary.json"), containsString("\"Nuclei\" : 8"));
        assertThat(jenkins.artifact("heatmap-1-Count_Nuclei.svg"), containsString("A03: 5"));
    }

    @Test
    public void areEachThereOnceWhereverAnotherProcessGoesOn() throws Exception {
        SubmitRequest request = request("cells-3", "cells-4", "cells-5", "exit-7");
        request.maxFailed = 1;
        request.heatmaps = "Nuclei_AreaShape_*";
        jenkins = TestSubmitContext.of(cluster, request);
        while (!jenkins.move()) {
            jenkins.reload();
        }

        assertThat(jenkins.submission().outcome().result().get("objects"), is(Map.of("Nuclei", 12L)));
        assertThat(jenkins.artifact("wells.csv").lines().count(), is(4L));
        assertThat(jenkins.artifact("heatmap-1-Nuclei_AreaShape_Area.svg"), containsString("A02: 2.5"));
        assertThat("nothing is left in two places", names(), not(hasItem("wells.csv")));
        assertThat(measurements().columns().size(), is(3));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(jenkins.folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    public void ofSkippedGroupsAreThoseFromBefore() throws Exception {
        run(request("cells-3", "cells-5"));
        Map<String, Object> result = run(request("cells-3", "cells-5"));

        assertThat(result.get("skipped"), is(2L));
        assertThat(result.get("objects"), is(Map.of("Nuclei", 8L)));
    }

    @Test
    public void thatCannotBeReadAreANoteAndNoFailure() throws Exception {
        run(request("cells-3", "cells-5", "cells-7", "cells-9"));
        List<Path> records = records();
        Files.writeString(records.get(0), "no record");
        Files.write(records.get(1), new byte[17 << 20]);
        Files.delete(records.get(2));
        Map<String, Object> result = run(request("cells-3", "cells-5", "cells-7", "cells-9"));

        assertThat(result.get("objects"), is(Map.of("Nuclei", 9L)));
        assertThat(
                jenkins.log,
                hasItems(
                        containsString("measurements: Well=A01: its record cannot be read"),
                        containsString("measurements: Well=A02: its record has more than 16 MiB")));
        try (ValueStore store = ValueStore.toRead(jenkins.folder())) {
            assertThat(store.groups().size(), is(4));
        }
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.walk(cluster.output().resolve(".hummingbird/results"))) {
            return files.filter(file -> file.toString().endsWith(".measurements.gz"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void areNotFetchedWhereNoneAreWanted() throws Exception {
        SubmitRequest request = request("cells-3");
        request.measurements = "";
        Map<String, Object> result = run(request);

        assertThat(result.get("wells"), is(0L));
        assertThat(
                names().stream().filter(name -> name.startsWith("measurements")).toList(), empty());
        assertThat(records().size(), is(1));
    }
}
