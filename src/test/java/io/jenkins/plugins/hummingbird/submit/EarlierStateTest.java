package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The state of a submission that an earlier version of the plugin saved. */
public class EarlierStateTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void hasWhatCameSinceAsAtTheBeginning() throws Exception {
        Path folder = temporary.getRoot().toPath();
        StateFile file = new StateFile(folder);
        file.write(new Submission("submit-1", new SubmitRequest(), Instant.parse("2030-01-01T00:00:00Z")));
        Path state = folder.resolve("operation.xml");
        String saved = Files.readString(state);
        String earlier = saved.replaceAll("(?s)<(saidFailures|cause|heldBack|ending|undo)(/>|>.*?</\\1>)", "");
        assertThat(earlier, is(not(saved)));
        Files.writeString(state, earlier);
        Submission read = (Submission) file.read();
        assertThat(read.heldBack.size(), is(0));
        assertThat(read.cause.isKnown(), is(false));
        assertThat(read.ending.isCancelled(), is(false));
        assertThat(read.ending.archived, is(false));
        assertThat(read.saidFailures.first("a reason", "a group"), is(new SaidFailures().first("a reason", "a group")));
        assertThat(read.undoing(), is(false));
    }

    @Test
    public void hasNoListOfInputsThatCouldNotBeLookedAt() throws Exception {
        assertThat(CheckInputs.unchecked(temporary.getRoot().toPath()), is(Set.of()));
    }
}
