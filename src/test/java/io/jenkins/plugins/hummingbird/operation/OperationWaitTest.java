package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How long an operation waits when looks are to be rarer than it would have them. */
public class OperationWaitTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Journey journey;

    @Before
    public void begin() throws IOException {
        journey = new Journey(folder.getRoot().toPath());
    }

    private List<Long> delays() throws IOException {
        List<Long> delays = new ArrayList<>();
        Next next;
        do {
            next = journey.moveAndReload();
            delays.add(next.delay().toSeconds());
        } while (!next.over());
        return delays;
    }

    @Test
    public void waitsAreStretchedAndOtherMovesAreNot() throws Exception {
        journey.ground.leastWait = Duration.ofSeconds(45);
        assertEquals(List.of(0L, 0L, 0L, 0L, 45L, 45L, 45L, 0L), delays());
    }

    @Test
    public void longerWaitsStay() throws Exception {
        journey.ground.leastWait = Duration.ofSeconds(20);
        assertEquals(List.of(0L, 0L, 0L, 0L, 30L, 30L, 30L, 0L), delays());
    }

    @Test
    public void whatIsReadOnWithinASecondIsNotHeldUp() {
        Next soon = Next.in(Duration.ofMillis(500));
        assertEquals(soon, soon.atLeast(Duration.ofSeconds(45)));
        assertEquals(Next.end(), Next.end().atLeast(Duration.ofSeconds(45)));
    }

    @Test
    public void undoingKeepsItsOwnPace() throws Exception {
        journey = new Journey(folder.newFolder().toPath(), new Errand("errand-1").clinging());
        journey.moves(5);
        journey.ground.leastWait = Duration.ofHours(1);
        journey.errand().stop();
        assertEquals(Duration.ofSeconds(7), journey.moveAndReload().delay());
    }
}
