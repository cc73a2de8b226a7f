package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.slurm.NodeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NodeDisksTest {
    private static final long GIB = 1L << 30;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private NodeDisks disks;

    /** Groups of 1, 4 and 2 GiB. */
    @Before
    public void groups() throws IOException {
        Files.write(
                folder.getRoot().toPath().resolve("objects.index"),
                List.of("0 10 1 " + GIB, "10 10 1 " + 4 * GIB, "20 10 1 " + 2 * GIB));
        disks = new NodeDisks(folder.getRoot().toPath(), Set.of(1, 2, 3));
    }

    @Test
    public void tellsWhatTheTasksFetchThatRun() throws Exception {
        assertThat(
                disks.words(),
                is(
                        "tasks fetch 7.0 GiB from S3, for one group at most 4.0 GiB, into the temporary folder of their node"));
        assertThat("all are skipped", new NodeDisks(folder.getRoot().toPath(), Set.of()).words(), is(""));
    }

    @Test
    public void warnsOfANodeOnWhichMoreGroupsRunThanItsDiskHolds() throws Exception {
        assertThat(
                disks.warning(List.of(new NodeSize(2, 5120)), 1, 0),
                containsString(
                        "the images of 2 groups, as many as run on a node of 2 CPUs at a time, have up to 6.0 GiB,"
                                + " and the node has 5.0 GiB for temporary files (TmpDisk)"));
        assertThat("one at a time", disks.warning(List.of(new NodeSize(2, 5120)), 2, 0), is(""));
        assertThat("one at a time", disks.warning(List.of(new NodeSize(2, 5120)), 1, 1), is(""));
    }

    @Test
    public void saysNothingOfDisksThatSlurmDoesNotKnow() throws Exception {
        assertThat(disks.warning(List.of(new NodeSize(64, 0)), 1, 0), is(""));
        assertThat(disks.warning(List.of(), 1, 0), is(""));
        assertThat(
                "another node has room",
                disks.warning(List.of(new NodeSize(1, 2048), new NodeSize(1, 0)), 1, 1),
                containsString("4.0 GiB"));
    }
}
