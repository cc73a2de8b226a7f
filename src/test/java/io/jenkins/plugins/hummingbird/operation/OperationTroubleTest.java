package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

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

/** What an operation does while moves fail that may work later. */
public class OperationTroubleTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Journey journey;

    @Before
    public void begin() throws IOException {
        journey = new Journey(folder.getRoot().toPath());
    }

    @Test
    public void waitsTwiceAsLongEachTimeAndAMinuteAtMost() throws Exception {
        journey.ground.away = new IOException("no route");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            delays.add(journey.moveAndReload().delay().toSeconds());
        }
        assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 60L), delays.subList(0, 6));
        assertEquals(List.of(60L), delays.subList(5, 12).stream().distinct().toList());
    }

    @Test
    public void waitsNoLongerThanTheOperationWantsTo() throws Exception {
        journey =
                new Journey(folder.newFolder().toPath(), new Errand("errand-2").retryingWithin(Duration.ofSeconds(5)));
        journey.ground.away = new IOException("no route");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            delays.add(journey.moveAndReload().delay().toSeconds());
        }
        assertEquals(List.of(2L, 4L, 5L, 5L, 5L), delays);
    }

    @Test
    public void waitsTwoSecondsAgainAfterAMoveThatWorked() throws Exception {
        journey.ground.away = new IOException("no route");
        journey.moves(5);
        journey.ground.away = null;
        journey.moves(1);
        journey.ground.away = new IOException("no route");
        assertEquals(Duration.ofSeconds(2), journey.moveAndReload().delay());
    }

    @Test
    public void aFirstContactThatFailsIsSaidAtOnceAndOnce() throws Exception {
        journey = firstContact();
        journey.ground.away = new IOException("no route");
        journey.moves(1);
        assertEquals(List.of("no answer (no route); still trying"), journey.ground.shown);
        journey.moves(15);
        assertEquals(1, journey.ground.shown.size());
        journey.ground.away = null;
        journey.moves(3);
        assertEquals(
                List.of("no answer (no route); still trying", "planned", "answering again", "made one", "made two"),
                journey.ground.shown);
    }

    private Journey firstContact() throws IOException {
        return new Journey(folder.newFolder().toPath(), new Errand("errand-2").patient(Duration.ofHours(1)));
    }

    @Test
    public void whatWorkedBeforeIsSaidOnceAfterTenMinutes() throws Exception {
        journey.moves(1);
        journey.ground.away = new IOException("no route");
        Duration passed = Duration.ZERO;
        while (passed.compareTo(Duration.ofMinutes(10)) < 0) {
            passed = passed.plus(journey.moveAndReload().delay());
            assertEquals("after " + passed, List.of("planned"), journey.ground.shown);
        }
        journey.moves(1);
        assertEquals(List.of("planned", "no answer for 10 minutes (no route); still trying"), journey.ground.shown);
        journey.moves(15);
        journey.ground.away = null;
        journey.moves(1);
        assertEquals(List.of("made one", "answering again"), journey.ground.shown.subList(2, 4));
    }

    @Test
    public void aShortFaultIsNotSaid() throws Exception {
        journey.moves(1);
        journey.ground.away = new IOException("no route");
        journey.moves(8);
        journey.ground.away = null;
        assertEquals(Outcome.Kind.DONE, journey.finish().kind());
        assertTrue(journey.ground.shown.stream().noneMatch(line -> line.contains("answer")));
    }

    @Test
    public void aFaultWithoutAMessageIsSaidByItsName() throws Exception {
        for (IOException nameless : List.of(new NoSuchFileException(null), new NoSuchFileException(" "))) {
            Journey one = firstContact();
            one.ground.away = nameless;
            one.moves(1);
            assertEquals(List.of("no answer (NoSuchFileException); still trying"), one.ground.shown);
        }
    }

    @Test
    public void aFaultAtAnyStepIsTriedAgainAndReachesTheEnd() throws Exception {
        for (int step = 1; step < 2 * Errand.MOVES; step++) {
            Journey one = new Journey(folder.newFolder().toPath());
            one.ground.failAt(step, () -> {
                throw new IOException("reset by peer");
            });
            assertEquals("step " + step, Outcome.Kind.DONE, one.finish().kind());
            assertEquals(List.of("one", "three", "two"), one.outside());
        }
    }

    @Test
    public void losesItsPatienceAndIsUndone() throws Exception {
        Journey patient =
                new Journey(folder.newFolder().toPath(), new Errand("errand-2").patient(Duration.ofMinutes(3)));
        patient.moves(3);
        patient.ground.away = new IOException("no route");
        Instant begin = patient.ground.now;
        while (!patient.errand().undoing()) {
            patient.moveAndReload();
        }
        long seconds = patient.ground.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 180 && seconds < 240);
        patient.ground.away = null;
        Outcome outcome = patient.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals(
                "all attempts failed (no route) from " + ClockTime.ofDay(begin) + " on. Given up after 3 minutes.",
                outcome.message());
        patient.assertUndone();
    }

    @Test
    public void theTimeThatItsMachineSleptEndsNoPatience() throws Exception {
        Journey patient =
                new Journey(folder.newFolder().toPath(), new Errand("errand-2").patient(Duration.ofMinutes(10)));
        patient.moves(3);
        patient.ground.away = new IOException("no route");
        patient.moves(2);
        patient.ground.pass(Duration.ofHours(9));
        patient.moves(2);
        assertFalse(patient.errand().undoing());
        patient.ground.pass(Duration.ofHours(-9));
        patient.moves(2);
        assertFalse(patient.errand().undoing());
        patient.ground.away = null;
        assertEquals(Outcome.Kind.DONE, patient.finish().kind());
    }

    @Test
    public void theTimeThatItsMachineSleptEndsNoUndoing() throws Exception {
        journey.moves(4);
        journey.errand().stop();
        journey.moves(1);
        journey.ground.pass(Duration.ofHours(9));
        Outcome outcome = journey.finish();
        assertEquals("", outcome.message());
        journey.assertUndone();
    }

    @Test
    public void patienceDoesNotEndTheUndoingBeforeItsTime() throws Exception {
        Journey patient =
                new Journey(folder.newFolder().toPath(), new Errand("errand-2").patient(Duration.ofSeconds(10)));
        patient.moves(3);
        patient.errand().stop();
        patient.ground.away = new IOException("no route");
        patient.moves(5);
        patient.ground.away = null;
        assertEquals(Outcome.Kind.STOPPED, patient.finish().kind());
        patient.assertUndone();
    }

    @Test
    public void patienceCountsOnlyFailuresInARow() throws Exception {
        Journey patient =
                new Journey(folder.newFolder().toPath(), new Errand("errand-2").patient(Duration.ofMinutes(3)));
        for (int i = 0; i < 5; i++) {
            patient.ground.away = new IOException("no route");
            patient.moves(6);
            assertFalse(patient.errand().undoing());
            patient.ground.away = null;
            patient.moves(1);
        }
        assertEquals(Outcome.Kind.DONE, patient.finish().kind());
    }

    @Test
    public void withoutPatienceItGoesOnUntilItsDeadline() throws Exception {
        Errand errand = new Errand("errand-2");
        Journey steadfast = new Journey(folder.newFolder().toPath(), errand);
        Instant end = steadfast.ground.now.plus(Duration.ofHours(1));
        errand.until(end);
        steadfast.moves(2);
        steadfast.ground.away = new IOException("no route");
        while (!steadfast.errand().undoing()) {
            steadfast.moveAndReload();
        }
        assertFalse(steadfast.ground.now.isBefore(end));
        assertFalse(steadfast.ground.now.isAfter(end.plusSeconds(60)));
    }

    @Test
    public void aHostThatIsAwayWhileItIsUndoneIsGivenUpAfterTwoMinutes() throws Exception {
        journey.moves(3);
        journey.errand().stop();
        journey.ground.away = new IOException("no route");
        Instant begin = journey.ground.now;
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals(
                "all attempts failed (no route) from " + ClockTime.ofDay(begin)
                        + " on. Some things may remain outside: remove them.",
                outcome.message());
        long seconds = journey.ground.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 120 && seconds <= 180);
        assertEquals(List.of("one", "two"), journey.outside());
    }

    @Test
    public void aStopOfWhatNeverReachedItsHostSaysThatAndNotThatItAnswers() throws Exception {
        Journey one = refused();
        one.errand().stop();
        one.ground.away = null;
        Outcome outcome = one.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals(notReached(), outcome.message());
        assertTrue(one.ground.shown.stream().noneMatch(line -> line.contains("answering again")));
    }

    @Test
    public void theEndOfItsTimeSaysWhatStoodInTheWayAndAdvisesNoLongerOne() throws Exception {
        Journey one = refused();
        Instant end = one.ground.now.plus(Duration.ofMinutes(20));
        one.errand().until(end);
        one.ground.pass(Duration.ofMinutes(20));
        one.ground.away = null;
        assertEquals(
                "Timed out at " + end + " (timeoutMinutes). " + notReached() + " Running work is cancelled.",
                one.finish().message());
    }

    @Test
    public void whatStandsInTheWayOfTheUndoingIsSaidToo() throws Exception {
        journey = new Journey(folder.newFolder().toPath(), new Errand("errand-2").at("head-node:22"));
        journey.moves(3);
        journey.errand().stop();
        journey.ground.away = new NoAnswerException("SSH to head-node: refused", "Connection refused", null);
        assertEquals(
                notReached() + " Some things may remain outside: remove them.",
                journey.finish().message());
    }

    private Journey refused() throws IOException {
        Errand errand = new Errand("errand-2").at("head-node:22").patient(Duration.ofHours(1));
        Journey one = new Journey(folder.newFolder().toPath(), errand);
        one.ground.away = new NoAnswerException("SSH to head-node: refused", "Connection refused", null);
        one.moves(5);
        return one;
    }

    private String notReached() {
        return "head-node:22 did not answer (Connection refused) from "
                + ClockTime.ofDay(Instant.parse("2026-01-01T00:00:00Z")) + " on.";
    }

    @Test
    public void aFaultWhileItIsUndoneIsTriedAgain() throws Exception {
        journey.moves(4);
        journey.errand().stop();
        journey.ground.away = new IOException("no route");
        journey.moves(4);
        journey.ground.away = null;
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("", outcome.message());
        journey.assertUndone();
    }
}
