package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.jenkins.page.UsageBars;
import io.jenkins.plugins.hummingbird.jenkins.page.UsageTrend;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationFolder;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.local.LocalBuild;
import jenkins.local.LocalJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class UsageTrendTest {
    @Rule
    public final LocalController controller = new LocalController();

    private LocalJob job;

    @Before
    public void aJob() {
        job = controller.job("plates");
    }

    private UsageBars bars() {
        return ((UsageTrend) new UsageTrend.Factory().createFor(job).iterator().next()).getBars();
    }

    /** Adds a submission of a plate to a build, whose groups took a quarter of an hour each. */
    private void submission(LocalBuild build, String id, int wells) throws Exception {
        Path folder = OperationFolder.inBuild(build.getRootDir(), id);
        SavedSubmission.plates(folder, 1, wells).states("c").took("node1", 1000);
        SubmissionAction action = new SubmissionAction(id);
        action.onAttached(build);
        build.addAction(action);
    }

    @Test
    public void aJobHasNoTrendBeforeTwoBuildsHaveRunTasks() throws Exception {
        assertThat("no build", bars(), is(nullValue()));
        submission(job.build(1, false), "submit-1", 96);
        assertThat(bars(), is(nullValue()));
        job.build(2, false);
        assertThat("a build that submits nothing", bars(), is(nullValue()));
        submission(job.build(3, false), "submit-3", 24);
        assertThat(bars().getAll(), hasSize(2));
        assertThat(bars().getLast(), is("#3: 6.00 CPU-hours"));
        assertThat(bars().getAll().get(0).getTitle(), is("#1: 24.00 CPU-hours"));
        assertThat(bars().getAll().get(1).getHeight(), is("25.0"));
    }

    @Test
    public void theSubmissionsOfABuildAreSummedUp() throws Exception {
        submission(job.build(1, false), "submit-1", 96);
        LocalBuild build = job.build(2, false);
        submission(build, "submit-2", 96);
        submission(build, "submit-3", 48);
        assertThat(bars().getLast(), is("#2: 36.00 CPU-hours"));
    }

    @Test
    public void onlyTheLastThirtyBuildsAreLookedAt() throws Exception {
        submission(job.build(1, false), "submit-1", 96);
        for (int number = 2; number <= 31; number++) {
            submission(job.build(number, false), "submit-" + number, 12);
        }
        assertThat(bars().getAll(), hasSize(30));
        assertThat(bars().getAll().get(0).getTitle(), is("#2: 3.00 CPU-hours"));
    }

    @Test
    public void aBuildWhoseFilesCannotBeReadIsLeftOut() throws Exception {
        for (int number = 1; number <= 3; number++) {
            submission(job.build(number, false), "submit-" + number, 12);
        }
        Path folder = OperationFolder.inBuild(job.getBuildByNumber(2).getRootDir(), "submit-2");
        Files.writeString(folder.resolve(Usage.FILE), "{\"values\": {");
        assertThat(bars().getAll(), hasSize(2));
    }
}
