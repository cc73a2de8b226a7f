package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A host that does not answer holds up nobody but itself. */
public class MovesPerHostTest {
    private static final int DEAD_ONES = 30;

    @Rule
    public final LocalController controller = new LocalController();

    private LocalPipeline begun(int build, String host) throws Exception {
        TestStep step = new TestStep(3, "DONE", TestStep.NEVER_MILLIS, host);
        LocalPipeline pipeline = new LocalPipeline(controller, step, build).start();
        pipeline.awaitDone(1);
        return pipeline;
    }

    @Test
    public void thirtyOperationsOfADeadHostHoldUpNoLivingOneAfterARestart() throws Exception {
        List<LocalPipeline> all = new ArrayList<>();
        List<byte[]> saved = new ArrayList<>();
        for (int i = 0; i < DEAD_ONES; i++) {
            all.add(begun(i + 1, "dead:22"));
        }
        LocalPipeline living = begun(DEAD_ONES + 1, "living:22");
        all.add(living);
        Patience.await("their hosts", () -> all.stream()
                .allMatch(pipeline -> !PendingOperations.host(pipeline.id()).isEmpty()));
        for (LocalPipeline pipeline : all) {
            saved.add(pipeline.savedForm());
        }
        controller.restart();
        Breakpoints.reset();
        Breakpoints.set("host dead:22");
        for (int i = 0; i < all.size(); i++) {
            all.get(i).load(saved.get(i));
        }
        PendingOperations.cancelLeftovers();
        all.forEach(LocalPipeline::resume);
        living.awaitDone(2);
        assertThat(SideEffectCounts.of(living.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
        Patience.await("the share of the dead host", () -> Breakpoints.timesReached("host dead:22") == 3);
        assertThat(controller.unfinished(), hasSize(DEAD_ONES + 1));
    }

    @Test
    public void twentyDeadHostsHoldUpNoLivingOne() throws Exception {
        for (int i = 0; i < 20; i++) {
            Breakpoints.set("host dead-" + i + ":22");
            for (int j = 1; j <= 3; j++) {
                new LocalPipeline(controller, new TestStep(1, "DONE", 0, "dead-" + i + ":22"), 3 * i + j).start();
            }
        }
        for (int i = 0; i < 20; i++) {
            Breakpoints.awaitReached("host dead-" + i + ":22");
        }
        LocalPipeline living = new LocalPipeline(controller, new TestStep(3, "DONE", 0, "living:22"), 100).start();
        assertThat(living.awaitEnd(), is(Map.of("effects", 3L)));
    }
}
