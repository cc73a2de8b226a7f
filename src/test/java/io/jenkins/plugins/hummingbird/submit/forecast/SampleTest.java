package io.jenkins.plugins.hummingbird.submit.forecast;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A sample of groups, and the run of all after it, on a real Slurm. */
public class SampleTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    /**
     * Two plates, of each of which every third well has one image set, and the others have three.
     *
     * @param what each image set's task does
     */
    private SubmitRequest request(int wells, String what) throws IOException {
        StringBuilder table = new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do,Metadata_Plate\n");
        for (int well = 0; well < 2 * wells; well++) {
            String name = (char) ('A' + well % wells / 3) + "0" + (well % 3 + 1);
            for (int site = 0; site < (well % 3 == 0 ? 1 : 3); site++) {
                table.append(String.join(
                                ",", "image.tif", cluster.folder().toString(), name, what, "P" + (1 + well / wells)))
                        .append('\n');
            }
        }
        SubmitRequest request = cluster.requestFor(table.toString());
        request.groupBy = "Plate,Well";
        return request;
    }

    private Map<String, Object> run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        return outcome.result();
    }

    private List<String> groups() throws IOException {
        return jenkins.groups("Metadata_Plate", "Metadata_Well", "imageSets", "firstImageNumber");
    }

    @Test
    public void theWholeRunSkipsTheGroupsOfTheSample() throws Exception {
        SubmitRequest request = request(6, "cells-2");
        request.sample = 4;
        request.merging.tables = "csv";
        NamedCluster lab = new NamedCluster();
        lab.name = "lab";
        lab.host = request.host;
        lab.port = request.port;
        lab.sshCredentialsId = request.sshCredentialsId;
        lab.cellprofiler = request.cellprofiler;
        lab.nodePrices = "*=3600";
        UsedCluster.apply(lab, request);
        Map<String, Object> result = run(request);
        assertThat(result.get("sample"), is(4L));
        assertThat(result.get("groups"), is(4L));
        assertThat(result.get("completed"), is(4L));
        assertThat(result.get("tables"), is(List.of()));
        assertThat(
                jenkins.log,
                hasItems(
                        "28 image sets in 12 groups by Plate, Well",
                        "Sample: 4 of 12 groups (2 plates), chosen evenly over plates, positions and numbers of image"
                                + " sets.",
                        "tables are not merged: the sample does not have all groups of its plates"));
        Map<?, ?> forecast = (Map<?, ?>) result.get("forecast");
        assertThat(forecast.get("groups"), is(12L));
        assertThat(forecast.get("measuredGroups"), is(4L));
        assertThat((Long) forecast.get("tasksAtOnce"), greaterThan(0L));
        double nodeHours = (Double) forecast.get("nodeHours");
        assertThat((Double) forecast.get("price"), closeTo(3600 * nodeHours, 3600 * 0.01));
        assertThat(forecast.get("currency"), is("USD"));
        assertThat((Long) forecast.get("outputBytes"), greaterThan((Long) result.get("outputBytes")));
        assertThat(jenkins.log, hasItem((String) forecast.get("text")));
        assertThat((String) forecast.get("text"), containsString(" 4 are done by now: "));
        assertThat(forecast.get("done"), is(4L));
        assertThat((Double) forecast.get("leftCpuHours"), lessThanOrEqualTo((Double) forecast.get("cpuHours")));
        assertThat(jenkins.artifact("summary.json"), containsString("Forecast for all 12 groups, from 4 that ran: "));
        List<String> sample = groups();

        request.sample = 0;
        Map<String, Object> whole = run(request);
        assertThat(whole.get("skipped"), is(4L));
        assertThat(whole.get("completed"), is(8L));
        assertThat(whole.get("sample"), is(0L));
        assertThat(whole.get("forecast"), is(Map.of()));
        assertThat("with the numbers of the whole", groups(), hasItems(sample.toArray(new String[0])));
        assertThat(((List<?>) whole.get("tables")).size(), is(4));

        request.sample = 4;
        Map<String, Object> again = run(request);
        assertThat("the same groups", groups(), is(sample));
        assertThat(again.get("skipped"), is(4L));
        assertThat(jenkins.log, hasItem(startsWith("No forecast for all 12 groups: no group of the sample")));
    }

    @Test
    public void aProcessThatEndsWhileTheSampleIsChosenChangesNothing() throws Exception {
        SubmitRequest request = request(6, "ok");
        request.sample = 4;
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(state -> state.phase() == SubmitPhase.CHOOSE_SAMPLE);
        // what a process makes that ends before its state is saved
        new ChooseSample().move(jenkins.submission().state(), jenkins);
        jenkins.reload();
        while (!jenkins.move()) {
            jenkins.reload();
        }
        Map<String, Object> result = jenkins.submission().outcome().result();
        assertThat(result.get("completed"), is(4L));
        assertThat(((Map<?, ?>) result.get("forecast")).get("groups"), is(12L));
        List<String> sample = groups();
        request.sample = 0;
        assertThat(run(request).get("skipped"), is(4L));
        assertThat(groups(), hasItems(sample.toArray(new String[0])));
    }

    @Test
    public void aSampleOfAllGroupsIsTheWholeRunWithAForecast() throws Exception {
        SubmitRequest request = request(1, "cells-1");
        request.sample = 9;
        request.merging.tables = "csv";
        Map<String, Object> result = run(request);
        assertThat(result.get("sample"), is(2L));
        assertThat(((List<?>) result.get("tables")).size(), is(4));
        assertThat(((Map<?, ?>) result.get("forecast")).get("measuredGroups"), is(2L));
        assertThat(jenkins.log, hasItem("Sample: all groups, as there are no more than 2."));
        assertThat(jenkins.log, everyItem(not(containsString("tables are not merged"))));
    }

    /** Tasks that sleep: what they take depends little on the machine. */
    @Test
    public void theForecastIsWithinAQuarterOfTheRunOfAllGroups() throws Exception {
        TestSet.takesMinutes();
        SubmitRequest request = request(9, "lasts-4");
        request.sample = 4;
        Map<String, Object> sample = run(request);
        Map<?, ?> forecast = (Map<?, ?>) sample.get("forecast");
        request.sample = 0;
        request.skipDone = false;
        run(request);
        double seconds = jenkins.groups("seconds").stream()
                .mapToDouble(Double::parseDouble)
                .sum();
        assertThat((Double) forecast.get("cpuHours") * 3600 / seconds, closeTo(1, 0.25));
    }
}
