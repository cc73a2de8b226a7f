package io.jenkins.plugins.hummingbird.submit.plates;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.WellKeys;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which wells of which plates the images of each group are of: by the keys of the groups where these name both, and
 * otherwise by the rows of the image table, so that a group larger than a well has all of its wells.
 */
public final class GroupPlaces {
    /** A line for each place of a group: its number, the plate, row and column, which are empty for all wells of it. */
    public static final String FILE = "places.csv";

    private static final Set<String> PLATE = Set.of(
            "plate", "platename", "plate_name", "plateid", "plate_id", "platebarcode", "plate_barcode", "barcode");

    private final WellKeys wells;
    private int plate = -1;

    private GroupPlaces(List<String> keys) {
        wells = new WellKeys(keys);
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (PLATE.contains(keys.get(i).toLowerCase(Locale.ROOT))) {
                plate = i;
            }
        }
    }

    /**
     * @param folder the operation's, with the sorted image table, or with what {@link #keep} has made of it
     * @return a collection for each group, in their order; empty for a group that is nowhere on a plate
     */
    public static List<Collection<WellPlace>> read(Plan plan, Path folder) throws IOException {
        GroupPlaces byKeys = new GroupPlaces(plan.keys());
        if (byKeys.plate >= 0 && byKeys.wells.identifyWell()) {
            return byKeys.ofGroups(plan);
        }
        if (Files.exists(folder.resolve(FILE))) {
            return kept(plan, folder.resolve(FILE));
        }
        TaskFiles files = new TaskFiles(folder);
        if (!Files.exists(files.header()) || !Files.exists(files.table())) {
            return byKeys.ofGroups(plan);
        }
        // of lists of files, which have no columns, only the keys say where a group is
        GroupPlaces byRows = new GroupPlaces(columns(files));
        return byRows.tells(byKeys) ? List.copyOf(files.ofRows(plan, byRows::add)) : byKeys.ofGroups(plan);
    }

    /**
     * @param folder the operation's, with the sorted image table
     * @return the names of the plates of each group, in their order, also where its wells cannot be read; empty for a group of
     *     which no plate is known
     */
    public static List<Set<String>> plates(Plan plan, Path folder) throws IOException {
        GroupPlaces byKeys = new GroupPlaces(plan.keys());
        TaskFiles files = new TaskFiles(folder);
        if (byKeys.plate >= 0 || !Files.exists(files.header()) || !Files.exists(files.table())) {
            return plan.groups().stream()
                    .map(group -> byKeys.plate < 0
                            ? Set.<String>of()
                            : Set.of(group.values().get(byKeys.plate)))
                    .toList();
        }
        int plate = new GroupPlaces(columns(files)).plate;
        return files.ofRows(plan, (here, row) -> {
            if (plate >= 0) {
                here.add(row.get(plate));
            }
        });
    }

    /**
     * Writes the places into a file, so that they are known without the image table, which may have a gigabyte. Does
     * nothing where they are in such a file already.
     */
    public static void keep(Plan plan, Path folder) throws IOException {
        if (Files.exists(folder.resolve(FILE))) {
            return;
        }
        ReplacedFile.write(folder.resolve(FILE), part -> write(read(plan, folder), part));
    }

    private static void write(List<Collection<WellPlace>> groups, Path file) throws IOException {
        int group = 0;
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            for (Collection<WellPlace> places : groups) {
                group++;
                for (WellPlace place : places) {
                    WellPosition well = place.well();
                    csv.writeRecord(
                            Integer.toString(group),
                            place.plate(),
                            well == null ? "" : Integer.toString(well.row()),
                            well == null ? "" : Integer.toString(well.column()));
                }
            }
        }
    }

    private static List<Collection<WellPlace>> kept(Plan plan, Path file) throws IOException {
        List<Collection<WellPlace>> places = new ArrayList<>();
        plan.groups().forEach(group -> places.add(new LinkedHashSet<>()));
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord row : csv) {
                WellPosition well = row.getField(2).isEmpty()
                        ? null
                        : new WellPosition(Integer.parseInt(row.getField(2)), Integer.parseInt(row.getField(3)));
                places.get(Integer.parseInt(row.getField(0)) - 1).add(new WellPlace(row.getField(1), well));
            }
        }
        return places;
    }

    /** The metadata keys of the table's columns; empty for any other column. */
    private static List<String> columns(TaskFiles files) throws IOException {
        return files.columns().stream()
                .map(column -> Grouping.plain(column).equals(column) ? "" : Grouping.plain(column))
                .toList();
    }

    /** Whether it knows more than another. */
    private boolean tells(GroupPlaces other) {
        return plate >= 0 && other.plate < 0 || wells.identifyWell() && !other.wells.identifyWell();
    }

    private List<Collection<WellPlace>> ofGroups(Plan plan) {
        List<Collection<WellPlace>> places = new ArrayList<>();
        for (Group group : plan.groups()) {
            Set<WellPlace> here = new LinkedHashSet<>();
            add(here, group.values());
            places.add(here);
        }
        return places;
    }

    private void add(Set<WellPlace> places, List<String> values) {
        String name = plate < 0 ? "" : values.get(plate);
        if (wells.identifyWell()) {
            WellPosition well = WellPosition.of(wells.well(values));
            if (well != null) {
                places.add(new WellPlace(name, well));
            }
        } else if (plate >= 0) {
            places.add(new WellPlace(name, null));
        }
    }
}
