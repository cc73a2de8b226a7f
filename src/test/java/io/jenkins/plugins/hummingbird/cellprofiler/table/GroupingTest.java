package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

/** The columns by which a table is grouped. */
public class GroupingTest {
    private static final List<String> COLUMNS =
            List.of("FileName_DNA", "Metadata_Well", "Plate", "Metadata_Plate", "Metadata_Größe");

    @Test
    public void keysAreFoundWithAndWithoutTheirPrefix() throws Exception {
        Grouping grouping = new Grouping(List.of("Plate", "Metadata_Well", "Größe"), COLUMNS);
        assertEquals(List.of("Plate", "Well", "Größe"), grouping.keys());
        assertEquals(List.of("P1", "A01", "5"), grouping.values(List.of("a.tif", "A01", "other", "P1", "5")));
    }

    @Test
    public void withoutKeysAllRowsAreOneGroup() throws Exception {
        Grouping grouping = new Grouping(List.of(), COLUMNS);
        assertEquals(List.of(), grouping.values(List.of("a.tif", "A01", "other", "P1", "5")));
        assertEquals("all", new Group(List.of(), "all", 0, 0, 1, 1).name(grouping.keys()));
    }

    @Test
    public void aMissingKeyIsReportedWithTheExistingOnes() {
        OperationException e =
                assertThrows(OperationException.class, () -> new Grouping(List.of("Plate", "Site"), COLUMNS));
        assertEquals(
                "The image table has no column Metadata_Site to group by."
                        + " Its metadata columns are: Metadata_Well, Metadata_Plate, Metadata_Größe",
                e.getMessage());
        e = assertThrows(OperationException.class, () -> new Grouping(List.of("well"), List.of("FileName_DNA")));
        assertEquals(
                "The image table has no column Metadata_well to group by. Its metadata columns are: none",
                e.getMessage());
    }

    @Test
    public void aWellThatLoadDataCombinesIsAKey() throws Exception {
        List<String> columns = List.of("Metadata_WellColumn", "Metadata_WellRow", "FileName_DNA");
        Grouping grouping = new Grouping(List.of("Well", "WellRow"), columns);
        assertEquals(List.of("B02", "B"), grouping.values(List.of("02", "B", "a.tif")));
        for (List<String> none : List.of(
                List.of("Metadata_WellRow", "Column"),
                List.of("Metadata_Row"),
                List.of("Metadata_Row", "Metadata_Col", "Metadata_well"))) {
            assertThrows(OperationException.class, () -> new Grouping(List.of("Well"), none));
        }
        assertEquals(
                List.of("X"),
                new Grouping(List.of("Well"), List.of("Metadata_Row", "Metadata_Col", "Metadata_Well"))
                        .values(List.of("A", "01", "X")));
    }

    @Test
    public void aGroupIsNamedByItsKeysAndValues() {
        Group group = new Group(List.of("P 1", "B02"), "P%201-B02", 0, 10, 1, 1);
        assertEquals("Plate=P 1, Well=B02", group.name(List.of("Plate", "Well")));
    }
}
