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

/** A process that ends during any save, and a full disk. */
public class OperationSaveTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SampleOperationDriver driver() throws IOException {
        return new SampleOperationDriver(folder.newFolder().toPath());
    }

    @Test
    public void aProcessThatEndsBeforeAnySaveLosesAndRepeatsNoLine() throws Exception {
        SampleOperationDriver undisturbed = driver();
        undisturbed.finish();
        for (int save = 1; save <= undisturbed.context.saves(); save++) {
            SampleOperationDriver driver = driver();
            driver.context.cutPowerAt(save, false);
            finishAfterPowerCut(driver, save);
            assertEquals("save " + save, undisturbed.context.lines, driver.context.lines);
        }
    }

    @Test
    public void aProcessThatEndsAfterAnySaveRepeatsNoLine() throws Exception {
        SampleOperationDriver undisturbed = driver();
        undisturbed.finish();
        for (int save = 1; save <= undisturbed.context.saves(); save++) {
            SampleOperationDriver driver = driver();
            driver.context.cutPowerAt(save, true);
            finishAfterPowerCut(driver, save);
            List<String> missing = new ArrayList<>(undisturbed.context.lines);
            driver.context.lines.forEach(line -> assertTrue("twice: " + line, missing.remove(line)));
            assertTrue("save " + save + " lost " + missing, missing.size() <= 1);
        }
    }

    private static void finishAfterPowerCut(SampleOperationDriver driver, int save) throws IOException {
        try {
            driver.finish();
            throw new AssertionError("save " + save + " was not reached");
        } catch (TestContext.PowerCut e) {
            driver.reload();
        }
        Outcome outcome = driver.finish();
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals(List.of("one", "two", "three"), outcome.result().get("things"));
        assertEquals(3L, outcome.result().get("looks"));
        assertEquals(List.of("one", "three", "two"), driver.outside());
    }

    @Test
    public void aStoppedOperationIsUndoneAlsoWhenTheProcessEndsAtAnySave() throws Exception {
        SampleOperationDriver undisturbed = driver();
        undisturbed.moves(4);
        undisturbed.operation().stop();
        undisturbed.finish();
        for (int save = undisturbed.context.saves(); save > 0; save--) {
            SampleOperationDriver driver = driver();
            driver.moves(4);
            if (save <= driver.context.saves()) {
                break;
            }
            driver.context.cutPowerAt(save, false);
            driver.operation().stop();
            try {
                driver.finish();
                throw new AssertionError("save " + save + " was not reached");
            } catch (TestContext.PowerCut e) {
                driver.reload();
            }
            // a stop that was not saved is requested again by the driver
            driver.operation().stop();
            assertEquals(Outcome.Kind.STOPPED, driver.finish().kind());
            driver.assertUndone();
        }
    }

    @Test
    public void nothingIsCreatedOrLoggedWhileTheStateCannotBeSaved() throws Exception {
        SampleOperationDriver driver = driver();
        driver.context.saveFailure = new IOException("No space left on device");
        for (int i = 0; i < 10; i++) {
            assertFalse(driver.move().over());
        }
        assertEquals(List.of(), driver.outside());
        assertEquals(List.of(), driver.context.lines);
        assertFalse(driver.context.file.exists());
        driver.context.saveFailure = null;
        assertEquals(Outcome.Kind.DONE, driver.finish().kind());
    }

    @Test
    public void delaysGrowWhileTheStateCannotBeSaved() throws Exception {
        SampleOperationDriver driver = driver();
        driver.moves(1);
        driver.context.saveFailure = new IOException("No space left on device");
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delays.add(driver.move().delay().toSeconds());
        }
        // each of these moves fails twice: when it saves its intent, and when it ends
        assertEquals(List.of(4L, 16L, 60L, 60L), delays);
        assertEquals(List.of(), driver.outside());
    }

    @Test
    public void theOperationIsNotOverBeforeItsEndIsSaved() throws Exception {
        SampleOperationDriver driver = driver();
        driver.moves(SampleOperation.MOVES - 1);
        driver.context.saveFailure = new IOException("No space left on device");
        assertFalse(driver.move().over());
        assertFalse(driver.move().over());
        assertNull(((SampleOperation) driver.context.file.read()).outcome());
        assertFalse(driver.context.lines.contains("counted"));
        driver.context.saveFailure = null;
        assertTrue(driver.move().over());
        assertEquals(
                Outcome.Kind.DONE,
                ((SampleOperation) driver.context.file.read()).outcome().kind());
        assertTrue(driver.context.lines.contains("counted"));
    }

    @Test
    public void noSideEffectFollowsAnIntentThatCannotBeSaved() throws Exception {
        SampleOperationDriver driver = driver();
        driver.moves(1);
        driver.context.saveFailure = new IOException("No space left on device");
        assertEquals(Duration.ofSeconds(4), driver.move().delay());
        assertEquals(List.of(), driver.outside());
        driver.context.saveFailure = null;
        driver.move();
        assertEquals(List.of("one"), driver.outside());
    }
}
