package io.jenkins.plugins.hummingbird.jenkins.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
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
import io.jenkins.plugins.hummingbird.operation.SystemLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import org.junit.Rule;
import org.junit.Test;

/** No operation outlives its build. */
public class PendingOperationsTest {
    private static final TestStep WAITS = new TestStep(3, "DONE", TestStep.NEVER_MILLIS);

    @Rule
    public final LocalController controller = new LocalController();

    private LocalFreestyle freestyleWaiting(int number) throws Exception {
        LocalBuild build = controller.job("plates").build(number, true);
        LocalFreestyle freestyle = new LocalFreestyle(build, new TestBuilder(WAITS)).start();
        freestyle.awaitDone(1);
        return freestyle;
    }

    private LocalPipeline pipelineWaiting() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, WAITS).start();
        pipeline.awaitDone(1);
        return pipeline;
    }

    private void assertIsCancelled(String id, Path folder) throws Exception {
        Patience.await("the end of " + id, () -> !controller.unfinished().contains(id));
        assertThat(SideEffectCounts.of(id), is(Map.of("effect 1", 1, "effects undone", 1)));
        assertThat(LocalController.saved(folder).outcome().kind(), is(Outcome.Kind.STOPPED));
        String log = Files.readString(folder.resolve("after-the-build.log"));
        assertThat(log, containsString("[hummingbird] the effects are undone"));
        assertThat(log, containsString("[hummingbird] over."));
    }

    @Test
    public void aFreestyleBuildThatARestartEndedIsCancelledWhenJenkinsStarts() throws Exception {
        String id = freestyleWaiting(1).id();
        controller.restart();
        LocalBuild lost = controller.job("plates").build(1, false);
        PendingOperations.cancelLeftovers();
        assertIsCancelled(id, LiveOperation.folder(lost, id));
        assertThat(
                "the log of a build that is over stays as it was", lost.log(), not(containsString("effects undone")));
    }

    @Test
    public void theNextBuildTakesNothingUp() throws Exception {
        String id = freestyleWaiting(1).id();
        controller.restart();
        controller.job("plates").build(1, false);
        LocalFreestyle next = freestyleWaiting(2);
        assertThat("the next build's own", SideEffectCounts.of(next.id()), is(Map.of("effect 1", 1)));
        assertThat("the lost build's", SideEffectCounts.of(id), is(Map.of("effect 1", 1)));
        assertThat(controller.unfinished(), hasItem(id));
    }

    @Test
    public void aPipelineThatGoesOnAfterARestartIsLeftAlone() throws Exception {
        LocalPipeline pipeline = pipelineWaiting();
        pipeline.dieAndLoad();
        PendingOperations.cancelLeftovers();
        pipeline.resume();
        pipeline.awaitDone(2);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
    }

    @Test
    public void aPipelineThatWasKilledHardIsCancelled() throws Exception {
        LocalPipeline pipeline = pipelineWaiting();
        pipeline.build().end();
        assertIsCancelled(pipeline.id(), pipeline.folder());
        assertThat("the Pipeline is dead", pipeline.ends(), is(empty()));
        assertThat(pipeline.build().log(), not(containsString("effects undone")));
    }

    @Test
    public void aPipelineThatIsKilledHardDuringAMoveIsCancelledAfterIt() throws Exception {
        Breakpoints.set("made 1");
        LocalPipeline pipeline = new LocalPipeline(controller, WAITS).start();
        Breakpoints.awaitReached("made 1");
        new BuildEndListener().onCompleted(pipeline.build(), TaskListener.NULL);
        assertThat("moves never overlap", SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1)));
        Breakpoints.release("made 1");
        assertIsCancelled(pipeline.id(), pipeline.folder());
        assertThat(pipeline.ends(), is(empty()));
    }

    @Test
    public void aPipelineThatCouldNotBeResumedIsCancelledWithItsBuild() throws Exception {
        LocalPipeline pipeline = pipelineWaiting();
        pipeline.dieAndLoad();
        PendingOperations.cancelLeftovers();
        pipeline.build().end();
        assertIsCancelled(pipeline.id(), pipeline.folder());
    }

    @Test
    public void theEndOfAnotherBuildCancelsNothing() throws Exception {
        LocalPipeline pipeline = pipelineWaiting();
        LocalBuild other = controller.job("plates").build(2, false);
        new BuildEndListener().onCompleted(other, TaskListener.NULL);
        new BuildEndListener().onDeleted(other);
        pipeline.restart();
        pipeline.awaitDone(2);
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effect 2", 1)));
    }

    @Test
    public void aCancellationThatARestartBreaksOffGoesOnAfterIt() throws Exception {
        Breakpoints.set("undone");
        String id = freestyleWaiting(1).id();
        controller.restart();
        controller.job("plates").build(1, false);
        PendingOperations.cancelLeftovers();
        Breakpoints.awaitReached("undone");
        controller.restart();
        Breakpoints.reset();
        LocalBuild lost = controller.job("plates").build(1, false);
        PendingOperations.cancelLeftovers();
        assertIsCancelled(id, LiveOperation.folder(lost, id));
    }

    @Test
    public void aDeletedBuildsStateIsKeptUntilItIsCancelled() throws Exception {
        Breakpoints.set("undone");
        LocalPipeline pipeline = pipelineWaiting();
        new BuildEndListener().onDeleted(pipeline.build());
        delete(pipeline.build().getRootDir().toPath());
        Breakpoints.release("undone");
        assertIsCancelledAndGone(pipeline);
        assertThat("made again", Files.exists(pipeline.build().getRootDir().toPath()), is(false));
    }

    @Test
    public void aDeletedBuildsCancellationGoesOnAfterARestart() throws Exception {
        Breakpoints.set("undone");
        LocalPipeline pipeline = pipelineWaiting();
        new BuildEndListener().onDeleted(pipeline.build());
        delete(pipeline.build().getRootDir().toPath());
        Breakpoints.awaitReached("undone");
        controller.restart();
        Breakpoints.reset();
        controller.job("plates");
        PendingOperations.cancelLeftovers();
        assertIsCancelledAndGone(pipeline);
    }

    @Test
    public void whatWasKeptOfADeletedBuildGoesAtTheNextStartIfARestartBrokeThatOff() throws Exception {
        Path folder = Files.createDirectories(controller.home().resolve("hummingbird/left/test-over"));
        Files.writeString(folder.resolve("operation.xml"), "<over/>");
        PendingOperations.cancelLeftovers();
        assertThat(Files.exists(folder), is(false));
    }

    private void assertIsCancelledAndGone(LocalPipeline pipeline) throws Exception {
        Patience.await("the end", () -> !controller.unfinished().contains(pipeline.id()));
        assertThat(SideEffectCounts.of(pipeline.id()), is(Map.of("effect 1", 1, "effects undone", 1)));
        Patience.await("its folder goes", () -> !Files.exists(left(pipeline)));
    }

    @Test
    public void theDeletionOfABuildDoesNotWaitForAMoveThatHangs() throws Exception {
        Breakpoints.set("made 1");
        LocalPipeline pipeline = new LocalPipeline(controller, WAITS).start();
        Breakpoints.awaitReached("made 1");
        new BuildEndListener().onDeleted(pipeline.build());
        assertThat("it hangs still", Breakpoints.timesReached("intended 2"), is(0));
        delete(pipeline.build().getRootDir().toPath());
        Breakpoints.release("made 1");
        assertIsCancelledAndGone(pipeline);
        assertThat("made again", Files.exists(pipeline.build().getRootDir().toPath()), is(false));
    }

    @Test
    public void theEndOfAnotherBuildReadsNoFile() throws Exception {
        freestyleWaiting(1);
        Path entries = controller.home().resolve("hummingbird/unfinished");
        Files.writeString(entries.resolve("test-strange"), "plates#two");
        try (SystemLog log = new SystemLog(PendingOperationStore.class)) {
            new BuildEndListener().onCompleted(controller.job("plates").build(2, false), TaskListener.NULL);
            new BuildEndListener().onDeleted(controller.job("others").build(1, false));
            assertThat("nothing to complain of was read", log.isEmpty(), is(true));
        }
    }

    private Path left(LocalPipeline pipeline) {
        return controller.home().resolve("hummingbird/left").resolve(pipeline.id());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    public void aBuildThatJenkinsDoesNotKnowAnyMoreIsCancelledAllTheSame() throws Exception {
        LocalFreestyle lost = freestyleWaiting(1);
        Path folder = LiveOperation.folder(lost.build(), lost.id());
        controller.restart();
        controller.job("plates");
        PendingOperations.cancelLeftovers();
        assertIsCancelled(lost.id(), folder);
    }

    @Test
    public void aBuildWhoseFolderIsGoneIsForgotten() throws Exception {
        LocalFreestyle lost = freestyleWaiting(1);
        Path folder = LiveOperation.folder(lost.build(), lost.id());
        controller.restart();
        delete(folder);
        PendingOperations.cancelLeftovers();
        Patience.await("it is forgotten", () -> controller.unfinished().isEmpty());
    }

    /** As a class that needs another plugin, where that is not installed. */
    private static final class Unloadable {
        private static final String NEEDS = missing();

        private static String missing() {
            throw new NoClassDefFoundError("com/example/Missing");
        }
    }

    @Test
    public void ofAnOperationWhoseClassesCannotBeLoadedTheSlurmJobsAreNamed() throws Exception {
        String id = freestyleWaiting(1).id();
        controller.restart();
        Path folder = LiveOperation.folder(controller.job("plates").build(1, false), id);
        String state = Files.readString(folder.resolve("operation.xml"));
        Files.writeString(
                folder.resolve("operation.xml"), "<" + PendingOperationsTest.class.getName() + "_-Unloadable/>");
        try (SystemLog log = new SystemLog(PendingOperations.class)) {
            PendingOperations.cancelLeftovers();
            LogRecord entry = log.awaitEntryWithThrown();
            assertThat(entry.getThrown(), is(instanceOf(NoClassDefFoundError.class)));
            assertThat(entry.getMessage(), containsString("their names begin with hummingbird-" + id));
            assertThat(entry.getMessage(), endsWith("The next start of Jenkins tries again."));
        }

        // the next process may have what this one lacked
        controller.restart();
        Files.writeString(folder.resolve("operation.xml"), state);
        controller.job("plates").build(1, false);
        PendingOperations.cancelLeftovers();
        assertIsCancelled(id, folder);
    }

    @Test
    public void whatCannotBeReadKeepsNeitherJenkinsFromStartingNorTheOthersFromBeingCancelled() throws Exception {
        String id = freestyleWaiting(1).id();
        controller.restart();
        LocalBuild lost = controller.job("plates").build(1, false);
        Path entries = controller.home().resolve("hummingbird/unfinished");
        Files.writeString(entries.resolve("test-halfwritten"), "");
        Files.writeString(entries.resolve("test-strange"), "plates#one");
        Files.createDirectory(entries.resolve("test-folder"));
        PendingOperations.cancelLeftovers();
        assertIsCancelled(id, LiveOperation.folder(lost, id));
        assertThat(controller.unfinished(), containsInAnyOrder("test-folder", "test-halfwritten", "test-strange"));
    }
}
