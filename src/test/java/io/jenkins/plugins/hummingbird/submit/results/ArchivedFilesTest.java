package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Assert;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Output files that become artifacts, from a real head node. */
public class ArchivedFilesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void copiesMatchingFilesAlsoWhenReloadedAfterEveryMove() throws Exception {
        SubmitRequest request = cluster.request(Collections.nCopies(25, "ok").toArray(new String[0]));
        request.archive = "*.csv, none";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        while (!jenkins.move()) {
            jenkins.reload();
        }
        jenkins.reload();
        Outcome outcome = jenkins.submission().outcome();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        for (int i = 1001; i <= 1025; i++) {
            assertThat(jenkins.artifact("files/W" + i + "/result.csv"), is("W" + i + ",image.tif\n"));
        }
    }

    @Test
    public void leavesNothingInTheBuildsFolderThatThePageDoesNotRead() throws Exception {
        SubmitRequest request = cluster.request("ok", "exit-7");
        request.dataFileText = request.dataFileText.replace("W1001", "A01").replace("W1002", "B03");
        request.archive = "*.csv";
        request.retries = 1;
        request.maxFailed = 1;
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        try (Stream<Path> files = Files.list(jenkins.folder())) {
            assertThat(
                    files.map(file -> file.getFileName().toString()).sorted().toList(),
                    everyItem(is(in(List.of(
                            "failed-attempts",
                            "operation.xml",
                            "places.csv",
                            "plan.csv",
                            "published-files",
                            "records",
                            "round-1",
                            "usage.json")))));
        }
        SubmissionView view = SubmissionView.read(jenkins.folder(), null);
        assertThat(view.plates().get(0).groups(1, 2), is(new int[] {2}));
        assertThat(view.node(1), containsString("node"));
        assertThat(view.reason(2), containsString("exit code 7"));
        assertThat(view.failedAttempts(2).get(0).tail(), containsString("of no use"));
    }

    /** The head node's own file, so that the node is what says too much. */
    @Test
    public void recordsThatAreLargerThanAnyAreSaidAndNotRead() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, cluster.request("ok"));
        jenkins.runUntil(s -> s.phase() == SubmitPhase.READ_RECORDS);
        Path record = Path.of(jenkins.submission().state().remoteFolder(), "tasks", GroupRecord.path(1));
        Files.writeString(record, "x\n".repeat(3_000_000));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(outcome.message(), containsString("the reading of all status records has more than 4 MiB"));
    }

    @Test
    public void followsNoLinkAndGoesOnWithoutAFileThatIsGone() throws Exception {
        SubmitRequest request = cluster.request("ok", "ok", "ok");
        request.archive = "*.csv";
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.FETCH_FILES);
        Path secret = Files.writeString(cluster.folder().resolve("secret"), "secret");
        Path link = cluster.output().resolve("W1001/result.csv");
        Files.delete(link);
        Files.createSymbolicLink(link, secret);
        Files.delete(cluster.output().resolve("W1002/result.csv"));
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        for (String gone : new String[] {"W1001", "W1002"}) {
            Assert.assertThrows(NoSuchFileException.class, () -> jenkins.artifact("files/" + gone + "/result.csv"));
            assertThat(jenkins.log, hasItem(containsString("left out: files/" + gone + "/result.csv")));
        }
        assertThat(jenkins.artifact("files/W1003/result.csv"), is("W1003,image.tif\n"));
    }
}
