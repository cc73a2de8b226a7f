package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RowOrderTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private String wrong(String... rows) throws Exception {
        Path folder = temp.getRoot().toPath();
        TaskFiles files = new TaskFiles(folder);
        Files.writeString(files.header(), "FileName_DNA,PathName_DNA,Metadata_Plate\n");
        Files.write(files.table(), List.of(rows));
        Group group = new Group(List.of("P1"), "P1", 0, 0, rows.length, 1);
        return RowOrder.wrong(new Plan(List.of("Plate"), List.of(group)), files);
    }

    @Test
    public void rowsThatStandAsTextDoAreNamed() throws Exception {
        assertThat(
                wrong("t1.tif,/p,P1", "t10.tif,/p,P1", "t2.tif,/p,P1"),
                startsWith("TrackObjects takes the rows of a group for what came one after the other, and in Plate=P1"
                        + " /p/t10.tif stands before /p/t2.tif. "));
        assertThat(wrong("t1.tif,/p,P1", "t2.tif,/p,P1", "t10.tif,/p,P1"), is(""));
        assertThat("another order than that of names", wrong("b1.tif,/p,P1", "a2.tif,/p,P1", "a1.tif,/p,P1"), is(""));
    }
}
