package io.jenkins.plugins.hummingbird.submit.plates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.submit.KeptFiles;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlateMapTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private List<PlateMap> plates(List<String> keys, List<List<String>> values) throws Exception {
        return SavedSubmission.of(folder(), keys, values).states("w").view().plates();
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private static String size(PlateMap plate) {
        return plate.rows() + "x" + plate.columns();
    }

    @Test
    public void aPlateIsAsLargeAsItsWellsNeed() throws Exception {
        List<PlateMap> plates = plates(
                List.of("Plate", "Well"),
                List.of(
                        List.of("b", "H12"),
                        List.of("a", "A13"),
                        List.of("a", "P24"),
                        List.of("c", "AF48"),
                        List.of("d", "A25")));
        assertThat(plates.stream().map(PlateMap::name).toList(), contains("b", "a", "c", "d"));
        assertThat(plates.stream().map(PlateMapTest::size).toList(), contains("8x12", "16x24", "32x48", "32x48"));
        assertThat(plates.get(2).groups(31, 47), is(new int[] {4}));
    }

    @Test
    public void aTitleDoesNotSayPlateTwice() throws Exception {
        List<PlateMap> plates = plates(
                List.of("Plate", "Well"),
                List.of(List.of("7", "A01"), List.of("Plate_1", "A01"), List.of("plate 2", "A01")));
        assertThat(plates.stream().map(PlateMap::title).toList(), contains("Plate 7", "Plate_1", "plate 2"));
    }

    @Test
    public void wellsAreKnownByTheirRowAndColumnToo() throws Exception {
        List<PlateMap> plates = plates(
                List.of("Plate", "WellRow", "WellColumn"), List.of(List.of("a", "02", "3"), List.of("a", "C", "11")));
        assertThat(plates.get(0).groups(1, 2), is(new int[] {1}));
        assertThat(plates.get(0).groups(2, 10), is(new int[] {2}));
    }

    @Test
    public void wellsAreReadAsInstrumentsWriteThem() {
        for (String text : List.of("B03", "b3", "B-03", "r02c03", "R2C3")) {
            assertThat(text, WellPosition.of(text), is(new WellPosition(1, 2)));
        }
        for (String text : List.of("", "A00", "A49", "AG01", "A001B", "control", "12")) {
            assertThat(text, WellPosition.of(text), is(nullValue()));
        }
    }

    @Test
    public void aWellShowsTheWorstOfItsGroups() throws Exception {
        SavedSubmission saved = SavedSubmission.of(
                folder(),
                List.of("Plate", "Well", "Site"),
                List.of(
                        List.of("a", "A01", "1"),
                        List.of("a", "A01", "2"),
                        List.of("a", "A01", "3"),
                        List.of("a", "A02", "1")));
        String[][] cases = {
            {"ccc", "completed"},
            {"scc", "completed"},
            {"cwc", "waiting"},
            {"cwr", "running"},
            {"rfc", "failed"},
            {"lfr", "lost"}
        };
        for (String[] pair : cases) {
            SubmissionView view = saved.states(pair[0] + "w").view();
            assertThat(pair[0], view.plates().get(0).mark(0, 0, view.marks()).words(), is(pair[1]));
        }
        SubmissionView view = saved.states("cccc").retry(2).view();
        assertThat(view.plates().get(0).mark(0, 0, view.marks()).words(), is("completed, tried again"));
        assertThat(view.plates().get(0).mark(0, 1, view.marks()).words(), is("completed"));
    }

    @Test
    public void aGroupOfAPlateColoursAllOfIt() throws Exception {
        SubmissionView view = SavedSubmission.of(
                        folder(), List.of("Metadata", "Plate"), List.of(List.of("x", "a"), List.of("x", "b")))
                .states("cf")
                .view();
        assertThat(view.plates().get(1).mark(7, 11, view.marks()).words(), is("failed"));
        assertThat(view.plates().get(0).mark(3, 3, view.marks()).words(), is("completed"));
    }

    @Test
    public void aGroupLargerThanAWellColoursTheWellsThatItsImagesAreOf() throws Exception {
        Files.writeString(folder().resolve("header.csv"), "FileName_DNA,Metadata_Plate,Metadata_Well\n");
        Files.writeString(
                folder().resolve("table.csv"),
                "1,a,A01\n2,a,A01\n3,a,A02\n4,a,A03\n" + "5,b,B01\n6,b,B01\n7,b,B01\n8,b,\"B02\"\n");
        SubmissionView view = SavedSubmission.of(folder(), List.of("Plate"), List.of(List.of("a"), List.of("b")))
                .states("cw")
                .view();
        PlateMap first = view.plates().get(0);
        assertThat(first.mark(0, 2, view.marks()).words(), is("completed"));
        assertThat(first.mark(1, 0, view.marks()), is(nullValue()));
        assertThat(view.plates().get(1).mark(1, 1, view.marks()).words(), is("waiting"));
    }

    @Test
    public void wellsThatTheImageTableToldAreKnownWithoutItWhenTheSubmissionIsOver() throws Exception {
        Files.writeString(folder().resolve("header.csv"), "FileName_DNA,Metadata_Plate,Metadata_Well\n");
        Files.writeString(folder().resolve("table.csv"), "1,a,A01\n2,a,A01\n3,a,A02\n4,a,\n5,\"b\"\"\n\",B01\n6,,\n");
        SavedSubmission saved = SavedSubmission.of(folder(), List.of("Plate"), List.of(List.of("a"), List.of("b")))
                .states("cf");
        List<Collection<WellPlace>> before = GroupPlaces.read(Plan.read(folder()), folder());
        assertThat(KeptFiles.of(saved.submission().state(), folder()), hasItems("plan.csv", GroupPlaces.FILE));
        Files.delete(folder().resolve("header.csv"));
        Files.delete(folder().resolve("table.csv"));
        assertThat(GroupPlaces.read(Plan.read(folder()), folder()), is(before));
        assertThat(saved.view().plates().get(0).groups(0, 1), is(new int[] {1}));
        KeptFiles.of(saved.submission().state(), folder());
        assertThat("a second time", GroupPlaces.read(Plan.read(folder()), folder()), is(before));
    }

    @Test
    public void groupsOfFilesAreWhereTheirKeysSay() throws Exception {
        Files.createFile(folder().resolve("header.csv"));
        Files.writeString(folder().resolve("table.csv"), "/images/a/1.tif\n/images/a/2.tif\n");
        SubmissionView view = SavedSubmission.of(folder(), List.of("Plate"), List.of(List.of("a"), List.of("b")))
                .states("cf")
                .view();
        assertThat(view.plates().get(1).mark(0, 0, view.marks()).words(), is("failed"));
    }

    @Test
    public void groupsThatAreNowhereOnAPlateHaveNoMap() throws Exception {
        assertThat(plates(List.of("Site"), List.of(List.of("1"), List.of("2"))), is(empty()));
    }
}
