package io.jenkins.plugins.hummingbird.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Requests that are refused before AWS or a node is asked. */
public class ClusterRefusalTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ClusterOperationRun run(String action) throws Exception {
        ClusterRequest request = new ClusterRequest();
        request.action = action;
        request.name = "plates";
        LocalCommandRunner node = new LocalCommandRunner(
                folder.getRoot().toPath(), folder.getRoot().toPath(), Map.of());
        return new ClusterOperationRun(folder.newFolder().toPath(), "cluster-1", request, null, node);
    }

    @Test
    public void aWordThatIsNoActionFailsAtOnceAndIsNamed() throws Exception {
        for (String action : new String[] {"make", "", "CREATED"}) {
            ClusterOperationRun run = run(action);
            int moves = 1;
            while (!run.move()) {
                assertThat(run.log.toString(), ++moves, lessThan(5));
            }
            assertThat(run.outcome().kind(), is(Outcome.Kind.FAILED));
            assertThat(run.outcome().message(), startsWith("action: "));
        }
    }

    @Test
    public void aStopBeforeTheFirstMoveEndsAWordThatIsNoActionToo() throws Exception {
        ClusterOperationRun run = run("make");
        run.operation().stop();
        int moves = 1;
        while (!run.move()) {
            assertThat(run.log.toString(), ++moves, lessThan(5));
        }
        assertThat(run.outcome().kind(), is(Outcome.Kind.STOPPED));
    }
}
