package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.Assert;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Output files that become artifacts, from a real head node. */
public class ArchivedFilesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(8).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void copiesMatchingFilesAlsoWhenReloadedAfterEveryMove() throws Exception {
        SubmitRequest request = cluster.request(Collections.nCopies(25, "ok").toArray(new String[0]));
        request.archive = "*.csv, none";
        TestSurroundings jenkins = TestSurroundings.of(cluster, request);
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
    public void followsNoLinkAndGoesOnWithoutAFileThatIsGone() throws Exception {
        SubmitRequest request = cluster.request("ok", "ok", "ok");
        request.archive = "*.csv";
        TestSurroundings jenkins = TestSurroundings.of(cluster, request);
        jenkins.runUntil(s -> s.phaseName().equals(Phase.FETCH_FILES.name()));
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
