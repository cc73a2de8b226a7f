package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.Patience;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** The process dies, under the serialization that Pipelines have, and the next one goes on. */
public class PipelineRestartTest {
    private static final Map<String, Integer> ALL_ONCE = Map.of("effect 1", 1, "effect 2", 1, "effect 3", 1);

    @Rule
    public final LocalController controller = new LocalController();

    /** No move is made but the first of each process. */
    private LocalPipeline oneMoveAProcess(String end) throws Exception {
        return new LocalPipeline(controller, new TestStep(3, end, TestStep.NEVER_MILLIS)).start();
    }

    private static void restartAfterEveryEffect(LocalPipeline pipeline) throws Exception {
        for (int effect = 1; effect <= 3; effect++) {
            pipeline.awaitDone(effect);
            assertThat("ends after effect " + effect, pipeline.ends(), is(empty()));
            pipeline.restart();
        }
    }

    @Test
    public void afterEveryMoveLeadsToTheSameEndAndRepeatsNothing() throws Exception {
        LocalPipeline pipeline = oneMoveAProcess("DONE");
        restartAfterEveryEffect(pipeline);
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(ALL_ONCE));
        assertThat(pipeline.build().linesWith("[hummingbird] effect"), hasSize(3));
        assertThat(pipeline.ends(), hasSize(1));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void afterEveryMoveLeadsToTheSameFailure() throws Exception {
        Breakpoints.set("undone");
        LocalPipeline pipeline = oneMoveAProcess("FAILED");
        restartAfterEveryEffect(pipeline);
        pipeline.awaitUndone();
        pipeline.dieAndLoad();
        Breakpoints.reset();
        pipeline.resume();
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), is("The test failed: try again."));
        assertThat(
                SideEffectCounts.of(pipeline.id()),
                is(Map.of("effect 1", 1, "effect 2", 1, "effect 3", 1, "effects undone", 1)));
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void doesNotRepeatThatTheNodeIsNotNeeded() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(3, "DONE", TestStep.NEVER_MILLIS), true);
        byte[] savedBeforeTheFirstMove = pipeline.savedForm();
        pipeline.start();
        pipeline.awaitDone(1);
        assertThat(pipeline.build().linesWith("needs a node only"), hasSize(1));
        pipeline.dieAndLoad(savedBeforeTheFirstMove);
        pipeline.resume();
        pipeline.awaitDone(2);
        assertThat(pipeline.build().linesWith("needs a node only"), hasSize(1));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
    }

    @Test
    public void beforeTheFirstMoveBeginsWithTheSavedParameters() throws Exception {
        Breakpoints.set("context");
        LocalPipeline pipeline = oneMoveAProcess("DONE");
        Breakpoints.awaitReached("context");
        pipeline.dieAndLoad();
        // a thread that waits when breakpoints are reset stays there: released, it would go on beside the new process
        Breakpoints.reset();
        pipeline.resume();
        pipeline.awaitDone(1);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1)));
    }

    @Test
    public void betweenAnIntentAndItsSideEffectMakesItOnce() throws Exception {
        dieAt("intended 2");
    }

    @Test
    public void betweenASideEffectAndItsRecordDoesNotMakeItAgain() throws Exception {
        dieAt("made 2");
    }

    private void dieAt(String gate) throws Exception {
        Breakpoints.set(gate);
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(3, "DONE", 0)).start();
        Breakpoints.awaitReached(gate);
        byte[] saved = Files.readAllBytes(pipeline.folder().resolve("operation.xml"));
        pipeline.dieAndLoad();
        assertThat(
                "the dead process is held up",
                Files.readAllBytes(pipeline.folder().resolve("operation.xml")),
                is(saved));
        // a thread that waits when breakpoints are reset stays there
        Breakpoints.reset();
        pipeline.resume();
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(ALL_ONCE));
        assertThat(pipeline.build().linesWith("effect 2 is done"), hasSize(1));
    }

    @Test
    public void betweenTheEndAndItsReportReportsItOnce() throws Exception {
        Breakpoints.set("told");
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(3, "UNSTABLE", 0)).start();
        Breakpoints.awaitReached("told");
        assertThat(pipeline.ends(), is(empty()));
        pipeline.dieAndLoad();
        Breakpoints.release("told");
        pipeline.resume();
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        assertThat(pipeline.build().getResult(), is(Result.UNSTABLE));
        assertThat(SideEffectCounts.of(pipeline.id()), is(ALL_ONCE));
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void aStateThatCannotBeReadEndsTheStepAndNamesTheFile() throws Exception {
        LocalPipeline pipeline = oneMoveAProcess("DONE");
        pipeline.awaitDone(1);
        Patience.await("no parameter", () -> !pipeline.savedFormHolds(TestStep.PARAMETER));
        pipeline.dieAndLoad();
        String file = pipeline.folder().resolve("operation.xml").toString();
        Files.writeString(pipeline.folder().resolve("operation.xml"), "<half of a sta");
        pipeline.resume();
        assertThat(pipeline.awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString(file));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1)));
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void aStateThatIsGoneEndsTheStep() throws Exception {
        LocalPipeline pipeline = oneMoveAProcess("DONE");
        pipeline.awaitDone(1);
        Patience.await("no parameter", () -> !pipeline.savedFormHolds(TestStep.PARAMETER));
        pipeline.dieAndLoad();
        Files.delete(pipeline.folder().resolve("operation.xml"));
        pipeline.resume();
        assertThat(
                ((Throwable) pipeline.awaitEnd()).getMessage(),
                containsString(pipeline.folder().toString()));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1)));
    }
}
