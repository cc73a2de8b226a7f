package io.jenkins.plugins.hummingbird.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.IOException;
import java.util.Arrays;
import org.junit.Test;

public class MeasurementRecordTest {
    private static final String[] RECORD = {
        "hummingbird-measurements\t1",
        "problem\tCells.csv: cut off",
        "columns\tCount_Nuclei\tImage_Intensity_MeanIntensity_DNA\tNuclei_AreaShape_Area",
        "statistics\tsum\tmean\tmedian",
        "place\tPlate 1\tD07\t2",
        "values\t30\t0.25\t",
        "n\t2\t2\t0",
        "left-out\t0\t0\t30",
        "means\t15\t0.25\t",
        "mads\t\t\t",
        "site\ts1\t1",
        "values\t12\t0.5\t",
        "n\t1\t1\t0",
        "site\t\t2",
        "values\t18\t0\t",
        "n\t1\t1\t0",
        "end",
    };

    @Test
    public void hasColumnsPlacesAndSites() throws Exception {
        MeasurementRecord record = MeasurementRecord.parse(TestRecords.compressed(RECORD));

        assertThat(record.problems(), contains("Cells.csv: cut off"));
        assertThat(
                record.columns(),
                contains(
                        new Column("Count_Nuclei", Statistic.SUM),
                        new Column("Image_Intensity_MeanIntensity_DNA", Statistic.MEAN),
                        new Column("Nuclei_AreaShape_Area", Statistic.MEDIAN)));
        assertThat(record.places(), hasSize(1));
        MeasuredPlace place = record.places().get(0);
        assertThat(place.plate() + ", " + place.well() + ", " + place.imageSets(), is("Plate 1, D07, 2"));
        assertThat(place.measured().values(), is(new double[] {30, 0.25, Double.NaN}));
        assertThat(place.measured().n(), is(new int[] {2, 2, 0}));
        assertThat(place.measured().leftOut(), is(new int[] {0, 0, 30}));
        assertThat(place.sites(), hasSize(2));
        assertThat(place.sites().get(0).name(), is("s1"));
        assertThat(place.sites().get(1).imageNumber(), is(2));
        assertThat(place.sites().get(1).measured().values(), is(new double[] {18, 0, Double.NaN}));
    }

    @Test
    public void mayHaveNothingButProblems() throws Exception {
        MeasurementRecord record = MeasurementRecord.parse(
                TestRecords.compressed("hummingbird-measurements\t1", "problem\tno table", "end"));

        assertThat(record.columns(), empty());
        assertThat(record.places(), empty());
    }

    @Test
    public void isNoneWithoutItsEnd() throws Exception {
        for (int lines = 1; lines < RECORD.length; lines++) {
            byte[] part = TestRecords.compressed(Arrays.copyOf(RECORD, lines));
            assertThrows(IOException.class, () -> MeasurementRecord.parse(part));
        }
        byte[] all = TestRecords.compressed(RECORD);
        for (int bytes = 0; bytes < all.length; bytes += 7) {
            byte[] part = Arrays.copyOf(all, bytes);
            assertThrows(IOException.class, () -> MeasurementRecord.parse(part));
        }
    }

    @Test
    public void isNoneWithOtherNumbersOfFieldsThanColumns() throws Exception {
        for (int line : new int[] {3, 5, 6, 7, 11}) {
            String[] lines = RECORD.clone();
            lines[line] += "\t1";
            byte[] bytes = TestRecords.compressed(lines);
            IOException refused = assertThrows(IOException.class, () -> MeasurementRecord.parse(bytes));
            assertThat(refused.getMessage(), containsString("line " + (line + 1)));
        }
    }

    @Test
    public void isNoneWithAColumnThatIsThereTwice() throws Exception {
        String[] lines = RECORD.clone();
        lines[2] = "columns\tCount_Nuclei\tCount_Nuclei\tNuclei_AreaShape_Area";
        byte[] bytes = TestRecords.compressed(lines);

        assertThrows(IOException.class, () -> MeasurementRecord.parse(bytes));
    }

    @Test
    public void isNoneOfAVersionThatIsNotKnown() throws Exception {
        byte[] bytes = TestRecords.compressed("hummingbird-measurements\t2", "end");

        IOException refused = assertThrows(IOException.class, () -> MeasurementRecord.parse(bytes));
        assertThat(refused.getMessage(), containsString("version 1"));
    }

    @Test
    public void isRefusedWithMoreColumnsOrValuesThanANodeWrites() throws Exception {
        String[] columns = RECORD.clone();
        columns[2] = "columns" + "\tx".repeat(Limits.MEASUREMENT_COLUMNS + 1);
        IOException refused =
                assertThrows(IOException.class, () -> MeasurementRecord.parse(TestRecords.compressed(columns)));
        assertThat(refused.getMessage(), containsString("line 3: more than 20000 fields"));

        StringBuilder names = new StringBuilder("columns");
        for (int i = 0; i < Limits.MEASUREMENT_COLUMNS; i++) {
            names.append("\tc").append(i);
        }
        String[] lines = new String[4 + Limits.MEASUREMENT_VALUES / Limits.MEASUREMENT_COLUMNS];
        Arrays.fill(lines, "values" + "\t".repeat(Limits.MEASUREMENT_COLUMNS));
        lines[0] = RECORD[0];
        lines[1] = names.toString();
        lines[2] = "statistics" + "\tsum".repeat(Limits.MEASUREMENT_COLUMNS);
        lines[3] = "place\t\t\t1";
        assertThrows(IOException.class, () -> MeasurementRecord.parse(TestRecords.compressed(lines)));
        String[] more = Arrays.copyOf(lines, lines.length + 1);
        more[lines.length] = lines[lines.length - 1];
        refused = assertThrows(IOException.class, () -> MeasurementRecord.parse(TestRecords.compressed(more)));
        assertThat(refused.getMessage(), containsString("more than 8000000 values"));
    }

    @Test
    public void isRefusedWhenItBecomesTooLargeUncompressed() throws Exception {
        String[] lines = new String[Limits.MEASUREMENT_TEXT / 1_000_000 + 2];
        Arrays.fill(lines, "problem\t" + "x".repeat(1_000_000));
        lines[0] = "hummingbird-measurements\t1";
        byte[] bytes = TestRecords.compressed(lines);

        IOException refused = assertThrows(IOException.class, () -> MeasurementRecord.parse(bytes));
        assertThat(refused.getMessage(), containsString("64 MiB"));
    }
}
