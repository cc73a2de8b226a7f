package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import hudson.model.Result;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.Rule;
import org.junit.Test;

/** A person, or a timeout, stops a step of a Pipeline: running work is undone before it ends. */
public class PipelineStopTest {
    private static final Throwable CAUSE = new FlowInterruptedException(Result.ABORTED, true);

    @Rule
    public final LocalController controller = new LocalController();

    /** After its first move it waits. */
    private LocalPipeline waiting() throws Exception {
        return new LocalPipeline(controller, new TestStep(3, "DONE", TestStep.NEVER_MILLIS)).start();
    }

    private LocalPipeline quick() throws Exception {
        return new LocalPipeline(controller, new TestStep(3, "DONE", 0)).start();
    }

    @Test
    public void beforeTheFirstMoveNothingIsBegun() throws Exception {
        Breakpoints.set("context");
        LocalPipeline pipeline = quick();
        Breakpoints.awaitReached("context");
        pipeline.stop(CAUSE);
        assertThat("waits for the move", pipeline.ends(), is(empty()));
        Breakpoints.release("context");
        assertThat(pipeline.awaitEnd(), is(sameInstance(CAUSE)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effects undone", 1)));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void betweenTwoMovesTakesEffectAtOnce() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.awaitDone(1);
        Breakpoints.set("undone");
        pipeline.stop(CAUSE);
        pipeline.awaitUndone();
        assertThat("told before it was undone", pipeline.ends(), is(empty()));
        Breakpoints.release("undone");
        assertThat(pipeline.awaitEnd(), is(sameInstance(CAUSE)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
    }

    @Test
    public void duringAMoveLetsItEnd() throws Exception {
        Breakpoints.set("intended 2");
        LocalPipeline pipeline = quick();
        Breakpoints.awaitReached("intended 2");
        pipeline.stop(CAUSE);
        assertThat("no move is interrupted", pipeline.ends(), is(empty()));
        Breakpoints.release("intended 2");
        assertThat(pipeline.awaitEnd(), is(sameInstance(CAUSE)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1, "effects undone", 1)));
        assertThat(pipeline.build().linesWith("stopping"), hasSize(1));
    }

    @Test
    public void twiceUndoesAndEndsOnce() throws Exception {
        Breakpoints.set("made 1");
        LocalPipeline pipeline = quick();
        Breakpoints.awaitReached("made 1");
        pipeline.stop(CAUSE);
        pipeline.stop(CAUSE);
        Breakpoints.release("made 1");
        pipeline.awaitEnd();
        pipeline.stop(CAUSE);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertNoSecondEnd(pipeline);
    }

    @Test
    public void afterTheEndChangesNothing() throws Exception {
        LocalPipeline pipeline = quick();
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        pipeline.stop(CAUSE);
        assertNoSecondEnd(pipeline);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1, "effect 3", 1)));
    }

    /** A move that should not be would come within milliseconds. */
    private static void assertNoSecondEnd(LocalPipeline pipeline) throws InterruptedException {
        Thread.sleep(200);
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void afterARestartUndoesWhatTheFormerProcessDid() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.awaitDone(1);
        pipeline.restart();
        pipeline.awaitDone(2);
        Breakpoints.set("undone");
        pipeline.stop(CAUSE);
        pipeline.awaitUndone();
        pipeline.dieAndLoad();
        Breakpoints.reset();
        pipeline.resume();
        assertThat("its cause is forgotten", pipeline.awaitEnd(), is(instanceOf(FlowInterruptedException.class)));
        assertThat(((FlowInterruptedException) pipeline.awaitEnd()).getResult(), is(Result.ABORTED));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1, "effects undone", 1)));
        assertThat(pipeline.build().linesWith("stopping"), hasSize(1));
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void beforeItHasGoneOnAfterARestartUndoesToo() throws Exception {
        LocalPipeline pipeline = waiting();
        pipeline.awaitDone(1);
        pipeline.dieAndLoad();
        Breakpoints.set("undone");
        pipeline.stop(CAUSE);
        pipeline.awaitUndone();
        assertThat("told before it was undone", pipeline.ends(), is(empty()));
        pipeline.resume();
        Breakpoints.release("undone");
        assertThat(pipeline.awaitEnd(), is(sameInstance(CAUSE)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertNoSecondEnd(pipeline);
    }
}
