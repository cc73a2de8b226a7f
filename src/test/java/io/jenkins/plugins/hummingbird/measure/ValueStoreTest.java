package io.jenkins.plugins.hummingbird.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ValueStoreTest {
    private static final ColumnChoice ROOM = TestRecords.room(1000);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private void add(NewRecord... records) throws IOException {
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            store.add(List.of(records), ROOM);
        }
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    /** What is there of a column, by group. */
    private Map<Integer, Double> values(String column) throws IOException {
        Map<Integer, Double> values = new TreeMap<>();
        try (ValueStore store = ValueStore.toRead(folder())) {
            for (int plate = 0; plate < store.plates().size(); plate++) {
                double[] read = store.values(plate, store.column(column));
                for (int row = 0; row < read.length; row++) {
                    Double twice = values.put(store.rows(plate).get(row).group(), read[row]);
                    assertThat(twice == null, is(true));
                }
            }
        }
        return values;
    }

    @Test
    public void hasEveryValueToElevenDigits() throws Exception {
        double[] values = {0, -0.1, 1.0 / 3, 12345.678901234, 1e-300, -7e250, Double.NaN, 4_294_967_295.0};
        add(TestRecords.group(1, "P", 0, TestRecords.of(9214, values)));

        try (ValueStore store = ValueStore.toRead(folder())) {
            assertThat(store.values(0, 0)[0], is(9214.0));
            for (int i = 0; i < values.length; i++) {
                double read = store.values(0, store.column("Nuclei_Column" + i))[0];
                if (Double.isNaN(values[i])) {
                    assertThat(Double.isNaN(read), is(true));
                } else {
                    assertThat(read, is(closeTo(values[i], Math.abs(values[i]) * 1e-11)));
                }
            }
        }
    }

    @Test
    public void hasNumbersOfObjects() throws Exception {
        MeasurementRecord record = TestRecords.of(120, 1, Double.NaN);
        record.places().get(0).measured().leftOut()[2] = 120;
        add(TestRecords.group(1, "P", 0, record), TestRecords.group(2, "P", 1, TestRecords.of(7, 2, 3)));

        try (ValueStore store = ValueStore.toRead(folder())) {
            assertThat(store.counts(0, store.column("Nuclei_Column0")), is(new int[][] {{120, 0}, {7, 0}}));
            assertThat(store.counts(0, store.column("Nuclei_Column1")), is(new int[][] {{0, 120}, {7, 0}}));
        }
    }

    @Test
    public void takesEachGroupOnce() throws Exception {
        add(TestRecords.group(1, "P", 0, TestRecords.of(10)));
        add(TestRecords.group(1, "P", 0, TestRecords.of(99)), TestRecords.group(2, "P", 1, TestRecords.of(20)));

        assertThat(values("Count_Nuclei"), is(Map.of(1, 10.0, 2, 20.0)));
    }

    @Test
    public void knowsGroupsWithoutARecord() throws Exception {
        add(new NewRecord(3, "group 3", null, List.of()));

        try (ValueStore store = ValueStore.toRead(folder())) {
            assertThat(store.groups(), contains(3));
            assertThat(store.columns(), empty());
        }
    }

    @Test
    public void saysWhatCouldNotBeMeasuredOnce() throws Exception {
        MeasurementRecord record = new MeasurementRecord(List.of(), List.of(), List.of("Cells.csv: cut\toff"));
        add(new NewRecord(1, "A01", record, List.of()));
        add(new NewRecord(2, "A01", record, List.of()));

        try (ValueStore store = ValueStore.toRead(folder())) {
            assertThat(store.notes(), contains("A01: Cells.csv: cut off"));
        }
    }

    @Test
    public void hasColumnsThatOnlySomeGroupsHave() throws Exception {
        add(TestRecords.group(1, "P", 0, TestRecords.of(1)));
        add(TestRecords.group(2, "P", 1, TestRecords.of(2, 5.5)));
        add(TestRecords.group(3, "P", 2, TestRecords.of(3)));

        assertThat(values("Nuclei_Column0").toString(), is("{1=NaN, 2=5.5, 3=NaN}"));
    }

    /** A process that is killed leaves each file as it was after some byte was written, in the order of the writing. */
    @Test
    public void goesOnFromWhereverItWasKilled() throws Exception {
        add(TestRecords.group(1, "P", 0, TestRecords.of(10, 1.5)));
        Map<String, byte[]> before = files();
        MeasurementRecord wider = TestRecords.of(20, 2.5, 3.5);
        NewRecord[] second = {TestRecords.group(2, "P", 1, wider), TestRecords.group(3, "Q", 0, TestRecords.of(30, 4.5))
        };
        add(second);
        Map<String, byte[]> after = files();
        List<String> written = List.of(
                "measurements-columns",
                "measurements-plates",
                "measurements-plate-1",
                "measurements-plate-2",
                "measurements-groups");
        for (int file = 0; file < written.size(); file++) {
            byte[] old = before.getOrDefault(written.get(file), new byte[0]);
            byte[] all = after.get(written.get(file));
            for (int length = old.length; length <= all.length; length++) {
                for (int i = 0; i < written.size(); i++) {
                    byte[] bytes = i < file ? after.get(written.get(i)) : before.get(written.get(i));
                    write(written.get(i), i == file ? Arrays.copyOf(all, length) : bytes);
                }
                add(second);

                assertThat(values("Count_Nuclei"), is(Map.of(1, 10.0, 2, 20.0, 3, 30.0)));
                assertThat(values("Nuclei_Column0"), is(Map.of(1, 1.5, 2, 2.5, 3, 4.5)));
                assertThat(values("Nuclei_Column1").get(2), is(3.5));
            }
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder())) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.deleteIfExists(folder().resolve(name));
        if (bytes != null) {
            Files.write(folder().resolve(name), bytes);
        }
    }

    @Test
    public void countsNothingOfAGroupBeforeAllOfItIsThere() throws Exception {
        add(TestRecords.group(1, "P", 0, TestRecords.of(10)));
        byte[] groups = Files.readAllBytes(folder().resolve("measurements-groups"));
        add(TestRecords.group(2, "P", 1, TestRecords.of(20)));
        Files.write(folder().resolve("measurements-groups"), groups);

        assertThat(values("Count_Nuclei"), is(Map.of(1, 10.0)));
    }

    @Test
    public void dropsWhatHasAWrongChecksum() throws Exception {
        add(TestRecords.group(1, "P", 0, TestRecords.of(10)));
        Path file = folder().resolve("measurements-plate-1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            assertThat(store.rows(0), empty());
        }
    }

    @Test
    public void keepsAllValuesWhenManySmallSegmentsBecomeOne() throws Exception {
        Random random = new Random(1);
        Map<Integer, Double> expected = new TreeMap<>();
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            for (int group = 1; group <= 200; group++) {
                double[] values = random.doubles(group % 150 + 1).toArray();
                store.add(List.of(TestRecords.group(group, "P", group, TestRecords.of(group, values))), ROOM);
                expected.put(group, values[0]);
            }
        }
        long before = Files.size(folder().resolve("measurements-plate-1"));
        for (Map.Entry<Integer, Double> read : values("Nuclei_Column0").entrySet()) {
            assertThat(read.getValue(), is(closeTo(expected.get(read.getKey()), 1e-11)));
        }
        Map<Integer, Double> last = values("Nuclei_Column149");
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            store.compact();
        }

        assertThat(values("Nuclei_Column149"), is(last));
        assertThat(values("Count_Nuclei").get(200), is(200.0));
        assertThat(Files.size(folder().resolve("measurements-plate-1")), is(lessThanOrEqualTo(before * 2)));
        try (ValueStore store = ValueStore.toRead(folder())) {
            assertThat(store.counts(0, store.column("Nuclei_Column1"))[99], is(new int[] {100, 0}));
        }
    }

    @Test
    public void keepsSingleImageSetsWhereThereIsRoom() throws Exception {
        MeasurementRecord plain = TestRecords.of(30, 1.5);
        Measured measured = plain.places().get(0).measured();
        List<MeasuredSite> sites = new ArrayList<>();
        for (int site = 1; site <= 3; site++) {
            sites.add(new MeasuredSite(
                    site == 3 ? "" : "s" + site,
                    site,
                    new Measured(new double[] {10, site}, new int[] {1, 10}, new int[0])));
        }
        MeasurementRecord record = new MeasurementRecord(
                plain.columns(), List.of(new MeasuredPlace("", "", 3, measured, sites)), List.of());
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            ColumnChoice choice = new ColumnChoice(10, 30, new NamePatterns("*"));
            store.add(List.of(TestRecords.group(1, "P", 5, record)), choice);

            assertThat(store.rows(0), hasSize(4));
            assertThat(store.rows(0).get(3).name(), is("3"));
            assertThat(store.values(0, 1), is(new double[] {1.5, 1, 2, 3}));
            assertThat(PlateColumn.read(store, 0, 1).value(5), is(1.5));
        }
    }

    @Test
    public void staysWithinItsLimitWithManyColumns() throws Exception {
        double[] values = new double[1200];
        int places = 40_000;
        MeasurementRecord record = TestRecords.of(5, values);
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            store.add(List.of(TestRecords.group(1, "P", 0, record)), TestRecords.room(places));

            assertThat(store.column("Count_Nuclei"), is(0));
            long bytes = (long) store.columns().size() * Segment.VALUE * places;
            assertThat(bytes, is(lessThanOrEqualTo(64L << 20)));
            assertThat(store.columns().size() > 200, is(true));
            assertThat(store.notes(), hasSize(1));
        }
    }

    /** A record that has more places than the submission can have comes from a host that does what it likes. */
    @Test
    public void keepsNoMoreWhenItIsFull() throws Exception {
        MeasurementRecord one = TestRecords.of(5, new double[19_000]);
        List<MeasuredPlace> places = new ArrayList<>();
        List<NewRecord.Place> wells = new ArrayList<>();
        for (int well = 0; well < 650; well++) {
            places.add(one.places().get(0));
            wells.add(new NewRecord.Place("P", well));
        }
        NewRecord much = new NewRecord(1, "much", new MeasurementRecord(one.columns(), places, List.of()), wells);
        try (ValueStore store = ValueStore.toWrite(folder(), true)) {
            store.add(List.of(much), TestRecords.room(1));
            long before = Files.size(folder().resolve("measurements-plate-1"));
            store.add(List.of(TestRecords.group(2, "P", 1, TestRecords.of(7))), TestRecords.room(1));

            assertThat(Files.size(folder().resolve("measurements-plate-1")), is(before));
            assertThat(store.groups().size(), is(2));
            assertThat(store.notes(), contains("no more values are kept, because a submission has 64 MiB for them"));
        }
    }
}
