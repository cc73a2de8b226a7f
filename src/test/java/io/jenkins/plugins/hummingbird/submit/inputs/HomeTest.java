package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.RetryRemedy;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.tasks.FailureSentence;
import io.jenkins.plugins.hummingbird.submit.tasks.GroupTasks;
import io.jenkins.plugins.hummingbird.submit.tasks.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Where tasks find {@code ~}, and what of it counts as an input; and what tasks inherit of the environment. */
public class HomeTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;
    private Path home;
    private Path model;

    @Before
    public void model() throws Exception {
        home = Files.createDirectories(cluster.folder().resolve("a home"));
        model = Files.createDirectories(home.resolve(".netmodels")).resolve("x.bin");
        Files.writeString(model, "weights");
    }

    private SubmitRequest request(String where) throws Exception {
        SubmitRequest request = cluster.request("home-.netmodels/x.bin");
        request.home = where;
        return request;
    }

    private Map<String, Object> run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        return outcome.result();
    }

    @Test
    public void aModelInAHomeThatIsGivenIsFoundAndCounts() throws Exception {
        SubmitRequest request = request(home.toString());
        assertThat(run(request).get("completed"), is(1L));
        assertThat(run(request).get("skipped"), is(1L));
        Files.createDirectories(home.resolve(".cache/matplotlib"));
        Files.writeString(home.resolve(".cache/matplotlib/fonts"), "fonts");
        Files.createDirectories(home.resolve(".config"));
        Files.writeString(home.resolve(".config/settings"), "x");
        assertThat("what programs keep for themselves", run(request).get("skipped"), is(1L));
        Files.writeString(model, "other weights");
        assertThat("another model", run(request).get("completed"), is(1L));
        Files.createDirectories(home.resolve(".cache/torch/hub"));
        Files.writeString(home.resolve(".cache/torch/hub/y.pth"), "y");
        assertThat("a model that torch has fetched", run(request).get("completed"), is(1L));
    }

    @Test
    public void aModelInTheUsersHomeIsFoundAndCounts() throws Exception {
        Path users = Path.of(HEAD_NODE.property("tmp")).resolve(".netmodels");
        Files.createDirectories(users);
        Files.writeString(users.resolve("x.bin"), "weights");
        try {
            SubmitRequest request = request("user");
            assertThat(run(request).get("completed"), is(1L));
            assertThat(run(request).get("skipped"), is(1L));
            Files.writeString(users.resolve("x.bin"), "other weights");
            assertThat(run(request).get("completed"), is(1L));
        } finally {
            Files.delete(users.resolve("x.bin"));
        }
    }

    @Test
    public void aHomeWithMoreFilesThanAreComparedSkipsNothing() throws Exception {
        for (int i = 0; i <= 20_000; i++) {
            Files.createFile(home.resolve(".netmodels/" + i));
        }
        SubmitRequest request = request(home.toString());
        assertThat(run(request).get("completed"), is(1L));
        assertThat(run(request).get("completed"), is(1L));
        assertThat(
                jenkins.log,
                hasItem(containsString("warning: home has more files than are compared, so that no group is known")));
    }

    @Test
    public void aFileThatIsMissingInATasksOwnHomeIsSaidWithWhatToDo() throws Exception {
        for (String own : List.of("", "own")) {
            SubmitRequest request = request(own);
            request.retries = 1;
            request.maxFailed = 1;
            assertThat(run(request).get("failed"), is(1L));
            assertThat(
                    String.join("\n", jenkins.log),
                    containsString(
                            "CellProfiler ended with exit code 1, and found no file ~/.netmodels/x.bin, which may be"
                                    + " why: each task has an empty home of its own. Give the folder that holds that"
                                    + " file as home, or set home: 'user'"));
            assertThat(
                    "a guess is no reason to give up",
                    jenkins.submission().state().groupTasks.roundNumber(),
                    is(1));
        }
    }

    @Test
    public void aHomeThatOneNodeDoesNotSeeIsThatNodesFault() throws Exception {
        String line = "1\t0.0.x\tfailed\t1\t0\t1\tnode7\t1\t2\tno-home\t0\t";
        GroupRecord record = GroupRecord.parseLine(line);
        assertThat(record.reason().remedy(), is(RetryRemedy.OTHER_NODE));
        assertThat(
                Verdict.of(record, null, Duration.ZERO, new FailureSentence(new GroupTasks(), request("/models")))
                        .reason(),
                is("node node7 has no folder /models, the tasks' home: is the shared file system mounted there?"));
    }

    @Test
    public void aHomeThatIsNotThereIsSaidBeforehand() throws Exception {
        jenkins = TestSubmitContext.of(cluster, request(home + "/none"));
        assertThat(
                jenkins.runToEnd().message(), containsString("home: the head node has no folder " + home + "/none."));
        OperationException e =
                assertThrows(OperationException.class, () -> request("mine").check());
        assertThat(e.getMessage(), containsString("home must be own, user, or an absolute path, not mine"));
    }

    @Test
    public void tasksNeedNothingOfTheUsersEnvironment() throws Exception {
        SubmitRequest request = request(home.toString());
        request.sbatchOptions = "--export=NONE";
        assertThat(run(request).get("completed"), is(1L));
    }
}
