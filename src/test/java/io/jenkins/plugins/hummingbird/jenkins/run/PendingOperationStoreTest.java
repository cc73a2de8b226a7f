package io.jenkins.plugins.hummingbird.jenkins.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.operation.files.ForcedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The files of the operations that have not ended; PendingOperationsTest has what becomes of them. */
public class PendingOperationStoreTest {
    private static final PendingOperationEntry ENTRY = new PendingOperationEntry("job#1", Path.of("/build"), "head");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path home;
    private PendingOperationStore store;

    @Before
    public void begin() {
        home = temporary.getRoot().toPath().resolve("hummingbird");
        store = new PendingOperationStore(home);
    }

    @Test
    public void theNextProcessKnowsTheEntryThatWasPutLast() throws Exception {
        store.put("submit-1", ENTRY);
        PendingOperationEntry moved = new PendingOperationEntry("renamed#1", Path.of("/elsewhere"), "");
        store.put("submit-1", moved);
        PendingOperationStore next = new PendingOperationStore(home);
        assertThat(next.ids(), is(List.of("submit-1")));
        assertThat(next.get("submit-1"), is(moved));
        assertThat(next.ofBuild("renamed#1"), is(Set.of("submit-1")));
        assertThat(next.ofBuild("job#1"), is(Set.of()));
    }

    @Test
    public void anEntryIsForcedToTheDiskWithItsName() throws Exception {
        Set<Path> forced = ForcedFiles.during(home, () -> store.put("submit-1", ENTRY));
        assertThat(forced, hasItems(home.resolve("submit-1.new"), home.resolve("unfinished")));
    }
}
