package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.measure.PlateColumn;
import io.jenkins.plugins.hummingbird.measure.ValueStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted in all wells together.
 *
 * @param wells how many wells, or groups without wells, were measured
 * @param objects how many of each kind, by their name
 */
public record PlateTotals(long wells, Map<String, Long> objects) {
    private static final int MOST_NAMED = 3;

    /** @param folder the operation's */
    public static PlateTotals read(Path folder) throws IOException {
        try (ValueStore store = ValueStore.toRead(folder)) {
            Map<String, Long> objects = new LinkedHashMap<>();
            for (int column : CountNames.columns(store.columns())) {
                double sum = 0;
                for (int plate = 0; plate < store.plates().size(); plate++) {
                    for (var value :
                            PlateColumn.read(store, plate, column).byWell().values()) {
                        sum += Double.isNaN(value.value()) ? 0 : value.value();
                    }
                }
                objects.put(store.columns().get(column).objects(), Math.round(sum));
            }
            long wells = 0;
            for (int plate = 0; plate < store.plates().size(); plate++) {
                wells += store.rows(plate).stream()
                        .mapToInt(PlateColumn::place)
                        .distinct()
                        .count();
            }
            return new PlateTotals(wells, objects);
        }
    }

    /** @return such as {@code 9,214 nuclei in 384 wells}; empty when nothing was counted */
    public String words() {
        List<String> parts = new ArrayList<>();
        objects.forEach((name, count) -> {
            if (parts.size() < MOST_NAMED) {
                parts.add(NumberText.whole(count) + " " + CountNames.words(name));
            }
        });
        return parts.isEmpty()
                ? ""
                : String.join(", ", parts) + " in " + NumberText.whole(wells) + (wells == 1 ? " well" : " wells");
    }
}
