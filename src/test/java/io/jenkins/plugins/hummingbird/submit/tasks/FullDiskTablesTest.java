package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The merging of tables that are larger than the disk. */
public class FullDiskTablesTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final SmallDisk disk = new SmallDisk(600);

    private Path large;

    private TablesRun task(Path output) throws Exception {
        TablesRun task = new TablesRun(temporary.getRoot().toPath(), output);
        StringBuilder rows = new StringBuilder();
        for (int object = 1; object <= 80_000; object++) {
            rows.append("1,").append(object).append(",5000\r\n");
        }
        large = task.group(3, "A03", rows.toString());
        return task;
    }

    private static Path fill(Path disk) throws Exception {
        Path fill = disk.resolve("fill");
        TaskRun.command("sh", "-c", "cat /dev/zero >\"$1\" 2>/dev/null || true", "sh", fill.toString());
        return fill;
    }

    @Test
    public void isToldOfTheOutputWhichIsThenFreedOfWhatIsNotWhole() throws Exception {
        TablesRun task = task(disk.folder().resolve("output"));
        GroupRecord record = task.run();
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(record.detail(), is("output"));
        assertThat(TaskRun.attempts(task.attempts()), is(List.of()));
        assertThat(Files.exists(task.output.resolve("tables")), is(false));
        Files.writeString(large.resolve("MyExpt_Nuclei.csv"), "ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,5\r\n");
        task.round = "1";
        assertThat(task.run().state(), is("completed"));
        assertThat(task.nuclei(), is(TablesRun.NUCLEI + "3,1,5\r\n"));
    }

    @Test
    public void isToldOfTheNode() throws Exception {
        TablesRun task = task(temporary.newFolder("output").toPath());
        task.settings("2048 1 0 sqlite");
        TaskRun.await(task.start(disk.folder()));
        GroupRecord record = TaskRun.record(task.plan);
        assertThat(record.reason(), is(FailureReason.DISK_FULL));
        assertThat(record.detail(), is("node"));
        assertThat("nothing stays there", disk.folder().toFile().list().length, is(0));
    }

    @Test
    public void leavesTheTaskWithoutARecordOnlyWhenItWasFullBefore() throws Exception {
        TablesRun task = task(disk.folder().resolve("output"));
        Path fill = fill(disk.folder());
        assertThat(TaskRun.await(task.start()), is(74));
        assertThat(TaskRun.record(task.plan), is(nullValue()));
        Files.delete(fill);
    }
}
