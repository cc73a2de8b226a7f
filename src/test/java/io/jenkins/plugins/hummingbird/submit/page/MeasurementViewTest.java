package io.jenkins.plugins.hummingbird.submit.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.measure.MeasurementRecord;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MeasurementViewTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private static final List<String> PLATE_AND_WELL = List.of("Plate", "Well");

    private Path folder() {
        return temporary.getRoot().toPath().resolve("1");
    }

    private static NewRecord inWell(int group, String plate, String well, MeasurementRecord record) {
        return TestRecords.group(group, plate, WellPosition.of(well).number(), record);
    }

    /** Three wells of a plate with 100, 200 and 300 nuclei, and one that was not measured. */
    private SavedSubmission plate() throws Exception {
        return SavedSubmission.of(
                        folder(),
                        PLATE_AND_WELL,
                        List.of(List.of("P", "A01"), List.of("P", "A02"), List.of("P", "B01"), List.of("P", "B02")))
                .states("cccf")
                .measured(
                        inWell(1, "P", "A01", TestRecords.of(100, 1.5)),
                        inWell(2, "P", "A02", TestRecords.of(200, Double.NaN)),
                        inWell(3, "P", "B01", TestRecords.of(300, 3.5)));
    }

    @Test
    public void areNothingBeforeAnyGroupHasEnded() throws Exception {
        MeasurementView view =
                SavedSubmission.plates(folder(), 1, 96).states("w").view().measurements();

        assertThat(view.version(), is(""));
        assertThat(view.columns().isEmpty(), is(true));
        assertThat(view.findings(), empty());
        assertThat(view.values("Count_Nuclei", 0, 1), is(nullValue()));
    }

    @Test
    public void changeTheirVersionWithEachGroup() throws Exception {
        SavedSubmission saved = plate();
        String before = saved.view().measurements().version();
        saved.measured(inWell(4, "P", "B02", TestRecords.of(400, 1)));

        assertThat(saved.view().measurements().version(), is(not(before)));
    }

    @Test
    public void haveTheValuesOfAPlateByPlace() throws Exception {
        ColumnValues values = plate().view().measurements().values("Count_Nuclei", 0, 12);

        assertThat(values.statistic(), is("sum"));
        assertThat(values.plates(), hasSize(1));
        ColumnValues.Plate plate = values.plates().get(0);
        assertThat(plate.values().length, is(96));
        assertThat(plate.values()[0], is(100.0));
        assertThat(plate.values()[12], is(300.0));
        assertThat(Double.isNaN(plate.values()[13]), is(true));
        assertThat(plate.median(), is(200.0));
        assertThat(plate.mad(), is(100.0));
        assertThat(plate.wells(), is(3));
        assertThat(plate.rowMedians()[0], is(150.0));
        assertThat(plate.columnMedians()[0], is(200.0));
        assertThat(Double.isNaN(plate.rowMedians()[2]), is(true));
    }

    @Test
    public void sayOfAWellHowItStandsAmongTheOthers() throws Exception {
        MeasurementView view = plate().view().measurements();
        WellValue well = view.well(0, 1, 0, "Count_Nuclei");

        assertThat(well.name(), is("B01"));
        assertThat(well.value(), is(300.0));
        assertThat(well.z(), is(closeTo(100 / 148.26, 1e-9)));
        assertThat(well.rank() + " of " + well.of(), is("1 of 3"));
        assertThat(well.sites(), empty());
        WellValue objects = view.well(0, 1, 0, "Nuclei_Column0");
        assertThat(objects.n() + " " + objects.unit(), is("300 objects"));
        assertThat(Double.isNaN(view.well(0, 1, 1, "Count_Nuclei").value()), is(true));
        assertThat(view.well(0, 1, 1, "Count_Nuclei").rank(), is(0));
        assertThat(view.well(1, 0, 0, "Count_Nuclei"), is(nullValue()));
        assertThat(view.well(0, 8, 0, "Count_Nuclei"), is(nullValue()));
        assertThat(view.well(0, 0, 0, "Nothing"), is(nullValue()));
    }

    @Test
    public void combineTheGroupsOfAWellAndListThem() throws Exception {
        SavedSubmission saved = SavedSubmission.of(
                        folder(),
                        List.of("Plate", "Well", "Site"),
                        List.of(List.of("P", "C03", "1"), List.of("P", "C03", "2")))
                .states("cc")
                .measured(inWell(1, "P", "C03", TestRecords.of(100, 1)), inWell(2, "P", "C03", TestRecords.of(300, 3)));
        MeasurementView view = saved.view().measurements();

        assertThat(view.well(0, 2, 2, "Count_Nuclei").value(), is(400.0));
        WellValue area = view.well(0, 2, 2, "Nuclei_Column0");
        assertThat(area.value(), is(2.5));
        assertThat(area.statistic(), is("median, weighted"));
        assertThat(area.sites().stream().map(WellValue.Site::value).toList(), contains(1.0, 3.0));
        assertThat(area.sites().get(1).name(), is("Plate=P, Well=C03, Site=2"));
        assertThat(view.values("Nuclei_Column0", 0, 1).statistic(), is("median, weighted"));
    }

    @Test
    public void listWellsInAnyOrderWithThoseWithoutAValueLast() throws Exception {
        MeasurementView view = plate().view().measurements();

        assertThat(wells(view, "plate"), contains("A01", "A02", "B01", "B02"));
        assertThat(wells(view, "-Count_Nuclei"), contains("B01", "A02", "A01", "B02"));
        assertThat(wells(view, "Nuclei_Column0"), contains("A01", "B01", "A02", "B02"));
        assertThat(wells(view, "-state").get(0), is("B02"));
        WellRows rows = view.wells(List.of("Count_Nuclei", "Nothing"), "", 7);
        assertThat(rows.all() + ", " + rows.page() + " of " + rows.pages(), is("4, 0 of 1"));
        assertThat(rows.rows().get(2).values(), is(new double[] {300}));
        assertThat(rows.rows().get(2).imageSets(), is(1));
        assertThat(rows.rows().get(3).state(), is(GroupState.FAILED));
    }

    private static List<String> wells(MeasurementView view, String sort) throws Exception {
        return view.wells(List.of(), sort, 0).rows().stream()
                .map(WellRows.Row::well)
                .toList();
    }

    @Test
    public void listGroupsWhereThereAreNoPlates() throws Exception {
        SavedSubmission saved = SavedSubmission.of(folder(), List.of("Day"), List.of(List.of("1"), List.of("2")))
                .states("cc")
                .measured(
                        TestRecords.group(1, "", -1, TestRecords.of(5)),
                        TestRecords.group(2, "", -1, TestRecords.of(7)));
        MeasurementView view = saved.view().measurements();

        assertThat(wells(view, "-Count_Nuclei"), contains("Day=2", "Day=1"));
        StringWriter csv = new StringWriter();
        view.writeCsv(csv);
        assertThat(csv.toString().lines().skip(1).toList(), contains(",Day=1,1,1,5", ",Day=2,1,1,7"));
    }

    @Test
    public void haveATableOfAllWells() throws Exception {
        StringWriter csv = new StringWriter();
        plate().view().measurements().writeCsv(csv);

        assertThat(
                csv.toString().lines().toList(),
                contains(
                        "Metadata_Plate,Metadata_Well,Metadata_Groups,Metadata_ImageSets,Count_Nuclei,Nuclei_Column0",
                        "P,A01,1,1,100,1.5",
                        "P,A02,1,1,200,",
                        "P,B01,1,1,300,3.5"));
    }

    @Test
    public void drawAPlateWithTheWellsThatItsOwnTablesName() throws Exception {
        SavedSubmission saved = SavedSubmission.of(folder(), List.of("Plate"), List.of(List.of("P")))
                .states("c");
        List<NewRecord.Place> wells = new ArrayList<>();
        MeasurementRecord one = TestRecords.of(100, 1);
        for (String well : List.of("A01", "H13")) {
            wells.add(new NewRecord.Place("P", WellPosition.of(well).number()));
        }
        MeasurementRecord record = new MeasurementRecord(
                one.columns(), List.of(one.places().get(0), one.places().get(0)), List.of());
        saved.measured(new NewRecord(1, "P", record, wells));
        SubmissionView view = saved.view();

        assertThat(view.plates().get(0).columns(), is(24));
        assertThat(view.plates().get(0).groups(7, 12), is(new int[] {1}));
        assertThat(
                view.measurements().values("Count_Nuclei", 0, 1).plates().get(0).wells(), is(2));
    }
}
