package io.jenkins.plugins.hummingbird.submit.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.PublishedFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SubmissionViewTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    @Test
    public void showsWhatTheStateFileSays() throws Exception {
        SubmissionView view = SavedSubmission.plates(folder(), 1, 96)
                .states("cfrw")
                .retry(3, 4)
                .view();
        assertThat(view.marks().substring(0, 5), is("cfRWw"));
        assertThat(view.counts().words(), is("93 waiting, 1 running, 1 completed, 1 failed"));
        assertThat(view.counts().retried(), is(2));
        assertThat(view.name(2), is("Plate=P1, Well=A02"));
        assertThat(view.reason(2), is("CellProfiler ended with exit code 1"));
        assertThat(view.status(), is("tasks are running"));
        assertThat(view.over(), is(false));
    }

    @Test
    public void aLineOfItSaysWhatIsUnderWayAndHowMany() throws Exception {
        SavedSubmission saved = SavedSubmission.plates(folder(), 1, 96).states("cfrw");
        assertThat(
                saved.submission().statusWithCounts(),
                is("tasks are running: 93 waiting, 1 running, 1 completed, 1 failed"));
        saved.submission().state().groupTasks.states = null;
        assertThat(saved.submission().statusWithCounts(), is("tasks are running"));
    }

    @Test
    public void hasNoGroupsUntilTheyAreKnown() throws Exception {
        SavedSubmission saved = SavedSubmission.plates(folder(), 1, 96).unplanned();
        assertThat(saved.view().groups(), is(0));
        assertThat(saved.view().plates(), is(empty()));
        saved.submission().state().enter(SubmitPhase.CHECK_INPUTS);
        saved.save();
        assertThat(saved.view().counts().of(GroupState.WAITING), is(96));
        assertThat(saved.view().rate(Instant.now()), is(""));
    }

    @Test
    public void pagesTheGroupsInTheOrderThatIsAskedFor() throws Exception {
        SubmissionView view = SavedSubmission.plates(folder(), 1, 384)
                .states("cfclw")
                .retry(3)
                .view();
        assertThat(new GroupRows(view, "bad", "", 0).groups(), contains(2, 4));
        assertThat(new GroupRows(view, "bad", "-state", 0).groups(), contains(4, 2));
        assertThat("failed first", new GroupRows(view, "", "", 0).groups().subList(0, 4), contains(2, 4, 1, 3));
        assertThat(new GroupRows(view, "", "group", 0).groups().subList(0, 3), contains(1, 2, 3));
        assertThat(new GroupRows(view, "", "-group", 0).groups().subList(0, 2), contains(384, 383));
        assertThat(new GroupRows(view, "", "-retries", 0).groups().get(0), is(3));
        GroupRows last = new GroupRows(view, "", "", 99);
        assertThat(last.page() + " of " + last.pages() + ", " + last.all(), is("3 of 4, 384"));
        assertThat(last.groups().get(83), is(384));
        assertThat(new GroupRows(view, "skipped", "", 5).groups(), is(empty()));
    }

    @Test
    public void aRateIsGivenForTheTimeInWhichSomeThousandGroupsEndAtMost() throws Exception {
        Instant begun = Instant.parse("2026-11-24T10:00:00Z");
        SavedSubmission saved = SavedSubmission.plates(folder(), 27, 384).states("r");
        saved.submission().state().groupTasks.progress.line(saved.submission().state().groupTasks.states, begun, false);
        saved.states("c".repeat(600) + "r");
        assertThat(saved.view().rate(begun.plus(Duration.ofHours(1))), is("600 groups an hour"));
        assertThat(saved.view().rate(begun.plus(Duration.ofHours(100))), is("6.0 groups an hour"));
        assertThat(saved.view().rate(begun.plus(Duration.ofMinutes(2))), is("300 groups a minute"));
        assertThat(saved.view().rate(begun.plus(Duration.ofSeconds(5))), is("120 groups a second"));
    }

    @Test
    public void saysWhereResultsAreAndHowManyFilesOnceTheyWereListed() throws Exception {
        SavedSubmission saved = SavedSubmission.plates(folder(), 1, 96).states("cf");
        assertThat(saved.view().path(1), is("/shared/out/g1"));
        assertThat(saved.view().path(2), is(""));
        assertThat(saved.view().files(1), is(-1));
        Files.writeString(
                folder().resolve(SubmissionFiles.OUTPUTS),
                """
                path,bytes,modified,group
                g1/Image.csv,7,2026-11-24T10:00:00Z,"Plate=P1, Well=A01"
                g1/a,2026-11-24T10:00:00Z,7,"Plate=P1, Well=A01"
                """);
        PublishedFiles.keep(Plan.read(folder()), folder());
        assertThat(saved.view().files(1), is(2));
        assertThat(saved.view().files(2), is(-1));
    }

    @Test
    public void filesAreReadOnlyWhenTheyChangedAndASecondHasPassed() throws Exception {
        SavedSubmission saved = SavedSubmission.plates(folder(), 1, 96).states("cw");
        SubmissionReader reader = new SubmissionReader(folder());
        Instant now = Instant.now();
        SubmissionView first = reader.view(now);
        assertThat(reader.view(now.plusSeconds(5)), is(sameInstance(first)));
        Thread.sleep(20);
        saved.states("ccw");
        assertThat(reader.view(now.plusMillis(5900)), is(sameInstance(first)));
        SubmissionView second = reader.view(now.plusMillis(6100));
        assertThat(second, is(not(sameInstance(first))));
        assertThat(second.plates(), is(sameInstance(first.plates())));
        assertThat(second.counts().of(GroupState.COMPLETED), is(2));
    }

    @Test
    public void aFolderWithoutStateIsNamed() {
        IOException e = assertThrows(IOException.class, () -> new SubmissionReader(folder()).view(Instant.now()));
        assertThat(e.getMessage().contains(folder().toString()), is(true));
    }

    @Test
    public void tenThousandGroupsAreSortedByTheirState() throws Exception {
        SavedSubmission.plates(folder(), 27, 384).states("cfcl".repeat(1000) + "w");
        SubmissionReader reader = new SubmissionReader(folder());
        SubmissionView view = reader.view(Instant.now());
        List<Integer> page = new GroupRows(view, "", "-state", 50).groups();
        assertThat(page.size(), is(100));
    }
}
