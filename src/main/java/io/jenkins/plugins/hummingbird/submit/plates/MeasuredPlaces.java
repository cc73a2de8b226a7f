package io.jenkins.plugins.hummingbird.submit.plates;

import io.jenkins.plugins.hummingbird.measure.ValueRow;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where groups are on plates, as {@link GroupPlaces} knows it, and of those whose wells it does not know, their own tables. */
public final class MeasuredPlaces {
    private MeasuredPlaces() {}

    /**
     * @param folder the operation's
     * @return a collection for each group, in their order; empty for a group that is nowhere on a plate
     */
    public static List<Collection<WellPlace>> read(Plan plan, Path folder) throws IOException {
        List<Collection<WellPlace>> places = new ArrayList<>(GroupPlaces.read(plan, folder));
        if (places.stream().allMatch(MeasuredPlaces::areKnown)) {
            return places;
        }
        Map<Integer, Set<WellPlace>> measured = measured(folder);
        for (int i = 0; i < places.size(); i++) {
            if (!areKnown(places.get(i)) && measured.containsKey(i + 1)) {
                places.set(i, measured.get(i + 1));
            }
        }
        return places;
    }

    private static boolean areKnown(Collection<WellPlace> places) {
        return !places.isEmpty() && places.stream().allMatch(place -> place.well() != null);
    }

    private static Map<Integer, Set<WellPlace>> measured(Path folder) throws IOException {
        Map<Integer, Set<WellPlace>> measured = new HashMap<>();
        try (ValueStore store = ValueStore.toRead(folder)) {
            for (int plate = 0; plate < store.plates().size(); plate++) {
                String name = store.plates().get(plate);
                for (ValueRow row : store.rows(plate)) {
                    if (row.well() >= 0) {
                        measured.computeIfAbsent(row.group(), group -> new LinkedHashSet<>())
                                .add(new WellPlace(name, WellPosition.ofNumber(row.well())));
                    }
                }
            }
        }
        return measured;
    }
}
