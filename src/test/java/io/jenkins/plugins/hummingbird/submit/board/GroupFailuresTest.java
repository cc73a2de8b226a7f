package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GroupFailuresTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final GroupFailures failures = new GroupFailures();

    private void fail(String reason, int... groups) {
        for (int group : groups) {
            failures.add(new GroupFailure(group, reason));
        }
    }

    @Test
    public void aReasonThatManyGroupsHaveIsSavedOnce() throws Exception {
        Path folder = temporary.getRoot().toPath();
        SavedSubmission saved = SavedSubmission.plates(folder, 1, 96).states("f");
        for (int group = 1; group <= 96; group++) {
            saved.submission().state().groupTasks.failures.add(new GroupFailure(group, "its node failed"));
        }
        new StateFile(folder).write(saved.submission());
        String state = Files.readString(folder.resolve("operation.xml"));
        assertThat(state.split("its node failed", -1).length - 1, is(1));
        assertThat(saved.view().reason(1), is("its node failed"));
        assertThat(saved.view().reason(96), is("its node failed"));
    }

    @Test
    public void theGroupsAreInTheOrderInWhichTheyFailed() {
        fail("exit code 1", 3, 1);
        fail("exit code 2", 2);
        fail("exit code 2", 3);
        assertThat(failures.groups(), contains(1, 2, 3));
        assertThat(failures.reasons().get(3), is("exit code 2"));
    }

    @Test
    public void whatIsForgottenLeavesNoReason() throws Exception {
        SavedSubmission saved =
                SavedSubmission.plates(temporary.getRoot().toPath(), 1, 96).states("ffc");
        saved.submission().state().groupTasks.failures.remove(List.of(2, 3));
        new StateFile(temporary.getRoot().toPath()).write(saved.submission());
        String state = Files.readString(temporary.getRoot().toPath().resolve("operation.xml"));
        assertThat(state, containsString("exit code 0<"));
        assertThat(state, not(containsString("exit code 1<")));
    }
}
