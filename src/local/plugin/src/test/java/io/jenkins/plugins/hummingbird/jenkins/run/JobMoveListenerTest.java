package io.jenkins.plugins.hummingbird.jenkins.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.TaskListener;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.Breakpoints;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.LocalFreestyle;
import io.jenkins.plugins.hummingbird.jenkins.LocalPipeline;
import io.jenkins.plugins.hummingbird.jenkins.SideEffectCounts;
import io.jenkins.plugins.hummingbird.jenkins.TestBuilder;
import io.jenkins.plugins.hummingbird.jenkins.TestStep;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import jenkins.local.LocalJob;
import org.junit.Rule;
import org.junit.Test;

/** A job that gets another name, or another folder, while its builds run. */
public class JobMoveListenerTest {
    private static final TestStep WAITS = new TestStep(3, "DONE", TestStep.NEVER_MILLIS);

    @Rule
    public final LocalController controller = new LocalController();

    private LocalPipeline waiting() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, WAITS).start();
        pipeline.awaitDone(1);
        return pipeline;
    }

    private List<String> jobs() throws Exception {
        try (Stream<Path> jobs = Files.list(controller.home().resolve("jobs"))) {
            return jobs.map(job -> job.getFileName().toString()).toList();
        }
    }

    private void awaitCancelled(LocalPipeline pipeline) throws Exception {
        Patience.await("the end", () -> !controller.unfinished().contains(pipeline.id()));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(pipeline.saved().outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat("the old folder is not made anew", jobs(), containsInAnyOrder("wells"));
    }

    @Test
    public void theStateGoesWithTheJob() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(3, "DONE", 0));
        Breakpoints.set("made 2");
        pipeline.start();
        Breakpoints.awaitReached("made 2");
        pipeline.build().getParent().renameTo("wells");
        Breakpoints.release("made 2");
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        assertThat(pipeline.saved().done(), is(3));
        assertThat("the old folder is not made anew", jobs(), containsInAnyOrder("wells"));
        assertThat(pipeline.folder().startsWith(controller.home().resolve("jobs/wells")), is(true));
    }

    @Test
    public void aRestartGoesOnFromTheNewestState() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.build().getParent().renameTo("wells");
        pipeline.dieAndLoad();
        PendingOperations.cancelLeftovers();
        assertThat("it is not taken for a lost build's", controller.unfinished(), hasItem(pipeline.id()));
        pipeline.resume();
        pipeline.awaitDone(2);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
        assertThat(jobs(), containsInAnyOrder("wells"));
    }

    @Test
    public void aBuildThatIsKilledLaterIsCancelled() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.build().getParent().renameTo("wells");
        pipeline.build().end();
        awaitCancelled(pipeline);
    }

    @Test
    public void aBuildThatIsKilledBeforeItWasResumedIsCancelled() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.dieAndLoad();
        PendingOperations.cancelLeftovers();
        pipeline.build().getParent().renameTo("wells");
        pipeline.build().end();
        awaitCancelled(pipeline);
    }

    @Test
    public void aJobThatGetsTheOldNameHasNothingOfIt() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.build().getParent().renameTo("wells");
        LocalBuild other = controller.job("plates").build(1, false);
        new BuildEndListener().onCompleted(other, TaskListener.NULL);
        new BuildEndListener().onDeleted(other);
        pipeline.restart();
        pipeline.awaitDone(2);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
    }

    @Test
    public void theCancellingOfALostBuildGoesWithItsJob() throws Exception {
        LocalFreestyle lost =
                new LocalFreestyle(controller.job("plates").build(1, true), new TestBuilder(WAITS)).start();
        lost.awaitDone(1);
        String id = lost.id();
        controller.restart();
        LocalJob job = controller.job("plates");
        Breakpoints.set("undone");
        PendingOperations.cancelLeftovers();
        Breakpoints.awaitReached("undone");
        job.renameTo("wells");
        Breakpoints.release("undone");
        Patience.await("the end", () -> !controller.unfinished().contains(id));
        Path folder =
                controller.home().resolve("jobs/wells/builds/1/hummingbird").resolve(id);
        assertThat(LocalController.saved(folder).outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat(jobs(), not(hasItem("plates")));
    }
}
