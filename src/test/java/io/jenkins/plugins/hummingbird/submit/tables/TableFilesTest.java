package io.jenkins.plugins.hummingbird.submit.tables;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the tasks are told that merge tables. */
public class TableFilesTest {
    private static final List<TableSet> SETS = List.of(
            new TableSet("P1", "tables/P1", List.of(1)),
            new TableSet("P2", "tables/P2", List.of(2)),
            new TableSet("P3", "tables/P3", List.of(3)));

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final SubmitRequest request = new SubmitRequest();

    @Before
    public void command() throws Exception {
        request.merging.tables = "csv";
        Files.writeString(folder().resolve("command"), "cellprofiler\0");
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private Map<String, String> write(Map<Integer, String> published) throws Exception {
        List<Group> groups = List.of(
                new Group(List.of("P1", "a\tb\nc\\d\re"), "g1", 0, 10, 1, 1),
                new Group(List.of("P2", "A01"), "g2", 10, 10, 1, 2),
                new Group(List.of("P3", "A01"), "g3", 20, 10, 1, 3));
        List<WholeRun.Numbers> numbers = List.of(
                new WholeRun.Numbers(1, 1, 1, 0), new WholeRun.Numbers(2, 2, 1, 0), new WholeRun.Numbers(3, 3, 1, 0));
        GroupLines lines = new GroupLines(
                new Plan(List.of("Plate", "Well"), groups), numbers, published, "/out/.hummingbird/results");
        TableFiles files = new TableFiles(folder());
        files.write(request, SETS, SETS.stream().map(lines::of).toList());
        assertThat(files.withResults(), is(published.keySet()));
        return files.digests();
    }

    @Test
    public void everyGroupWithResultsHasALineWhateverIsInItsMetadata() throws Exception {
        write(Map.of(1, "g1/submit-1.0.0.aa", 3, "g3/submit-0.0.0.bb"));
        assertThat(
                Files.readString(folder().resolve("tables/groups")),
                is(
                        "1\t/out/.hummingbird/results/g1/submit-1.0.0.aa\t1\t1\t1\t0\t0\t10\tPlate=P1\tWell=a\\tb\\nc\\\\d\re\n"
                                + "3\t/out/.hummingbird/results/g3/submit-0.0.0.bb\t3\t3\t1\t0\t20\t10\tPlate=P3\tWell=A01\n"));
    }

    @Test
    public void otherResultsOrFormatsAreOtherTables() throws Exception {
        Map<String, String> before = write(Map.of(1, "g1/submit-1.0.0.aa", 2, "g2/submit-1.0.0.bb"));
        assertThat(before.keySet(), is(Set.of("tables/P1", "tables/P2", "tables/P3")));
        assertThat(write(Map.of(1, "g1/submit-1.0.0.aa", 2, "g2/submit-1.0.0.bb")), is(before));
        Map<String, String> other = write(Map.of(1, "g1/submit-1.0.0.aa", 2, "g2/submit-2.0.0.cc"));
        assertThat(other.get("tables/P2"), is(not(before.get("tables/P2"))));
        assertThat("types may be others", other.get("tables/P1"), is(not(before.get("tables/P1"))));
        request.merging.tables = "csv, metadata";
        assertThat(
                write(Map.of(1, "g1/submit-1.0.0.aa", 2, "g2/submit-1.0.0.bb")).get("tables/P1"),
                is(not(before.get("tables/P1"))));
    }
}
