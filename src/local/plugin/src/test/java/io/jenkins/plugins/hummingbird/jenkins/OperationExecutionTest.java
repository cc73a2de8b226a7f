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
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.run.BuildEndListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.LocalJenkins;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.junit.Rule;
import org.junit.Test;
import org.springframework.security.core.Authentication;

public class OperationExecutionTest {
    @Rule
    public final LocalController controller = new LocalController();

    private LocalPipeline pipeline(int effects, String end) throws Exception {
        return new LocalPipeline(controller, new TestStep(effects, end, 0));
    }

    @Test
    public void endsWithTheResultOfTheOperation() throws Exception {
        LocalPipeline pipeline = pipeline(3, "DONE").start();
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 3L)));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1, "effect 3", 1)));
        assertThat(pipeline.build().linesWith("[hummingbird] effect 2 is done"), hasSize(1));
        assertThat(pipeline.build().getResult(), is(nullValue()));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anUnstableEndSaysWhyAndHasAResult() throws Exception {
        LocalPipeline pipeline = pipeline(1, "UNSTABLE").start();
        assertThat(pipeline.awaitEnd(), is(Map.of("effects", 1L)));
        assertThat(pipeline.build().getResult(), is(Result.UNSTABLE));
        assertThat(pipeline.build().log(), containsString("WARNING: some effects are missing"));
    }

    @Test
    public void theNodeOfTheStepSaysWhatItIsAboutAndWhetherItIsUnstable() throws Exception {
        LocalPipeline pipeline = pipeline(1, "UNSTABLE").start();
        pipeline.awaitEnd();
        assertThat(pipeline.node().only(LabelAction.class).getDisplayName(), is(pipeline.id()));
        WarningAction warning = pipeline.node().only(WarningAction.class);
        assertThat(warning.getResult(), is(Result.UNSTABLE));
        assertThat(warning.getMessage(), is("some effects are missing"));
    }

    @Test
    public void aStepThatEndsWellIsNotWarnedOf() throws Exception {
        LocalPipeline pipeline = pipeline(1, "DONE").start();
        pipeline.awaitEnd();
        assertThat(pipeline.node().only(WarningAction.class), is(nullValue()));
    }

    @Test
    public void saysWhatIsUnderWayWithoutWaitingForAMove() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(3, "DONE", TestStep.NEVER_MILLIS));
        assertThat(pipeline.status(), is(nullValue()));
        pipeline.start().awaitDone(1);
        Patience.await("its words", () -> "running".equals(pipeline.status()));
        Breakpoints.set("undone");
        pipeline.stop(new InterruptedException("of a test"));
        Breakpoints.awaitReached("undone");
        assertThat("while a move goes on", pipeline.status(), is("cancelling running work"));
        Breakpoints.release("undone");
    }

    @Test
    public void aFailureIsUndoneAndThenToldWithoutAStackTrace() throws Exception {
        LocalPipeline pipeline = pipeline(1, "FAILED").start();
        assertThat(pipeline.awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), is("The test failed: try again."));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(controller.unfinished(), is(empty()));
    }

    @Test
    public void anErrorOfOurOwnEndsTheStep() throws Exception {
        LocalPipeline pipeline = pipeline(1, "ERROR").start();
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString("a programming error"));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(pipeline.ends(), hasSize(1));
    }

    @Test
    public void startDoesNothingOnThePipelinesOwnThread() throws Exception {
        Breakpoints.set("context");
        LocalPipeline pipeline = pipeline(1, "DONE").start();
        Breakpoints.awaitReached("context");
        assertThat("files", files(), is(empty()));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of()));
        Breakpoints.release("context");
        pipeline.awaitEnd();
        assertThat(pipeline.saved().done(), is(1));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.walk(controller.home())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> controller.home().relativize(file).toString())
                    .filter(file -> !file.equals("jobs/plates/builds/1/log"))
                    .toList();
        }
    }

    @Test
    public void movesAreMadeAsJenkinsItself() throws Exception {
        LocalJenkins.start(controller.home().toFile(), new ACL() {
            @Override
            public boolean hasPermission2(Authentication who, Permission permission) {
                return who.equals(ACL.SYSTEM2);
            }
        });
        LocalPipeline pipeline = pipeline(1, "FAILED").start();
        pipeline.awaitEnd();
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        LocalPipeline killed = new LocalPipeline(controller, new TestStep(2, "DONE", TestStep.NEVER_MILLIS)).start();
        killed.awaitDone(1);
        new BuildEndListener().onCompleted(killed.build(), TaskListener.NULL);
        Patience.await("the end", () -> controller.unfinished().isEmpty());
        assertThat(SideEffectCounts.of(killed.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
    }

    @Test
    public void parametersAreSavedUntilTheStateIsAndNoLonger() throws Exception {
        Breakpoints.set("context");
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(2, "DONE", TestStep.NEVER_MILLIS)).start();
        assertThat("before the first move", pipeline.savedFormHolds(TestStep.PARAMETER), is(true));
        Breakpoints.release("context");
        pipeline.awaitDone(1);
        Patience.await("no parameter", () -> !pipeline.savedFormHolds(TestStep.PARAMETER));
        assertThat("the id", pipeline.savedFormHolds(pipeline.id()), is(true));
    }

    @Test
    public void parametersAreKeptWhileTheStateCannotBeSaved() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(1, "DONE", TestStep.NEVER_MILLIS));
        Path obstacle = Files.createDirectories(pipeline.folder().resolve("operation.xml.new"));
        pipeline.start();
        Patience.await("the first move", () -> !controller.unfinished().isEmpty());
        // the move takes milliseconds, and the next one comes after two seconds
        Thread.sleep(300);
        assertThat(pipeline.savedFormHolds(TestStep.PARAMETER), is(true));
        pipeline.dieAndLoad();
        Files.delete(obstacle);
        pipeline.resume();
        pipeline.awaitDone(1);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1)));
    }

    @Test
    public void aLineOfAMoveWhoseStateCannotBeSavedIsSaidLater() throws Exception {
        Breakpoints.set("made 1");
        LocalPipeline pipeline = pipeline(1, "DONE").start();
        Breakpoints.awaitReached("made 1");
        Path obstacle = Files.createDirectories(pipeline.folder().resolve("operation.xml.new"));
        Breakpoints.release("made 1");
        Patience.await("the end of the move", () -> pipeline.status() != null);
        Files.delete(obstacle);
        pipeline.awaitEnd();
        assertThat(pipeline.build().linesWith("effect 1 is done"), hasSize(1));
    }

    @Test
    public void aResumeIsTriedAgainWhileItsDiskTakesNothing() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(2, "DONE", TestStep.NEVER_MILLIS)).start();
        pipeline.awaitDone(1);
        pipeline.dieAndLoad();
        // as a full disk, for the file that says that the operation is not over, and where it is now
        Files.writeString(controller.home().resolve("hummingbird/unfinished/" + pipeline.id()), "plates#1\n/elsewhere");
        Path obstacle = Files.createDirectories(controller.home().resolve("hummingbird/" + pipeline.id() + ".new"));
        Breakpoints.set("context");
        pipeline.resume();
        Breakpoints.awaitReached("context");
        Breakpoints.release("context");
        pipeline.stop(new InterruptedException("of a test"));
        Thread.sleep(300);
        assertThat("its state is on the disk", pipeline.ends(), is(empty()));
        Files.delete(obstacle);
        pipeline.awaitEnd();
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
    }

    @Test
    public void aStateThatCannotBeReadEndsTheStep() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new TestStep(2, "DONE", TestStep.NEVER_MILLIS)).start();
        pipeline.awaitDone(1);
        pipeline.dieAndLoad();
        Files.writeString(pipeline.folder().resolve("operation.xml"), "<of/> another kind");
        pipeline.resume();
        assertThat(((Throwable) pipeline.awaitEnd()).getMessage(), containsString("does not hold the state"));
    }
}
