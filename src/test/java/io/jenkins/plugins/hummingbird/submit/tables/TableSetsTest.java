package io.jenkins.plugins.hummingbird.submit.tables;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How groups are divided into sets of tables. */
public class TableSetsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final SubmitRequest request = new SubmitRequest();
    private final List<String> log = new ArrayList<>();

    private List<TableSet> sets(List<String> keys, List<List<String>> values) throws IOException {
        Path folder = temporary.getRoot().toPath();
        List<Group> groups = new ArrayList<>();
        for (List<String> value : values) {
            groups.add(new Group(value, "g" + groups.size(), 0, 1, 1, groups.size() + 1L));
        }
        new Plan(keys, groups).write(folder);
        Files.createDirectories(folder.resolve("tables"));
        return TableSets.make(new SubmissionState("submit-1", request, Instant.now()), folder, log::add);
    }

    private static List<List<String>> wells(String... plates) {
        List<List<String>> values = new ArrayList<>();
        for (String plate : plates) {
            values.add(List.of(plate, "A01"));
            values.add(List.of(plate, "A02"));
        }
        return values;
    }

    @Test
    public void eachPlateHasTablesOfItsOwn() throws IOException {
        assertThat(
                sets(List.of("Plate", "Well"), wells("P1", "P 2")),
                contains(
                        new TableSet("P1", "tables/P1", List.of(1, 2)),
                        new TableSet("P 2", "tables/P%202", List.of(3, 4))));
    }

    @Test
    public void withoutPlatesThereIsOneSet() throws IOException {
        assertThat(
                sets(List.of("Well"), List.of(List.of("A01"), List.of("A02"))),
                contains(new TableSet("all", "tables/all", List.of(1, 2))));
        assertThat(sets(List.of(), List.of(List.of())), contains(new TableSet("all", "tables/all", List.of(1))));
    }

    @Test
    public void aPlateThatIsCalledAllIsNoOther() throws IOException {
        assertThat(
                sets(List.of("Plate", "Well"), wells("all")),
                contains(new TableSet("all", "tables/all", List.of(1, 2))));
    }

    @Test
    public void keysThatAreNamedDivideThem() throws IOException {
        request.merging.tablesBy = "Metadata_Batch";
        List<TableSet> sets = sets(
                List.of("Batch", "Plate"),
                List.of(List.of("1", "P1"), List.of("1", "P2"), List.of("2", "P1"), List.of("2/3", "P1")));
        assertThat(
                sets,
                contains(
                        new TableSet("Batch=1", "tables/1", List.of(1, 2)),
                        new TableSet("Batch=2", "tables/2", List.of(3)),
                        new TableSet("Batch=2/3", "tables/2%2F3", List.of(4))));
        assertThat("as they are kept", TableSets.read(temporary.getRoot().toPath()), is(sets));
    }

    @Test
    public void aWellThatCannotBeReadIsStillOfItsPlate() throws IOException {
        assertThat(
                sets(
                        List.of("Plate", "Well"),
                        List.of(List.of("P1", "A01"), List.of("P1", "blank"), List.of("P2", ""))),
                contains(new TableSet("P1", "tables/P1", List.of(1, 2)), new TableSet("P2", "tables/P2", List.of(3))));
    }

    @Test
    public void rowsOfTheTableTellThePlatesWhereTheKeysDoNot() throws IOException {
        Path folder = temporary.getRoot().toPath();
        Files.writeString(folder.resolve("header.csv"), "Metadata_Plate,Metadata_Batch\n");
        Files.writeString(folder.resolve("table.csv"), "P1,1\nP2,2\n");
        assertThat(
                sets(List.of("Batch"), List.of(List.of("1"), List.of("2"))),
                contains(new TableSet("P1", "tables/P1", List.of(1)), new TableSet("P2", "tables/P2", List.of(2))));
    }

    @Test
    public void aGroupOfTwoPlatesMakesOneSetOfAll() throws IOException {
        Path folder = temporary.getRoot().toPath();
        Files.writeString(folder.resolve("header.csv"), "Metadata_Plate,Metadata_Batch\n");
        Files.writeString(folder.resolve("table.csv"), "P1,1\nP2,1\nP2,2\n");
        Group first = new Group(List.of("1"), "g1", 0, 10, 2, 1);
        Group second = new Group(List.of("2"), "g2", 10, 5, 1, 3);
        new Plan(List.of("Batch"), List.of(first, second)).write(folder);
        Files.createDirectories(folder.resolve("tables"));
        assertThat(
                TableSets.make(new SubmissionState("submit-1", request, Instant.now()), folder, log::add),
                contains(new TableSet("all", "tables/all", List.of(1, 2))));
        assertThat(log, contains(startsWith("the tables of all groups are merged into tables/all: not each")));
    }
}
