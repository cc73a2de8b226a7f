package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueRow;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.board.GroupMark;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.measurements.WellsTable;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All wells of a submission that have images, plate after plate; where wells are not known, the groups, in their order. */
final class WellList {
    private final ValueStore store;
    private final Plan plan;
    private final List<Place> places = new ArrayList<>();

    /** A row without its values. */
    private record Place(String plate, int well, GroupState state, int groups) {}

    /** @param marks of the groups, a letter each */
    WellList(ValueStore store, Plan plan, List<PlateMap> plates, String marks) {
        this.store = store;
        this.plan = plan;
        for (PlateMap plate : plates) {
            int before = places.size();
            for (int row = 0; row < plate.rows(); row++) {
                for (int column = 0; column < plate.columns(); column++) {
                    addWell(plate, row, column, marks);
                }
            }
            if (places.size() == before) {
                addGroups(plate.name(), IntStream.of(plate.everywhere()), marks);
            }
        }
        if (plates.isEmpty()) {
            addGroups("", IntStream.rangeClosed(1, marks.length()), marks);
        }
    }

    private void addGroups(String plate, IntStream groups, String marks) {
        groups.forEach(group -> {
            GroupState state = GroupMark.of(marks.charAt(group - 1)).state();
            places.add(new Place(plate, PlateColumn.placeOf(group), state, 1));
        });
    }

    private void addWell(PlateMap plate, int row, int column, String marks) {
        int groups = plate.groups(row, column).length;
        if (groups > 0) {
            GroupState state = plate.mark(row, column, marks).state();
            places.add(new Place(plate.name(), new WellPosition(row, column).number(), state, groups));
        }
    }

    /** @see MeasurementView#wells */
    WellRows page(List<String> columns, String sort, int page) throws IOException {
        List<Integer> order = order(sort);
        PageRange shown = new PageRange(order.size(), WellRows.PAGE, page);
        List<Integer> here = shown.of(order);
        List<String> known =
                columns.stream().filter(name -> store.column(name) >= 0).toList();
        double[] imageSets = imageSets();
        double[][] values = new double[here.size()][known.size()];
        for (int column = 0; column < known.size(); column++) {
            double[] read = values(known.get(column), here);
            for (int row = 0; row < read.length; row++) {
                values[row][column] = read[row];
            }
        }
        List<WellRows.Row> rows = new ArrayList<>();
        for (int row = 0; row < here.size(); row++) {
            Place place = places.get(here.get(row));
            rows.add(new WellRows.Row(
                    place.plate,
                    WellsTable.name(place.well, plan),
                    place.state,
                    place.groups,
                    (int) imageSets[here.get(row)],
                    values[row]));
        }
        return new WellRows(order.size(), shown.page(), shown.pages(), rows);
    }

    /** The numbers of the places; those without a value come last, whichever way they are sorted. */
    private List<Integer> order(String sort) throws IOException {
        boolean down = sort.startsWith("-");
        double[] keys = keys(down ? sort.substring(1) : sort);
        Comparator<Double> bySize = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return all().stream()
                .sorted(Comparator.comparing((Integer place) -> Double.isNaN(keys[place]))
                        .thenComparing(place -> keys[place], bySize))
                .toList();
    }

    private List<Integer> all() {
        return IntStream.range(0, places.size()).boxed().toList();
    }

    private double[] keys(String by) throws IOException {
        if (store.column(by) >= 0) {
            return values(by, all());
        }
        return switch (by) {
            case "state" ->
                places.stream().mapToDouble(place -> place.state.ordinal()).toArray();
            case "imageSets" -> imageSets();
            default -> IntStream.range(0, places.size()).asDoubleStream().toArray();
        };
    }

    private double[] imageSets() {
        Map<String, Map<Integer, Integer>> byPlate = new HashMap<>();
        for (int plate = 0; plate < store.plates().size(); plate++) {
            Map<Integer, Integer> byWell = new HashMap<>();
            for (ValueRow row : store.rows(plate)) {
                if (!row.isSite()) {
                    byWell.merge(PlateColumn.place(row), row.imageSets(), Integer::sum);
                }
            }
            byPlate.put(store.plates().get(plate), byWell);
        }
        return places.stream()
                .mapToDouble(
                        place -> byPlate.getOrDefault(place.plate, Map.of()).getOrDefault(place.well, 0))
                .toArray();
    }

    private double[] values(String column, List<Integer> numbers) throws IOException {
        Map<String, PlateColumn> read = new HashMap<>();
        double[] values = new double[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            Place place = places.get(numbers.get(i));
            if (!read.containsKey(place.plate)) {
                read.put(place.plate, PlateColumn.read(store, place.plate, store.column(column)));
            }
            values[i] = read.get(place.plate).value(place.well);
        }
        return values;
    }
}
