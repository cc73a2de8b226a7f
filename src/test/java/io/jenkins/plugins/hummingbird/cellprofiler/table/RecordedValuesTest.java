package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** Groups whose values CellProfiler records differently. */
public class RecordedValuesTest {
    private static RecordedValues of(List<String> keys, String... groups) throws OperationException {
        List<Group> all = new ArrayList<>();
        Stream.of(groups).forEach(values -> all.add(new Group(List.of(values.split("/")), values, 0, 1, 1, 1)));
        List<String> columns = keys.contains("Well")
                ? List.of("Metadata_Row", "Metadata_Col")
                : keys.stream().map(key -> "Metadata_" + key).toList();
        return new RecordedValues(new Grouping(keys, columns), all);
    }

    @Test
    public void aPlateOfDigitsIsRecordedAsANumberIfItIsReadAlone() throws Exception {
        RecordedValues plates = of(List.of("Plate", "WellColumn"), "0123/01", "0123/02", "1E05/01", "P2/01", "7/01");
        assertEquals(
                "LoadData reads numbers, and records Plate=0123 as 123; Plate=1E05 as 100000.0", plates.changed(true));
        assertEquals("", plates.changed(false));
        assertEquals("", plates.alike());
    }

    @Test
    public void threeValuesAreNamedAndTheOthersCounted() throws Exception {
        assertEquals(
                "LoadData reads numbers, and records N=01 as 1; N=02 as 2; N=03 as 3; and 2 more",
                of(List.of("N"), "01", "02", "03", "04", "05", "6").changed(false));
    }

    @Test
    public void groupsThatCellProfilerWouldMergeAreNamedInPairs() throws Exception {
        RecordedValues numbers = of(List.of("Plate", "Site"), "P/01", "P/1", "Q/1", "P/+1");
        assertEquals(
                "CellProfiler would merge groups that are separate here: Plate=P, Site=01 and Plate=P, Site=1;"
                        + " Plate=P, Site=01 and Plate=P, Site=+1",
                numbers.alike());
        assertEquals(
                "text is no number", "", of(List.of("Site"), "01", "1", "x").alike());
    }

    @Test
    public void aWellCombinedFromNumbersIsText() throws Exception {
        assertEquals("", of(List.of("Well"), "0101", "0102").changed(true));
        assertEquals("", of(List.of("Well"), "0101", "101").alike());
    }
}
