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

/** An operation that is written and read again after every single move, stopped and failing at every one. */
public class ReloadedOperationTest {
    private static final List<String> LINES =
            List.of("planned", "made one", "made two", "made three", "ripe", "counted");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root() throws IOException {
        return folder.newFolder().toPath();
    }

    @Test
    public void reachesTheEndThatItReachesInOneProcess() throws Exception {
        Journey inOneProcess = new Journey(root());
        int moves = 1;
        for (Next next = inOneProcess.move(); !next.over(); next = inOneProcess.move()) {
            inOneProcess.ground.pass(next.delay());
            moves++;
        }
        assertEquals(Errand.MOVES, moves);
        Map<String, Object> result = inOneProcess.errand().outcome().result();
        assertEquals(List.of("one", "two", "three"), result.get("things"));
        assertEquals(Errand.AWKWARD, result.get("words"));
        assertEquals(3L, result.get("looks"));

        Journey reloaded = new Journey(root());
        Outcome outcome = reloaded.finish();
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals("", outcome.message());
        assertEquals(result, outcome.result());
        assertEquals(LINES, reloaded.ground.shown);
        assertEquals(LINES, inOneProcess.ground.shown);
    }

    @Test
    public void knowsWhenItWasBegunAndOverAndHowItStands() throws Exception {
        Journey journey = new Journey(root());
        assertNull(journey.errand().begun());
        Instant begun = journey.ground.now;
        journey.moveAndReload();
        assertEquals(begun, journey.errand().begun());
        assertNull(journey.errand().ended());
        assertEquals("under way", journey.errand().status());
        journey.finish();
        Instant ended = journey.errand().ended();
        assertTrue(ended.isAfter(begun));
        journey.ground.pass(Duration.ofHours(1));
        journey.moveAndReload();
        assertEquals("another move changes nothing", ended, journey.errand().ended());
        assertEquals("finished", journey.errand().status());

        Journey stopped = new Journey(root());
        stopped.moves(1);
        stopped.errand().stop();
        stopped.move();
        stopped.errand().stop();
        stopped.finish();
        assertEquals("stopped", stopped.errand().status());
    }

    @Test
    public void isWrittenAsItWasRead() throws Exception {
        Journey journey = new Journey(root());
        Path file = journey.ground.folder().resolve("operation.xml");
        for (int i = 0; i < Errand.MOVES; i++) {
            journey.moveAndReload();
            byte[] written = Files.readAllBytes(file);
            journey.ground.file.write(journey.errand());
            assertArrayEquals("after move " + (i + 1), written, Files.readAllBytes(file));
        }
        assertTrue(journey.errand().outcome() != null);
    }

    @Test
    public void anEndStaysWhateverComes() throws Exception {
        Journey journey = new Journey(root());
        Outcome end = journey.finish();
        journey.errand().stop();
        assertTrue(journey.moveAndReload().over());
        assertEquals(end.kind(), journey.errand().outcome().kind());
        assertEquals(end.result(), journey.errand().outcome().result());
        assertEquals(LINES, journey.ground.shown);
        assertEquals(List.of("one", "three", "two"), journey.outside());
    }

    @Test
    public void aStopBeforeAnyMoveUndoesAllThatWasDone() throws Exception {
        for (int moves = 0; moves < Errand.MOVES; moves++) {
            Journey journey = new Journey(root());
            journey.moves(moves);
            assertFalse(journey.errand().undoing());
            journey.errand().stop();
            journey.moveAndReload();
            assertTrue("after " + moves, journey.errand().undoing());
            assertStopped(journey, journey.finish());
        }
    }

    @Test
    public void stoppingAgainWhileItIsUndoneChangesNothing() throws Exception {
        for (int moves = 0; moves < Errand.MOVES; moves++) {
            Journey journey = new Journey(root());
            journey.moves(moves);
            journey.errand().stop();
            journey.errand().stop();
            while (!journey.moveAndReload().over()) {
                journey.errand().stop();
            }
            assertStopped(journey, journey.errand().outcome());
        }
    }

    private static void assertStopped(Journey journey, Outcome outcome) throws IOException {
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("", outcome.message());
        assertEquals(Map.of(), outcome.result());
        journey.assertUndone();
        assertEquals(
                1,
                journey.ground.shown.stream()
                        .filter(line -> line.startsWith("stopping"))
                        .count());
    }

    @Test
    public void aStopIsInTheFileBeforeItIsUndone() throws Exception {
        Journey journey = new Journey(root());
        journey.moves(3);
        journey.errand().stop();
        journey.ground.away = new IOException("nobody there");
        journey.ground.cutPowerAt(journey.ground.saves() + 2, false);
        assertPowerCut(journey);
        journey.reload();
        assertTrue(journey.errand().undoing());
    }

    private static void assertPowerCut(Journey journey) {
        try {
            journey.move();
        } catch (TestContext.PowerCut e) {
            return;
        }
        throw new AssertionError("the process was to end");
    }

    @Test
    public void aFailureAtAnyStepIsUndoneAndToldInItsWords() throws Exception {
        OperationException refused = new OperationException("No room on the shelf: make some.");
        failAtEveryStep(refused, refused.getMessage());
    }

    @Test
    public void anErrorOfOurOwnAtAnyStepIsUndoneAndTold() throws Exception {
        String message = "an error in Hummingbird itself: java.lang.IllegalStateException: odd."
                + " The Jenkins system log has the details.";
        failAtEveryStep(new IllegalStateException("odd"), message);
    }

    private void failAtEveryStep(Exception failure, String message) throws IOException {
        Callable<Void> fault = () -> {
            throw failure;
        };
        // before and after what each move does; what the last move ended cannot fail any more
        for (int step = 1; step < 2 * Errand.MOVES; step++) {
            Journey journey = new Journey(root());
            journey.ground.failAt(step, fault);
            Outcome outcome = journey.finish();
            assertEquals("step " + step, Outcome.Kind.FAILED, outcome.kind());
            assertEquals(message, outcome.message());
            journey.assertUndone();
        }
    }

    @Test
    public void aStopAfterAFailureDoesNotHideTheFailure() throws Exception {
        Journey journey = new Journey(root());
        journey.moves(3);
        journey.ground.failAt(journey.ground.steps() + 1, () -> {
            throw new OperationException("Broken: repair it.");
        });
        journey.moveAndReload();
        journey.errand().stop();
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals("Broken: repair it.", outcome.message());
        journey.assertUndone();
    }

    @Test
    public void aFailureWhileItIsUndoneEndsItAndSaysWhatRemains() throws Exception {
        Journey journey = new Journey(root());
        journey.moves(3);
        journey.errand().stop();
        journey.ground.failAt(journey.ground.steps() + 2, () -> {
            throw new OperationException("May not: ask.");
        });
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("May not: ask. Some things may remain outside: remove them.", outcome.message());
        assertEquals(1, journey.outside().size());
    }

    @Test
    public void whatCannotBeUndoneIsGivenUpAfterTwoMinutes() throws Exception {
        Journey journey = new Journey(root(), new Errand("errand-1").clinging());
        journey.moves(4);
        journey.errand().stop();
        Instant begin = journey.ground.now;
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.STOPPED, outcome.kind());
        assertEquals("Some things may remain outside: remove them.", outcome.message());
        long seconds = journey.ground.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("after " + seconds + " s", seconds >= 120 && seconds < 120 + 7);
    }

    @Test
    public void whatCannotBeUndoneAfterAFailureIsToldWithIt() throws Exception {
        Journey journey = new Journey(root(), new Errand("errand-1").clinging());
        journey.ground.failAt(5, () -> {
            throw new OperationException("Broken: repair it.");
        });
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertEquals("Broken: repair it. Some things may remain outside: remove them.", outcome.message());
    }

    @Test
    public void theTimeInWhichNoProcessRunsIsNoneForUndoing() throws Exception {
        Journey journey = new Journey(root(), new Errand("errand-1").clinging());
        journey.moves(4);
        journey.errand().stop();
        journey.moveAndReload();
        journey.ground.pass(Duration.ofHours(9));
        Instant begin = journey.ground.now;
        journey.finish();
        long seconds = journey.ground.now.getEpochSecond() - begin.getEpochSecond();
        assertTrue("only " + seconds + " s", seconds >= 60 && seconds <= 120);
    }

    @Test
    public void aDeadlineUndoesWhatIsUnderWay() throws Exception {
        Errand errand = new Errand("errand-1");
        Journey journey = new Journey(root(), errand);
        errand.until(journey.ground.now.plusSeconds(45));
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.FAILED, outcome.kind());
        assertTrue(outcome.message(), outcome.message().startsWith("Timed out at 2026-01-01T00:00:45Z"));
        journey.assertUndone();
    }

    @Test
    public void aDeadlineAfterTheLastMoveDoesNoHarm() throws Exception {
        Errand errand = new Errand("errand-1");
        Journey journey = new Journey(root(), errand);
        errand.until(journey.ground.now.plusSeconds(91));
        assertEquals(Outcome.Kind.DONE, journey.finish().kind());
    }

    @Test
    public void thereIsNoOutcomeBeforeTheEnd() throws Exception {
        Journey journey = new Journey(root());
        for (int i = 1; i < Errand.MOVES; i++) {
            journey.moveAndReload();
            assertNull(journey.errand().outcome());
        }
    }
}
