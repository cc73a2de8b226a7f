package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MissingSetsTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private String names(String header, String sorted, int rows) throws Exception {
        Path folder = temp.getRoot().toPath();
        TaskFiles files = new TaskFiles(folder);
        Files.writeString(files.header(), header);
        Files.writeString(files.table(), sorted);
        Plan plan = new Plan(List.of(), List.of(new Group(List.of(), "all", 0, sorted.length(), rows, 1)));
        GroupRecord record =
                GroupRecord.parseLine("1\t0.0\tfailed\t0\t1\t3\tn1\t1764000000\t1764000060\timage-sets\t0\t1,3");
        return new MissingSets(plan, folder).names(record);
    }

    @Test
    public void imageSetsOfATableAreNamedByAFileOfEach() throws Exception {
        assertThat(names("FileName_DNA\n", "a.tif\nb.tif\nc.tif\n", 3), is(": a.tif, c.tif"));
    }

    @Test
    public void imageSetsOfAListOfFilesAreNamedByTheirNumbers() throws Exception {
        assertThat(names("", "/d/a.tif\n/d/b.tif\n", 0), is(": image set 1, image set 3"));
    }
}
