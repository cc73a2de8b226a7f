package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.operation.UnreadableStateException;
import io.jenkins.plugins.hummingbird.submit.board.LoggedFailures;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
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
        String earlier = saved.replaceAll("(?s)<(loggedFailures|cause|heldBack|ending|undo)(/>|>.*?</\\1>)", "");
        assertThat(earlier, is(not(saved)));
        Files.writeString(state, earlier);
        Submission read = (Submission) file.read();
        assertThat(read.state().groupTasks.heldBack.size(), is(0));
        assertThat(read.state().groupTasks.cause.isKnown(), is(false));
        assertThat(read.state().ending.isCancelled(), is(false));
        assertThat(read.state().ending.archived, is(false));
        assertThat(
                read.state().groupTasks.loggedFailures.first("a reason", "a group"),
                is(new LoggedFailures().first("a reason", "a group")));
        assertThat(read.undoing(), is(false));
    }

    @Test
    public void isRefusedWhereItIsNotInTheFormOfThisVersion() throws Exception {
        Path folder = temporary.getRoot().toPath();
        Files.writeString(
                folder.resolve("operation.xml"),
                "<io.jenkins.plugins.hummingbird.submit.Submission><id>submit-1</id><phase>FOLLOW</phase>"
                        + "</io.jenkins.plugins.hummingbird.submit.Submission>");
        UnreadableStateException e = assertThrows(UnreadableStateException.class, () -> new StateFile(folder).read());
        assertThat(e.getMessage(), containsString("it was saved by another version of the plugin"));
    }

    @Test
    public void isRefusedWhereItKeepsTheTasksElsewhere() throws Exception {
        Path folder = temporary.getRoot().toPath();
        StateFile file = new StateFile(folder);
        file.write(new Submission("submit-1", new SubmitRequest(), Instant.parse("2030-01-01T00:00:00Z")));
        Path state = folder.resolve("operation.xml");
        Files.writeString(state, Files.readString(state).replaceAll("(?s)<(groupTasks|tableTasks)>.*?</\\1>", ""));
        UnreadableStateException e = assertThrows(UnreadableStateException.class, file::read);
        assertThat(e.getMessage(), containsString("it was saved by another version of the plugin"));
    }

    @Test
    public void hasNoListOfInputsThatCouldNotBeLookedAt() throws Exception {
        assertThat(SubmissionFiles.unchecked(temporary.getRoot().toPath()), is(Set.of()));
    }
}
