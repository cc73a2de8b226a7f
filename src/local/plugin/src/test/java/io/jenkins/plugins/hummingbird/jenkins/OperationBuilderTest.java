package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.Patience;
import java.time.Duration;
import java.util.Map;
import jenkins.local.LocalBuild;
import org.junit.Rule;
import org.junit.Test;

public class OperationBuilderTest {
    @Rule
    public final LocalController controller = new LocalController();

    @Test
    public void aFileOfTheWorkspaceIsFound() throws Exception {
        LocalBuild build = controller.job("plates").build(1, true);
        SubmitStep step = new SubmitStep();
        step.setHost("head-node");
        step.setSshCredentialsId("a-key");
        step.setOutput("/shared/output");
        step.setPipeline("$PLATE.cppipe");
        step.setDataFileText("FileName_DNA");
        build.getEnvironment(build.listener()).put("PLATE", "missing");
        LocalFreestyle freestyle = new LocalFreestyle(build, new SubmitBuilder(step)).start();
        assertThat(freestyle.awaitEnd().getMessage(), is("The workspace has no file missing.cppipe."));
    }

    private LocalFreestyle build(int effects, String end, long pauseMillis) throws Exception {
        TestBuilder step = new TestBuilder(new TestStep(effects, end, pauseMillis));
        return new LocalFreestyle(controller.job("plates").build(1, true), step).start();
    }

    @Test
    public void runsTheOperationToItsEnd() throws Exception {
        LocalFreestyle build = build(3, "DONE", 0);
        assertThat(build.awaitEnd(), is(nullValue()));
        assertThat("the build goes on", build.succeeded(), is(true));
        assertThat(build.build().getResult(), is(nullValue()));
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effect 2", 1, "effect 3", 1)));
        assertThat(build.build().linesWith("[hummingbird] effect"), hasSize(3));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anUnstableEndMarksTheBuildAndSaysWhy() throws Exception {
        LocalFreestyle build = build(1, "UNSTABLE", 0);
        assertThat(build.awaitEnd(), is(nullValue()));
        assertThat(build.succeeded(), is(true));
        assertThat(build.build().getResult(), is(Result.UNSTABLE));
        assertThat(build.build().log(), containsString("WARNING: some effects are missing"));
    }

    @Test
    public void aFailureIsUndoneAndFailsTheBuildWithoutAStackTrace() throws Exception {
        LocalFreestyle build = build(1, "FAILED", 0);
        assertThat(build.awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(build.awaitEnd().getMessage(), is("The test failed: try again."));
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anAbortBetweenTwoMovesUndoesBeforeTheBuildEnds() throws Exception {
        LocalFreestyle build = build(3, "DONE", 1000);
        build.awaitDone(1);
        build.abort();
        assertThat(build.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anAbortDuringAMoveLetsItEnd() throws Exception {
        Breakpoints.set("made 1");
        LocalFreestyle build = build(3, "DONE", 0);
        Breakpoints.awaitReached("made 1");
        build.abort();
        Breakpoints.release("made 1");
        assertThat(build.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat("no move is interrupted", build.build().linesWith("effect 1 is done"), hasSize(1));
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
    }

    @Test
    public void aSecondAbortDoesNotStopTheUndoing() throws Exception {
        LocalFreestyle build = build(3, "DONE", 1000);
        build.awaitDone(1);
        Breakpoints.set("undone");
        build.abort();
        Breakpoints.awaitReached("undone");
        build.abort();
        Breakpoints.release("undone");
        assertThat(build.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anAbortFreesTheExecutorAlthoughAMoveHangs() throws Exception {
        Breakpoints.set("made 1");
        TestBuilder step = new TestBuilder(new TestStep(3, "DONE", 0), Duration.ZERO);
        LocalFreestyle build = new LocalFreestyle(controller.job("plates").build(1, true), step).start();
        Breakpoints.awaitReached("made 1");
        build.abort();
        assertThat(build.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(build.build().log(), containsString("is not yet undone: that continues while the build ends"));
        build.build().end();
        Breakpoints.release("made 1");
        Patience.await("the end of the operation", () -> controller.unfinished().isEmpty());
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
    }

    @Test
    public void whatEndsWhileTheExecutorIsFreedIsForgotten() throws Exception {
        Breakpoints.set("made 1");
        TestBuilder step = new TestBuilder(new TestStep(1, "DONE", 0), Duration.ZERO);
        LocalFreestyle build = new LocalFreestyle(controller.job("plates").build(1, true), step).start();
        Breakpoints.awaitReached("made 1");
        Breakpoints.set("host test-host:22");
        Breakpoints.release("made 1");
        Patience.await("the last move", () -> Breakpoints.timesReached("host test-host:22") == 2);
        build.abort();
        build.awaitEnd();
        build.build().end();
        Breakpoints.release("host test-host:22");
        Patience.await("it is forgotten", () -> controller.unfinished().isEmpty());
        assertThat(SideEffectCounts.of(build.id()), is(Map.of("effect 1", 1)));
    }
}
