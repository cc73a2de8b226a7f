package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueRow;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.measurements.WellsTable;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.GroupMark;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All wells of a submission that have images, plate after plate; without plates the groups, in their order. */
final class WellList {
    private final ValueStore store;
    private final Plan plan;
    private final List<PlateMap> plates;
    private final String marks;

    /** A row without its values. */
    private record Place(String plate, int well, GroupState state, int groups) {}

    WellList(ValueStore store, Plan plan, List<PlateMap> plates, String marks) {
        this.store = store;
        this.plan = plan;
        this.plates = plates;
        this.marks = marks;
    }

    /** @see MeasurementView#wells */
    WellRows page(List<String> columns, String sort, int page) throws IOException {
        List<Place> places = places();
        boolean down = sort.startsWith("-");
        String by = down ? sort.substring(1) : sort;
        Map<Place, Integer> imageSets = imageSets(places);
        places.sort(order(by, down, places, imageSets));
        int pages = Math.max(1, (places.size() + WellRows.PAGE - 1) / WellRows.PAGE);
        int shown = Math.max(0, Math.min(page, pages - 1));
        List<Place> here = places.subList(shown * WellRows.PAGE, Math.min(places.size(), (shown + 1) * WellRows.PAGE));
        List<String> known =
                columns.stream().filter(name -> store.column(name) >= 0).toList();
        double[][] values = new double[here.size()][known.size()];
        for (int column = 0; column < known.size(); column++) {
            Map<Place, Double> all = values(known.get(column), here);
            for (int row = 0; row < here.size(); row++) {
                values[row][column] = all.getOrDefault(here.get(row), Double.NaN);
            }
        }
        return new WellRows(
                places.size(),
                shown,
                pages,
                IntStream.range(0, here.size())
                        .mapToObj(row -> row(here.get(row), imageSets, values[row]))
                        .toList());
    }

    private WellRows.Row row(Place place, Map<Place, Integer> imageSets, double[] values) {
        String name = WellsTable.name(place.well, plan);
        return new WellRows.Row(place.plate, name, place.state, place.groups, imageSets.getOrDefault(place, 0), values);
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (PlateMap plate : plates) {
            for (int row = 0; row < plate.rows(); row++) {
                for (int column = 0; column < plate.columns(); column++) {
                    int groups = plate.groups(row, column).length;
                    if (groups > 0) {
                        GroupState state = plate.mark(row, column, marks).state();
                        places.add(new Place(plate.name(), new WellPosition(row, column).number(), state, groups));
                    }
                }
            }
        }
        if (plates.isEmpty()) {
            for (int group = 1; group <= marks.length(); group++) {
                places.add(new Place(
                        "",
                        PlateColumn.placeOf(group),
                        GroupMark.of(marks.charAt(group - 1)).state(),
                        1));
            }
        }
        return places;
    }

    private Map<Place, Integer> imageSets(List<Place> places) {
        Map<String, Map<Integer, Integer>> byPlate = new HashMap<>();
        for (int plate = 0; plate < store.plates().size(); plate++) {
            Map<Integer, Integer> byWell =
                    byPlate.computeIfAbsent(store.plates().get(plate), name -> new HashMap<>());
            for (ValueRow row : store.rows(plate)) {
                if (!row.isSite()) {
                    byWell.merge(PlateColumn.place(row), row.imageSets(), Integer::sum);
                }
            }
        }
        Map<Place, Integer> sets = new HashMap<>();
        for (Place place : places) {
            sets.put(place, byPlate.getOrDefault(place.plate, Map.of()).getOrDefault(place.well, 0));
        }
        return sets;
    }

    private Map<Place, Double> values(String column, List<Place> places) throws IOException {
        Map<String, PlateColumn> read = new HashMap<>();
        Map<Place, Double> values = new HashMap<>();
        for (Place place : places) {
            if (!read.containsKey(place.plate)) {
                read.put(place.plate, PlateColumn.read(store, place.plate, store.column(column)));
            }
            values.put(place, read.get(place.plate).value(place.well));
        }
        return values;
    }

    private Comparator<Place> order(String by, boolean down, List<Place> places, Map<Place, Integer> imageSets)
            throws IOException {
        Map<Place, Double> keys = new HashMap<>();
        Map<Place, Double> values = store.column(by) < 0 ? Map.of() : values(by, places);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            keys.put(
                    place,
                    switch (by) {
                        case "state" -> (double) place.state.ordinal();
                        case "imageSets" -> (double) imageSets.get(place);
                        default -> values.isEmpty() ? (double) i : values.get(place);
                    });
        }
        Comparator<Double> bySize = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
        // wells without a value are the last, either way; the sort is stable
        return Comparator.comparing((Place place) -> Double.isNaN(keys.get(place)))
                .thenComparing(keys::get, bySize);
    }
}
