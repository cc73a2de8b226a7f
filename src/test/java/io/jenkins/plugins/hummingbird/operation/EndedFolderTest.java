package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is left in the folder of an operation when it is over. */
public class EndedFolderTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TestContext ground;
    private Errand errand;

    @Before
    public void fill() throws IOException {
        ground = new TestContext(temporary.getRoot().toPath());
        errand = new Errand("errand-1");
        ground.bear(errand);
        Files.createDirectories(ground.folder().resolve("files/deep"));
        Files.writeString(ground.folder().resolve("files/deep/1"), "x");
        Files.writeString(ground.folder().resolve("table.csv"), "x");
        Files.writeString(ground.folder().resolve(EndedFolder.LATE_LOG), "x");
        Path elsewhere = Files.createDirectories(ground.outside.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "x");
        Files.createSymbolicLink(ground.folder().resolve("link"), elsewhere);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ground.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void runToEnd() {
        while (!errand.move(ground).over()) {
            ground.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    public void allThatNobodyReadsAnyMoreGoesWithTheEnd() throws Exception {
        runToEnd();
        assertThat(names(), contains(EndedFolder.LATE_LOG, "operation.xml"));
        assertThat("a link is no folder of ours", Files.exists(ground.outside.resolve("elsewhere/kept")), is(true));
    }

    @Test
    public void nothingGoesBeforeTheEndIsOnDisk() throws Exception {
        while (errand.outcome() == null) {
            assertThat(names(), hasItems("files", "table.csv"));
            ground.diskFull = ground.saves() < 8 ? null : new IOException("disk full");
            errand.move(ground);
            ground.pass(Duration.ofMinutes(1));
        }
        assertThat("the end was not saved", ground.file.read().outcome(), is((Outcome) null));
        assertThat(names(), hasItems("files", "table.csv"));
        ground.diskFull = null;
        errand.move(ground);
        assertThat(names(), not(hasItems("table.csv")));
    }

    @Test
    public void whatACrashLeftGoesWithTheNextMove() throws Exception {
        runToEnd();
        fill();
        ground.bear(ground.file.read());
        ((Errand) ground.file.read()).move(ground);
        assertThat(names(), contains(EndedFolder.LATE_LOG, "operation.xml"));
    }
}
