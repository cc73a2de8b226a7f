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

/** The delays of an operation when a longer polling interval is configured. */
public class OperationWaitTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SampleOperationDriver driver;

    @Before
    public void begin() throws IOException {
        driver = new SampleOperationDriver(folder.getRoot().toPath());
    }

    private List<Long> delays() throws IOException {
        List<Long> delays = new ArrayList<>();
        Next next;
        do {
            next = driver.moveAndReload();
            delays.add(next.delay().toSeconds());
        } while (!next.over());
        return delays;
    }

    @Test
    public void delaysBetweenPollsAreLengthenedAndOtherDelaysAreNot() throws Exception {
        driver.context.leastWait = Duration.ofSeconds(45);
        assertEquals(List.of(0L, 0L, 0L, 0L, 45L, 45L, 45L, 0L), delays());
    }

    @Test
    public void longerDelaysAreKept() throws Exception {
        driver.context.leastWait = Duration.ofSeconds(20);
        assertEquals(List.of(0L, 0L, 0L, 0L, 30L, 30L, 30L, 0L), delays());
    }

    @Test
    public void delaysUnderASecondAreKept() {
        Next soon = Next.in(Duration.ofMillis(500));
        assertEquals(soon, soon.atLeast(Duration.ofSeconds(45)));
        assertEquals(Next.end(), Next.end().atLeast(Duration.ofSeconds(45)));
    }

    @Test
    public void undoingKeepsItsOwnDelay() throws Exception {
        driver = new SampleOperationDriver(folder.newFolder().toPath(), new SampleOperation("sample-1").notRemovable());
        driver.moves(5);
        driver.context.leastWait = Duration.ofHours(1);
        driver.operation().stop();
        assertEquals(Duration.ofSeconds(7), driver.moveAndReload().delay());
    }
}
