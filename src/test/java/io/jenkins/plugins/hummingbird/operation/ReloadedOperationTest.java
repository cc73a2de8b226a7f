package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An operation that is written and read again after every move, and is stopped or fails at every one. */
public class ReloadedOperationTest {
    private static final List<String> LINES =
            List.of("planned", "made one", "made two", "made three", "ready", "counted");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root() throws IOException {
        return folder.newFolder().toPath();
    }

    @Test
    public void hasTheSameOutcomeAsInOneProcess() throws Exception {
        SampleOperationDriver inOneProcess = new SampleOperationDriver(root());
        int moves = 1;
        for (Next next = inOneProcess.move(); !next.over(); next = inOneProcess.move()) {
            inOneProcess.context.advance(next.delay());
            moves++;
        }
        assertEquals(SampleOperation.MOVES, moves);
        Map<String, Object> result = inOneProcess.operation().outcome().result();
        assertEquals(List.of("one", "two", "three"), result.get("things"));
        assertEquals(SampleOperation.SPECIAL_TEXT, result.get("words"));
        assertEquals(3L, result.get("looks"));

        SampleOperationDriver reloaded = new SampleOperationDriver(root());
        Outcome outcome = reloaded.finish();
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals("", outcome.message());
        assertEquals(result, outcome.result());
        assertEquals(LINES, reloaded.context.lines);
        assertEquals(LINES, inOneProcess.context.lines);
    }

    @Test
    public void knowsItsStartItsEndAndItsStatus() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        assertNull(driver.operation().begun());
        Instant begun = driver.context.now;
        driver.moveAndReload();
        assertEquals(begun, driver.operation().begun());
        assertNull(driver.operation().ended());
        assertEquals("running", driver.operation().status());
        driver.finish();
        Instant ended = driver.operation().ended();
        assertTrue(ended.isAfter(begun));
        driver.context.advance(Duration.ofHours(1));
        driver.moveAndReload();
        assertEquals("another move changes nothing", ended, driver.operation().ended());
        assertEquals("finished", driver.operation().status());

        SampleOperationDriver stopped = new SampleOperationDriver(root());
        stopped.moves(1);
        stopped.operation().stop();
        stopped.move();
        stopped.operation().stop();
        stopped.finish();
        assertEquals("stopped", stopped.operation().status());
    }

    @Test
    public void writingAReadStateChangesNothing() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        Path file = driver.context.folder().resolve("operation.xml");
        for (int i = 0; i < SampleOperation.MOVES; i++) {
            driver.moveAndReload();
            byte[] written = Files.readAllBytes(file);
            driver.context.file.write(driver.operation());
            assertArrayEquals("after move " + (i + 1), written, Files.readAllBytes(file));
        }
        assertTrue(driver.operation().outcome() != null);
    }

    @Test
    public void theOutcomeNeverChanges() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        Outcome end = driver.finish();
        driver.operation().stop();
        assertTrue(driver.moveAndReload().over());
        assertEquals(end.kind(), driver.operation().outcome().kind());
        assertEquals(end.result(), driver.operation().outcome().result());
        assertEquals(LINES, driver.context.lines);
        assertEquals(List.of("one", "three", "two"), driver.outside());
    }

    @Test
    public void aStopBeforeAnyMoveUndoesEverything() throws Exception {
        for (int moves = 0; moves < SampleOperation.MOVES; moves++) {
            SampleOperationDriver driver = new SampleOperationDriver(root());
            driver.moves(moves);
            assertFalse(driver.operation().undoing());
            driver.operation().stop();
            driver.moveAndReload();
            assertTrue("after " + moves, driver.operation().undoing());
            assertStopped(driver, driver.finish());
        }
    }

    @Test
    public void stoppingAgainDuringUndoingChangesNothing() throws Exception {
        for (int moves = 0; moves < SampleOperation.MOVES; moves++) {
            SampleOperationDriver driver = new SampleOperationDriver(root());
            driver.moves(moves);
            driver.operation().stop();
            driver.operation().stop();
            while (!driver.moveAndReload().over()) {
                driver.operation().stop();
            }
            assertStopped(driver, driver.operation().outcome());
        }
    }

    private static void assertStopped(SampleOperationDriver driver, Outcome outcome) throws IOException {
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("", outcome.message());
        assertEquals(Map.of(), outcome.result());
        driver.assertUndone();
        assertEquals(
                1,
                driver.context.lines.stream()
                        .filter(line -> line.startsWith("stopping"))
                        .count());
    }

    @Test
    public void aStopIsSavedBeforeUndoingBegins() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        driver.moves(3);
        driver.operation().stop();
        driver.context.stepFailure = new IOException("nobody there");
        driver.context.cutPowerAt(driver.context.saves() + 2, false);
        assertPowerCut(driver);
        driver.reload();
        assertTrue(driver.operation().undoing());
    }

    private static void assertPowerCut(SampleOperationDriver driver) {
        try {
            driver.move();
        } catch (TestContext.PowerCut e) {
            return;
        }
        throw new AssertionError("the process did not end");
    }

    @Test
    public void aFailureAtAnyStepIsUndoneAndItsMessageReported() throws Exception {
        OperationException refused = new OperationException("No room on the shelf: make some.");
        failAtEveryStep(refused, refused.getMessage());
    }

    @Test
    public void anUnexpectedExceptionAtAnyStepIsUndoneAndReported() throws Exception {
        String message = "an error in Hummingbird itself: java.lang.IllegalStateException: odd."
                + " The Jenkins system log has the details.";
        failAtEveryStep(new IllegalStateException("odd"), message);
    }

    private void failAtEveryStep(Exception failure, String message) throws IOException {
        Callable<Void> fault = () -> {
            throw failure;
        };
        // before and after the work of each move; after the last one nothing can fail
        for (int step = 1; step < 2 * SampleOperation.MOVES; step++) {
            SampleOperationDriver driver = new SampleOperationDriver(root());
            driver.context.failAt(step, fault);
            Outcome outcome = driver.finish();
            assertEquals("step " + step, Outcome.Kind.FAILED, outcome.kind());
            assertEquals(message, outcome.message());
            driver.assertUndone();
        }
    }

    @Test
    public void aStopAfterAFailureDoesNotHideTheFailure() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        driver.moves(3);
        driver.context.failAt(driver.context.steps() + 1, () -> {
            throw new OperationException("Broken: repair it.");
        });
        driver.moveAndReload();
        driver.operation().stop();
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals("Broken: repair it.", outcome.message());
        driver.assertUndone();
    }

    @Test
    public void aFailureDuringUndoingEndsItAndSaysWhatIsLeft() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        driver.moves(3);
        driver.operation().stop();
        driver.context.failAt(driver.context.steps() + 2, () -> {
            throw new OperationException("May not: ask.");
        });
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("May not: ask. Some things may remain outside: remove them.", outcome.message());
        assertEquals(1, driver.outside().size());
    }

    @Test
    public void undoingIsGivenUpAfterTwoMinutes() throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(root(), new SampleOperation("sample-1").notRemovable());
        driver.moves(4);
        driver.operation().stop();
        Instant begin = driver.context.now;
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("Some things may remain outside: remove them.", outcome.message());
        long seconds = driver.context.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 120 && seconds < 120 + 7);
    }

    @Test
    public void whatIsLeftAfterAFailureIsReportedWithIt() throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(root(), new SampleOperation("sample-1").notRemovable());
        driver.context.failAt(5, () -> {
            throw new OperationException("Broken: repair it.");
        });
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals("Broken: repair it. Some things may remain outside: remove them.", outcome.message());
    }

    @Test
    public void timeInWhichNoProcessRunsDoesNotCountForUndoing() throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(root(), new SampleOperation("sample-1").notRemovable());
        driver.moves(4);
        driver.operation().stop();
        driver.moveAndReload();
        driver.context.advance(Duration.ofHours(9));
        Instant begin = driver.context.now;
        driver.finish();
        long seconds = driver.context.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("only " + seconds + " s", seconds >= 60 && seconds <= 120);
    }

    @Test
    public void aTimeoutUndoesRunningWork() throws Exception {
        SampleOperation operation = new SampleOperation("sample-1");
        SampleOperationDriver driver = new SampleOperationDriver(root(), operation);
        operation.withDeadline(driver.context.now.plusSeconds(45));
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertTrue(outcome.message(), outcome.message().startsWith("Timed out at 2026-01-01T00:00:45Z"));
        driver.assertUndone();
    }

    @Test
    public void aDeadlineAfterTheLastMoveHasNoEffect() throws Exception {
        SampleOperation operation = new SampleOperation("sample-1");
        SampleOperationDriver driver = new SampleOperationDriver(root(), operation);
        operation.withDeadline(driver.context.now.plusSeconds(91));
        assertEquals(Outcome.Kind.DONE, driver.finish().kind());
    }

    @Test
    public void thereIsNoOutcomeBeforeTheEnd() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(root());
        for (int i = 1; i < SampleOperation.MOVES; i++) {
            driver.moveAndReload();
            assertNull(driver.operation().outcome());
        }
    }
}
