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

/** The files in the folder of a finished operation. */
public class FolderCleanupTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TestContext context;
    private SampleOperation operation;

    @Before
    public void fill() throws IOException {
        context = new TestContext(temporary.getRoot().toPath());
        operation = new SampleOperation("sample-1");
        context.attach(operation);
        Files.createDirectories(context.folder().resolve("files/deep"));
        Files.writeString(context.folder().resolve("files/deep/1"), "x");
        Files.writeString(context.folder().resolve("table.csv"), "x");
        Files.writeString(context.folder().resolve(FolderCleanup.LATE_LOG), "x");
        Path elsewhere = Files.createDirectories(context.outside.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "x");
        Files.createSymbolicLink(context.folder().resolve("link"), elsewhere);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(context.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void runToEnd() {
        while (!operation.move(context).over()) {
            context.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    public void deletesUnneededFilesWhenTheOperationEnds() throws Exception {
        runToEnd();
        assertThat(names(), contains(FolderCleanup.LATE_LOG, "operation.xml"));
        assertThat("the target of a link is kept", Files.exists(context.outside.resolve("elsewhere/kept")), is(true));
    }

    @Test
    public void deletesNothingBeforeTheEndIsSaved() throws Exception {
        while (operation.outcome() == null) {
            assertThat(names(), hasItems("files", "table.csv"));
            context.saveFailure = context.saves() < 8 ? null : new IOException("disk full");
            operation.move(context);
            context.advance(Duration.ofMinutes(1));
        }
        assertThat("the end was not saved", context.file.read().outcome(), is((Outcome) null));
        assertThat(names(), hasItems("files", "table.csv"));
        context.saveFailure = null;
        operation.move(context);
        assertThat(names(), not(hasItems("table.csv")));
    }

    @Test
    public void deletesWhatACrashLeftWithTheNextMove() throws Exception {
        runToEnd();
        fill();
        context.attach(context.file.read());
        ((SampleOperation) context.file.read()).move(context);
        assertThat(names(), contains(FolderCleanup.LATE_LOG, "operation.xml"));
    }
}
