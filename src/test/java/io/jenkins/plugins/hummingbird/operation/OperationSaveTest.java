package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A process that ends at any save, and a disk that takes no state. */
public class OperationSaveTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Journey journey() throws IOException {
        return new Journey(folder.newFolder().toPath());
    }

    @Test
    public void aProcessThatEndsBeforeAnySaveLosesAndRepeatsNoLine() throws Exception {
        Journey undisturbed = journey();
        undisturbed.finish();
        for (int save = 1; save <= undisturbed.ground.saves(); save++) {
            Journey journey = journey();
            journey.ground.cutPowerAt(save, false);
            finishAfterPowerCut(journey, save);
            assertEquals("save " + save, undisturbed.ground.shown, journey.ground.shown);
        }
    }

    @Test
    public void aProcessThatEndsAfterAnySaveRepeatsNoLine() throws Exception {
        Journey undisturbed = journey();
        undisturbed.finish();
        for (int save = 1; save <= undisturbed.ground.saves(); save++) {
            Journey journey = journey();
            journey.ground.cutPowerAt(save, true);
            finishAfterPowerCut(journey, save);
            List<String> missing = new ArrayList<>(undisturbed.ground.shown);
            journey.ground.shown.forEach(line -> assertTrue("twice: " + line, missing.remove(line)));
            assertTrue("save " + save + " lost " + missing, missing.size() <= 1);
        }
    }

    private static void finishAfterPowerCut(Journey journey, int save) throws IOException {
        try {
            journey.finish();
            throw new AssertionError("save " + save + " was not reached");
        } catch (TestContext.PowerCut e) {
            journey.reload();
        }
        Outcome outcome = journey.finish();
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals(List.of("one", "two", "three"), outcome.result().get("things"));
        assertEquals(3L, outcome.result().get("looks"));
        assertEquals(List.of("one", "three", "two"), journey.outside());
    }

    @Test
    public void aStopIsUndoneAlsoWhenTheProcessEndsAtAnySave() throws Exception {
        Journey undisturbed = journey();
        undisturbed.moves(4);
        undisturbed.errand().stop();
        undisturbed.finish();
        for (int save = undisturbed.ground.saves(); save > 0; save--) {
            Journey journey = journey();
            journey.moves(4);
            if (save <= journey.ground.saves()) {
                break;
            }
            journey.ground.cutPowerAt(save, false);
            journey.errand().stop();
            try {
                journey.finish();
                throw new AssertionError("save " + save + " was not reached");
            } catch (TestContext.PowerCut e) {
                journey.reload();
            }
            // what nobody has written down a driver asks for again
            journey.errand().stop();
            assertEquals(Outcome.Kind.STOPPED, journey.finish().kind());
            journey.assertUndone();
        }
    }

    @Test
    public void nothingIsMadeOrSaidWhileTheStateCannotBeSaved() throws Exception {
        Journey journey = journey();
        journey.ground.diskFull = new IOException("No space left on device");
        for (int i = 0; i < 10; i++) {
            assertFalse(journey.move().over());
        }
        assertEquals(List.of(), journey.outside());
        assertEquals(List.of(), journey.ground.shown);
        assertFalse(journey.ground.file.exists());
        journey.ground.diskFull = null;
        assertEquals(Outcome.Kind.DONE, journey.finish().kind());
    }

    @Test
    public void aStateThatCannotBeSavedIsTriedAgainLaterAndLater() throws Exception {
        Journey journey = journey();
        journey.moves(1);
        journey.ground.diskFull = new IOException("No space left on device");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delays.add(journey.move().delay().toSeconds());
        }
        // each of these moves fails twice: at its intent, and at its own end
        assertEquals(List.of(4L, 16L, 60L, 60L), delays);
        assertEquals(List.of(), journey.outside());
    }

    @Test
    public void anEndIsNoneBeforeItIsSaved() throws Exception {
        Journey journey = journey();
        journey.moves(Errand.MOVES - 1);
        journey.ground.diskFull = new IOException("No space left on device");
        assertFalse(journey.move().over());
        assertFalse(journey.move().over());
        assertNull(((Errand) journey.ground.file.read()).outcome());
        assertFalse(journey.ground.shown.contains("counted"));
        journey.ground.diskFull = null;
        assertTrue(journey.move().over());
        assertEquals(
                Outcome.Kind.DONE,
                ((Errand) journey.ground.file.read()).outcome().kind());
        assertTrue(journey.ground.shown.contains("counted"));
    }

    @Test
    public void anIntentThatCannotBeSavedIsNotActedUpon() throws Exception {
        Journey journey = journey();
        journey.moves(1);
        journey.ground.diskFull = new IOException("No space left on device");
        assertEquals(Duration.ofSeconds(4), journey.move().delay());
        assertEquals(List.of(), journey.outside());
        journey.ground.diskFull = null;
        journey.move();
        assertEquals(List.of("one"), journey.outside());
    }
}
