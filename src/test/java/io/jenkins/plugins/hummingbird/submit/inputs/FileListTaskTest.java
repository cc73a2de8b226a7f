package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskRun;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What task.sh does for a pipeline that reads a list of files. */
public class FileListTaskTest {
    private static final String LIST = "/images/a b.tif\n/images/ü.tif\n";

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private TaskRun task;

    @Before
    public void planOfAFileList() throws Exception {
        task = new TaskRun(temp.newFolder().toPath(), temp.newFolder("out").toPath(), 2);
        Files.writeString(task.plan.resolve("header.csv"), "");
        Files.writeString(task.plan.resolve("table.csv"), "/images/other.tif\n" + LIST);
        expect(2);
    }

    /** @param imageSets how many; 0 when that is not known */
    private void expect(int imageSets) throws Exception {
        Files.writeString(
                task.plan.resolve("index"), "18 " + LIST.getBytes("UTF-8").length + " " + imageSets + " 0a1b A01\n");
    }

    @Test
    public void cellProfilerGetsTheFilesOfTheGroupAndNoTable() throws Exception {
        // the stand-in has taken its arguments apart already: those of the process still stand in /proc
        String body =
                "tr '\\0' '\\n' </proc/$$/cmdline >\"$output/arguments\"; grep -A1 -x -e --file-list \"$output/arguments\""
                        + " | tail -n 1 | xargs cat >\"$output/list\"; " + task.success();
        GroupRecord record = task.run(body);
        assertThat(record.state(), is("completed"));
        assertThat(Files.readString(task.results(task.published()).resolve("list")), is(LIST));
        String arguments = Files.readString(task.results(task.published()).resolve("arguments"));
        assertThat(arguments, arguments.contains("--data-file"), is(false));
    }

    @Test
    public void whereTheNumberOfImageSetsIsNotKnownAllThatBeganMustBeDone() throws Exception {
        expect(0);
        GroupRecord record = task.run("sets 1 2 3; complete");
        assertThat(record.state(), is("completed"));
        assertThat(record.imageSets(), is(3));
        assertThat(record.rows(), is(3));
        assertThat(Files.readString(task.results(task.published() + ".done")).strip(), is("0a1b 0 0 3"));
    }

    @Test
    public void anImageSetThatBeganAndWasNotDoneFailsTheGroup() throws Exception {
        expect(0);
        GroupRecord record = task.run("sets 1 3; progress 2 LoadData 1; progress 4 LoadData 1; complete");
        assertThat(
                task.sentence(record),
                is("CellProfiler reports success, but only 2 of 4 image sets reached the last module without an error:"
                        + " missing of the group are 2, 4"));
    }

    @Test
    public void aRunThatDidNothingIsNeverAccepted() throws Exception {
        expect(0);
        GroupRecord record = task.run("complete");
        assertThat(record.state(), is("failed"));
        assertThat(task.sentence(record), is("CellProfiler reports success, but looked at no image set"));
    }
}
