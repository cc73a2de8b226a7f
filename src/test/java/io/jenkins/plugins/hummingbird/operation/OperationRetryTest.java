package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What an operation does while its moves fail with faults that may be temporary. */
public class OperationRetryTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SampleOperationDriver driver;

    @Before
    public void begin() throws IOException {
        driver = new SampleOperationDriver(folder.getRoot().toPath());
    }

    @Test
    public void waitsTwiceAsLongEachTimeAndAMinuteAtMost() throws Exception {
        driver.context.stepFailure = new IOException("no route");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            delays.add(driver.moveAndReload().delay().toSeconds());
        }
        assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 60L), delays.subList(0, 6));
        assertEquals(List.of(60L), delays.subList(5, 12).stream().distinct().toList());
    }

    @Test
    public void waitsNoLongerThanTheLongestDelayOfTheOperation() throws Exception {
        driver = new SampleOperationDriver(
                folder.newFolder().toPath(),
                new SampleOperation("sample-2").withLongestRetryDelay(Duration.ofSeconds(5)));
        driver.context.stepFailure = new IOException("no route");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            delays.add(driver.moveAndReload().delay().toSeconds());
        }
        assertEquals(List.of(2L, 4L, 5L, 5L, 5L), delays);
    }

    @Test
    public void waitsTwoSecondsAgainAfterASuccessfulMove() throws Exception {
        driver.context.stepFailure = new IOException("no route");
        driver.moves(5);
        driver.context.stepFailure = null;
        driver.moves(1);
        driver.context.stepFailure = new IOException("no route");
        assertEquals(Duration.ofSeconds(2), driver.moveAndReload().delay());
    }

    @Test
    public void aFailedFirstConnectionIsLoggedAtOnceAndOnlyOnce() throws Exception {
        driver = firstConnection();
        driver.context.stepFailure = new IOException("no route");
        driver.moves(1);
        assertEquals(List.of("no answer (no route); still trying"), driver.context.lines);
        driver.moves(15);
        assertEquals(1, driver.context.lines.size());
        driver.context.stepFailure = null;
        driver.moves(3);
        assertEquals(
                List.of("no answer (no route); still trying", "planned", "answering again", "made one", "made two"),
                driver.context.lines);
    }

    private SampleOperationDriver firstConnection() throws IOException {
        return new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").withPatience(Duration.ofHours(1)));
    }

    @Test
    public void aLaterFailureIsLoggedOnceAfterTenMinutes() throws Exception {
        driver.moves(1);
        driver.context.stepFailure = new IOException("no route");
        Duration passed = Duration.ZERO;
        while (passed.compareTo(Duration.ofMinutes(10)) < 0) {
            passed = passed.plus(driver.moveAndReload().delay());
            assertEquals("after " + passed, List.of("planned"), driver.context.lines);
        }
        driver.moves(1);
        assertEquals(List.of("planned", "no answer for 10 minutes (no route); still trying"), driver.context.lines);
        driver.moves(15);
        driver.context.stepFailure = null;
        driver.moves(1);
        assertEquals(List.of("made one", "answering again"), driver.context.lines.subList(2, 4));
    }

    @Test
    public void aShortFaultIsNotLogged() throws Exception {
        driver.moves(1);
        driver.context.stepFailure = new IOException("no route");
        driver.moves(8);
        driver.context.stepFailure = null;
        assertEquals(Outcome.Kind.DONE, driver.finish().kind());
        assertTrue(driver.context.lines.stream().noneMatch(line -> line.contains("answer")));
    }

    @Test
    public void aFaultWithoutAMessageIsLoggedByItsClassName() throws Exception {
        for (IOException nameless : List.of(new NoSuchFileException(null), new NoSuchFileException(" "))) {
            SampleOperationDriver driver = firstConnection();
            driver.context.stepFailure = nameless;
            driver.moves(1);
            assertEquals(List.of("no answer (NoSuchFileException); still trying"), driver.context.lines);
        }
    }

    @Test
    public void aFaultAtAnyStepIsRetriedUntilTheOperationSucceeds() throws Exception {
        for (int step = 1; step < 2 * SampleOperation.MOVES; step++) {
            SampleOperationDriver driver =
                    new SampleOperationDriver(folder.newFolder().toPath());
            driver.context.failAt(step, () -> {
                throw new IOException("reset by peer");
            });
            assertEquals("step " + step, Outcome.Kind.DONE, driver.finish().kind());
            assertEquals(List.of("one", "three", "two"), driver.outside());
        }
    }

    @Test
    public void isUndoneWhenMovesFailForTooLong() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").withPatience(Duration.ofMinutes(3)));
        driver.moves(3);
        driver.context.stepFailure = new IOException("no route");
        Instant begin = driver.context.now;
        while (!driver.operation().undoing()) {
            driver.moveAndReload();
        }
        long seconds = driver.context.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 180 && seconds < 240);
        driver.context.stepFailure = null;
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals(
                "all attempts failed (no route) from " + ClockTime.ofDay(begin) + " on. Given up after 3 minutes.",
                outcome.message());
        driver.assertUndone();
    }

    @Test
    public void timeInWhichTheMachineWasSuspendedIsNoTimeOfFailure() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").withPatience(Duration.ofMinutes(10)));
        driver.moves(3);
        driver.context.stepFailure = new IOException("no route");
        driver.moves(2);
        driver.context.advance(Duration.ofHours(9));
        driver.moves(2);
        assertFalse(driver.operation().undoing());
        driver.context.advance(Duration.ofHours(-9));
        driver.moves(2);
        assertFalse(driver.operation().undoing());
        driver.context.stepFailure = null;
        assertEquals(Outcome.Kind.DONE, driver.finish().kind());
    }

    @Test
    public void timeInWhichTheMachineWasSuspendedIsNoTimeOfUndoing() throws Exception {
        driver.moves(4);
        driver.operation().stop();
        driver.moves(1);
        driver.context.advance(Duration.ofHours(9));
        Outcome outcome = driver.finish();
        assertEquals("", outcome.message());
        driver.assertUndone();
    }

    @Test
    public void patienceDoesNotShortenUndoing() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").withPatience(Duration.ofSeconds(10)));
        driver.moves(3);
        driver.operation().stop();
        driver.context.stepFailure = new IOException("no route");
        driver.moves(5);
        driver.context.stepFailure = null;
        assertEquals(Outcome.Kind.STOPPED, driver.finish().kind());
        driver.assertUndone();
    }

    @Test
    public void onlyFailuresInARowCount() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").withPatience(Duration.ofMinutes(3)));
        for (int i = 0; i < 5; i++) {
            driver.context.stepFailure = new IOException("no route");
            driver.moves(6);
            assertFalse(driver.operation().undoing());
            driver.context.stepFailure = null;
            driver.moves(1);
        }
        assertEquals(Outcome.Kind.DONE, driver.finish().kind());
    }

    @Test
    public void withoutPatienceItRetriesUntilItsDeadline() throws Exception {
        SampleOperation operation = new SampleOperation("sample-2");
        SampleOperationDriver driver =
                new SampleOperationDriver(folder.newFolder().toPath(), operation);
        Instant end = driver.context.now.plus(Duration.ofHours(1));
        operation.withDeadline(end);
        driver.moves(2);
        driver.context.stepFailure = new IOException("no route");
        while (!driver.operation().undoing()) {
            driver.moveAndReload();
        }
        assertFalse(driver.context.now.isBefore(end));
        assertFalse(driver.context.now.isAfter(end.plusSeconds(60)));
    }

    @Test
    public void undoingIsGivenUpAfterTwoMinutesWithoutTheHost() throws Exception {
        driver.moves(3);
        driver.operation().stop();
        driver.context.stepFailure = new IOException("no route");
        Instant begin = driver.context.now;
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals(
                "all attempts failed (no route) from " + ClockTime.ofDay(begin)
                        + " on. Some things may remain outside: remove them.",
                outcome.message());
        long seconds = driver.context.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 120 && seconds <= 180);
        assertEquals(List.of("one", "two"), driver.outside());
    }

    @Test
    public void aStopBeforeTheFirstAnswerReportsTheFailure() throws Exception {
        SampleOperationDriver driver = refused();
        driver.operation().stop();
        driver.context.stepFailure = null;
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals(notReached(), outcome.message());
        assertTrue(driver.context.lines.stream().noneMatch(line -> line.contains("answering again")));
    }

    @Test
    public void aTimeoutDuringFailuresReportsTheFailureAndNoLongerTimeout() throws Exception {
        SampleOperationDriver driver = refused();
        Instant end = driver.context.now.plus(Duration.ofMinutes(20));
        driver.operation().withDeadline(end);
        driver.context.advance(Duration.ofMinutes(20));
        driver.context.stepFailure = null;
        assertEquals(
                "Timed out at " + end + " (timeoutMinutes). " + notReached() + " Running work is cancelled.",
                driver.finish().message());
    }

    @Test
    public void aFailureDuringUndoingIsReported() throws Exception {
        driver = new SampleOperationDriver(
                folder.newFolder().toPath(), new SampleOperation("sample-2").onHost("head-node:22"));
        driver.moves(3);
        driver.operation().stop();
        driver.context.stepFailure = new NoAnswerException("SSH to head-node: refused", "Connection refused", null);
        assertEquals(
                notReached() + " Some things may remain outside: remove them.",
                driver.finish().message());
    }

    private SampleOperationDriver refused() throws IOException {
        SampleOperation operation =
                new SampleOperation("sample-2").onHost("head-node:22").withPatience(Duration.ofHours(1));
        SampleOperationDriver driver =
                new SampleOperationDriver(folder.newFolder().toPath(), operation);
        driver.context.stepFailure = new NoAnswerException("SSH to head-node: refused", "Connection refused", null);
        driver.moves(5);
        return driver;
    }

    private String notReached() {
        return "head-node:22 did not answer (Connection refused) from "
                + ClockTime.ofDay(Instant.parse("2026-01-01T00:00:00Z")) + " on.";
    }

    @Test
    public void aFaultDuringUndoingIsRetried() throws Exception {
        driver.moves(4);
        driver.operation().stop();
        driver.context.stepFailure = new IOException("no route");
        driver.moves(4);
        driver.context.stepFailure = null;
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("", outcome.message());
        driver.assertUndone();
    }
}
