package io.jenkins.plugins.hummingbird.submit.tables;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.tables.WholeRun.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which numbers a group's first image set has in one run over all groups. */
public class WholeRunTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final List<Group> groups = new ArrayList<>();

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private void group(int rows, long first, String... values) {
        long offset = groups.stream().mapToLong(Group::length).sum();
        groups.add(new Group(List.of(values), "g" + groups.size(), offset, 0, rows, first));
    }

    private List<Numbers> numbers(List<String> keys, String... own) throws Exception {
        return WholeRun.of(new Plan(keys, groups), List.of(own), true, folder());
    }

    @Test
    public void aPipelineThatDoesNotGroupHasOneGroup() throws Exception {
        group(2, 1, "A01");
        group(3, 3, "A02");
        assertThat(numbers(List.of("Well")), contains(new Numbers(1, 1, 1, 5), new Numbers(3, 1, 3, 5)));
    }

    @Test
    public void groupsOfThePipelineKeepTheirOwnIndexes() throws Exception {
        group(2, 1, "A01");
        group(3, 3, "A02");
        assertThat(numbers(List.of("Well"), "Well"), contains(new Numbers(1, 1, 1, 0), new Numbers(3, 2, 1, 0)));
    }

    @Test
    public void partsOfAGroupOfThePipelineGoOnInIt() throws Exception {
        group(2, 1, "A01", "1");
        group(3, 3, "A01", "2");
        group(4, 6, "A02", "1");
        assertThat(
                numbers(List.of("Well", "Site"), "Well"),
                contains(new Numbers(1, 1, 1, 5), new Numbers(3, 1, 3, 5), new Numbers(6, 2, 1, 4)));
    }

    @Test
    public void aGroupOfSeveralOfThePipelineCountsAsSoMany() throws Exception {
        Files.writeString(folder().resolve("header.csv"), "Metadata_Plate,Metadata_Well\n");
        Files.writeString(folder().resolve("table.csv"), "P1,A01\nP1,A01\nP1,A02\nP2,A01\n");
        group(3, 1, "P1");
        group(1, 4, "P2");
        assertThat(
                numbers(List.of("Plate"), "Plate", "Well"), contains(new Numbers(1, 1, 1, 0), new Numbers(4, 3, 1, 0)));
    }

    @Test
    public void aTableThatWasNotSlicedIsNumberedByCellProfiler() throws Exception {
        group(2, 1, "A01");
        group(3, 3, "A02");
        assertThat(
                WholeRun.of(new Plan(List.of("Well"), groups), List.of("Well"), false, folder()),
                contains(new Numbers(1, 1, 1, 0), new Numbers(1, 1, 1, 0)));
    }

    @Test
    public void whereSizesAreNotKnownBeforehandTheRecordsSayThem() throws Exception {
        Files.writeString(folder().resolve("header.csv"), "");
        Files.writeString(folder().resolve("table.csv"), "a.tif\nb.tif\nc.tif\nd.tif\ne.tif\n");
        groups.add(new Group(List.of("1"), "g1", 0, 12, 0, 0));
        groups.add(new Group(List.of("2"), "g2", 12, 12, 0, 0));
        groups.add(new Group(List.of("3"), "g3", 24, 6, 0, 0));
        record(1, 7);
        assertThat(
                "as many image sets as the record says, and of the failed one as files at most",
                numbers(List.of("Movie"), "Movie"),
                contains(new Numbers(1, 1, 1, 0), new Numbers(8, 2, 1, 0), new Numbers(10, 3, 1, 0)));
    }

    @Test
    public void aSkippedGroupOfUnknownSizeCountsAsItsProofSays() throws Exception {
        Files.writeString(folder().resolve("header.csv"), "");
        Files.writeString(folder().resolve("table.csv"), "a.avi\nb.avi\n");
        groups.add(new Group(List.of("P1", "1"), "g1", 0, 6, 0, 0));
        groups.add(new Group(List.of("P1", "2"), "g2", 6, 6, 0, 0));
        Files.writeString(folder().resolve(SubmissionFiles.SKIPPED), "1 submit-0.0.0.aa 7\n2 submit-0.0.0.bb 5\n");
        assertThat(
                numbers(List.of("Plate", "Movie"), "Plate"),
                contains(new Numbers(1, 1, 1, 12), new Numbers(8, 1, 8, 12)));
    }

    private void record(int group, int rows) throws IOException {
        Files.writeString(
                folder().resolve(SubmissionFiles.RECORDS),
                group + "\t0.0.aa\tcompleted\t0\t" + rows + "\t" + rows + "\tn1\t1\t2\t\t0\t\n");
    }
}
