package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What a second submission to the same output runs again, and what it does not. */
public class SkipDoneTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    /** Three wells with an image each. */
    private SubmitRequest request() throws IOException {
        StringBuilder table = new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do\n");
        for (String well : List.of("A01", "A02", "A03")) {
            Path image = cluster.folder().resolve("images/" + well + " 1.tif");
            if (!Files.exists(image)) {
                Files.writeString(image, "pixels");
            }
            table.append(well).append(" 1.tif,.,").append(well).append(",ok\n");
        }
        SubmitRequest request = cluster.requestFor(table.toString());
        request.images = cluster.folder().resolve("images").toString();
        return request;
    }

    private Map<String, Object> run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        return outcome.result();
    }

    private List<String> rerun(SubmitRequest request) throws Exception {
        run(request);
        return jenkins.artifact("groups.csv")
                .lines()
                .filter(line -> line.contains(",completed,"))
                .map(line -> line.substring(0, 3))
                .toList();
    }

    @Test
    public void theSecondTimeEverythingIsSkippedAndListedAsTheFirstTime() throws Exception {
        assertThat(run(request()).get("completed"), is(3L));
        String outputs = jenkins.artifact("outputs.csv");
        jenkins = TestSubmitContext.of(cluster, request());
        while (!jenkins.move()) {
            jenkins.reload();
        }
        Map<String, Object> result = jenkins.submission().outcome().result();
        assertThat(result.get("skipped"), is(3L));
        assertThat(result.get("completed"), is(0L));
        assertThat(result.get("jobIds"), is(List.of()));
        assertThat(result.get("outputFiles"), is(3L));
        assertThat(jenkins.artifact("outputs.csv"), is(outputs));
        assertThat(jenkins.artifact("groups.csv"), containsString("A02,A02,skipped,,0,,,1,2,"));
        assertThat(jenkins.artifact("junit.xml"), containsString("skipped=\"3\""));
        assertThat(
                jenkins.log,
                hasItem("3 of 3 groups were done before with the same inputs and are skipped; skipDone: false runs"
                        + " them again"));
        assertThat(jenkins.log, hasItem("  skipped    3"));
        assertThat(jenkins.log, hasItem("image sets   3"));
    }

    private List<Path> measured() throws IOException {
        try (Stream<Path> files = Files.walk(cluster.output().resolve(".hummingbird/results"))) {
            return files.filter(file -> file.toString().endsWith(".measurements.gz"))
                    .toList();
        }
    }

    @Test
    public void skippedGroupsWithoutARecordAreMeasuredByTasksWhenThatIsAskedFor() throws Exception {
        SubmitRequest request = request();
        request.dataFileText = request.dataFileText.replace(",ok", ",cells-3");
        run(request);
        List<Path> records = measured();
        assertThat(records.size(), is(3));
        Files.delete(records.get(0));
        Files.delete(records.get(1));
        run(request);
        assertThat("unless it is asked for", measured().size(), is(1));
        request.measurements = "*, again";
        Map<String, Object> result = run(request);
        assertThat(result.get("skipped"), is(3L));
        assertThat(result.get("completed"), is(0L));
        assertThat(result.get("outputFiles"), is(9L));
        assertThat(Set.copyOf(measured()), is(Set.copyOf(records)));
        assertThat(
                jenkins.log,
                hasItem("tasks measure the results of 2 of these, of which nothing that was measured is kept"));
        assertThat(jenkins.artifact("wells.csv"), containsString(",A03,1,1,3,"));
        for (String well : List.of("A01", "A02", "A03")) {
            try (Stream<Path> attempts = Files.list(cluster.output().resolve(".hummingbird/results/" + well))) {
                assertThat("no other attempt", attempts.count(), is(3L));
            }
        }
        assertThat(run(request).get("jobIds"), is(List.of()));
    }

    @Test
    public void whatIsOnlyMeasuredAgainStaysSkippedWhenTheBuildIsAborted() throws Exception {
        SubmitRequest request = request();
        run(request);
        Files.delete(measured().get(0));
        request.measurements = "*, again";
        jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(state -> state.phase() == SubmitPhase.SUBMIT);
        jenkins.submission().stop();
        assertThat(jenkins.runToEnd().kind(), is(Outcome.Kind.STOPPED));
        assertThat(jenkins.submission().state().groupTasks.states.count(GroupState.SKIPPED), is(3));
        assertThat(jenkins.artifact("groups.csv"), containsString("A01,A01,skipped,"));
        assertThat(Files.readString(cluster.output().resolve("A01/result.csv")), containsString("A01"));
    }

    @Test
    public void aGroupWhoseImageChangedRunsAgain() throws Exception {
        run(request());
        Files.setLastModifiedTime(
                cluster.folder().resolve("images/A02 1.tif"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(rerun(request()), is(List.of("A02")));
        assertThat(rerun(request()), is(empty()));
    }

    @Test
    public void aGroupWhoseRowsChangedRunsAgain() throws Exception {
        run(request());
        SubmitRequest request = request();
        request.dataFileText = request.dataFileText.replace("A03,ok", "A03,fine");
        assertThat(rerun(request), is(List.of("A03")));
    }

    @Test
    public void aRowOfAnotherGroupCountsWhereTasksReadTheWholeTable() throws Exception {
        SubmitRequest request = request();
        request.slice = false;
        assertThat(rerun(request).size(), is(3));
        assertThat(rerun(request), is(empty()));
        request.dataFileText = request.dataFileText.replace("A03,ok", "A03,fine");
        assertThat(rerun(request).size(), is(3));
    }

    @Test
    public void aGroupWhoseResultsAreNotWholeRunsAgain() throws Exception {
        run(request());
        Files.delete(cluster.output().resolve("A01/result.csv"));
        Files.writeString(cluster.output().resolve("A02/result.csv"), "longer than it was");
        Files.delete(cluster.output().resolve("A03"));
        assertThat(rerun(request()), is(List.of("A01", "A02", "A03")));
    }

    @Test
    public void aGroupThatFailedRunsAgainAlthoughAnEarlierOneIsStillPublished() throws Exception {
        run(request());
        SubmitRequest bad = request();
        bad.dataFileText = bad.dataFileText.replace("A02,ok", "A02,exit-7");
        bad.maxFailed = 1;
        assertThat(run(bad).get("failed"), is(1L));
        assertThat(run(bad).get("failed"), is(1L));
        assertThat("the first inputs, whose results are there", rerun(request()), is(empty()));
    }

    @Test
    public void whatDecidesAboutAllResultsRunsEverythingAgain() throws Exception {
        Path model = Files.writeString(cluster.folder().resolve("cells.model"), "1");
        Path plugins = Files.createDirectories(cluster.folder().resolve("plugins"));
        Path plugin = Files.writeString(plugins.resolve("mine.py"), "x");
        SubmitRequest request = request();
        request.pipelineText = request.pipelineText.replace("identifier:None", "identifier:" + model);
        request.pluginsDirectory = plugins.toString();
        assertThat(rerun(request).size(), is(3));
        assertThat("the first is skipped", rerun(request), is(empty()));

        Files.writeString(model, "22");
        assertThat("a model", rerun(request).size(), is(3));
        Files.writeString(plugin, "in place: nobody can tell by the folder");
        assertThat("a plugin", rerun(request).size(), is(3));
        request.cellprofiler += " -L DEBUG";
        assertThat("the command", rerun(request).size(), is(3));
        request.pipelineText = request.pipelineText.replace("prefix:MyExpt_", "prefix:Mine_");
        assertThat("the pipeline", rerun(request).size(), is(3));
        request.expectedFiles = "*.csv";
        assertThat("what counts as done", rerun(request).size(), is(3));
        request.minFileSize = 2;
        assertThat("what counts as a file", rerun(request).size(), is(3));
        request.memory = "120M";
        request.retries = 1;
        assertThat("how it runs does not matter", rerun(request), is(empty()));
        request.skipDone = false;
        assertThat("asked for", rerun(request).size(), is(3));
    }

    @Test
    public void aGroupWithAUrlIsSkippedOnlyWhereThatIsTrusted() throws Exception {
        SubmitRequest request = request();
        request.dataFileText = "URL_DNA,Comment,Metadata_Well,Metadata_Do\nfile:" + request.images
                + "/A01%201.tif,-,A01,ok\nhttps://example.org/A02.tif,-,A02,ok\n,,,\n";
        assertThat(rerun(request), is(List.of("A01", "A02")));
        assertThat(
                jenkins.log,
                hasItem(
                        "WARNING: 1 files are not looked at, for that takes CellProfiler itself: https://example.org/A02.tif."
                                + " skipDone skips their groups only as skipDone: 'trust'"));
        assertThat(jenkins.log, hasItem("1 rows of dataFileText have nothing in them and are left out"));
        assertThat(rerun(request), is(List.of("A02")));
        request.trustUnchecked = true;
        assertThat(rerun(request), is(empty()));
    }

    @Test
    public void missingImagesAreNamedBeforeAnythingRuns() throws Exception {
        SubmitRequest request = request();
        Files.delete(cluster.folder().resolve("images/A02 1.tif"));
        run(request);
        assertThat(
                jenkins.log,
                hasItem(startsWith("WARNING: 1 files that the image table names are not on " + HEAD_NODE.host())));
        assertThat(
                String.join("\n", jenkins.log),
                containsString(request.images + "/./A02 1.tif. Their groups will fail"));

        request.images =
                Files.createDirectories(cluster.folder().resolve("empty")).toString();
        jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), startsWith("All files that the image table names are not on "));
        assertThat(outcome.message(), not(containsString("more")));
    }
}
