package io.jenkins.plugins.hummingbird.submit.measurements;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FindingsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    /** @param count the number of nuclei by row and column, from 0 */
    private List<String> findings(int plates, IntBinaryOperator count) throws Exception {
        NewRecord[] records = new NewRecord[96 * plates];
        for (int i = 0; i < records.length; i++) {
            WellPosition well = new WellPosition(i % 96 / 12, i % 12);
            records[i] = TestRecords.group(
                    i + 1,
                    "P" + (i / 96 + 1),
                    well.number(),
                    TestRecords.of(count.applyAsInt(well.row(), well.column())));
        }
        return SavedSubmission.plates(temporary.getRoot().toPath().resolve("1"), plates, 96)
                .states("c")
                .measured(records)
                .view()
                .measurements()
                .findings();
    }

    /** Between 990 and 1,010 in no order. */
    private static int usual(int row, int column) {
        return 1000 + (row * 7 + column * 11) % 21 - 10;
    }

    @Test
    public void areNoneOnAnEvenPlate() throws Exception {
        assertThat(findings(2, FindingsTest::usual), is(empty()));
        assertThat(findings(1, (row, column) -> 500), is(empty()));
    }

    @Test
    public void nameWellsThatAreNearlyEmpty() throws Exception {
        assertThat(
                findings(1, (row, column) -> row == 3 && column == 6 ? 12 : usual(row, column)),
                contains("P1: 1 well has less than a tenth of the median of 999.5 nuclei: D07 (12)"));
    }

    @Test
    public void nameFiveOfManyEmptyWells() throws Exception {
        assertThat(
                findings(1, (row, column) -> column == 0 ? 0 : usual(row, column)),
                hasItem(
                        "P1: 8 wells have less than a tenth of the median of 999 nuclei: A01 (0), B01 (0), C01 (0), D01 (0), E01 (0), ..."));
    }

    @Test
    public void nameRowsAndColumnsThatDiffer() throws Exception {
        List<String> found = findings(1, (row, column) -> usual(row, column) - (row == 4 ? 100 : 0));

        assertThat(
                found,
                contains(
                        "P1: row E has a median of 899.5 nuclei, the plate 998: 16.4 median absolute deviations lower"));
    }

    @Test
    public void nameAnEdgeThatDiffers() throws Exception {
        List<String> found = findings(
                1,
                (row, column) -> usual(row, column) + (row == 0 || row == 7 || column == 0 || column == 11 ? 12 : 0));

        assertThat(found.get(0).startsWith("P1: the wells at the edge have a median of "), is(true));
    }

    @Test
    public void areFiveAtMostAndEmptyWellsComeFirst() throws Exception {
        List<String> found = findings(
                4,
                (row, column) ->
                        row == 0 && column == 0 ? 0 : usual(row, column) + (row == 2 ? 80 : row == 5 ? -300 : 0));

        assertThat(found, hasSize(5));
        assertThat(found.get(0).contains("less than a tenth"), is(true));
        assertThat(found.get(4).contains("row F"), is(true));
    }
}
