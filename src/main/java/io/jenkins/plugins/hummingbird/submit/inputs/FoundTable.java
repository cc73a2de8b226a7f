package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.RequiredImages;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageColumns;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what the image table holds that a preset has made which nobody named, and how it goes with the pipeline. */
final class FoundTable {
    private final List<String> columns;
    private final int plate;
    private final int well;
    private final int site;
    private final Set<String> plates = new HashSet<>();
    /** The numbers of all sites, from 0, by their names. */
    private final Map<String, Integer> sites = new HashMap<>();

    /** By plate and well, the numbers of its sites. */
    private final Map<String, BitSet> wells = new HashMap<>();

    private long rows;

    private FoundTable(List<String> columns) {
        this.columns = columns;
        plate = columns.indexOf("Metadata_Plate");
        well = columns.indexOf("Metadata_Well");
        site = columns.indexOf("Metadata_Site");
    }

    /**
     * @param file the table, with the pipeline's names of channels
     * @param name what people call it
     */
    static void tell(Path file, String name, RequiredImages required, SubmitContext context)
            throws IOException, OperationException {
        try (ImageTable table = new ImageTable(file, name)) {
            FoundTable found = new FoundTable(table.columns());
            while (table.hasNext()) {
                found.count(table.next());
            }
            context.log(found.words(name));
            context.log(found.channels(required));
        }
    }

    private void count(List<String> row) {
        rows++;
        String ofPlate = plate < 0 ? "" : row.get(plate);
        plates.add(ofPlate);
        BitSet ofWell = wells.computeIfAbsent(ofPlate + "/" + (well < 0 ? "" : row.get(well)), key -> new BitSet());
        if (site >= 0) {
            ofWell.set(sites.computeIfAbsent(row.get(site), key -> sites.size()));
        }
    }

    private String words(String name) {
        List<String> parts = new ArrayList<>();
        parts.add(Wording.count(plates.size(), "plate"));
        parts.add(Wording.count(well < 0 ? 0 : wells.size(), "well"));
        if (site >= 0) {
            int most =
                    wells.values().stream().mapToInt(BitSet::cardinality).max().orElse(0);
            parts.add("up to " + Wording.count(most, "site") + " in a well");
        }
        parts.add(Wording.count(ImageColumns.names(columns).size(), "channel"));
        return name + " has " + Wording.count(rows, "image set") + ": " + String.join(", ", parts);
    }

    private String channels(RequiredImages required) {
        List<String> given = ImageColumns.names(columns);
        String mapping = required.mapping(columns);
        if (!mapping.isEmpty()) {
            return "WARNING: the channels of the table are " + String.join(", ", given) + ", and the pipeline works on "
                    + String.join(", ", required.names()) + ": say which is which, such as channels: '" + mapping + "'";
        }
        String channels = "The channels of the table are " + String.join(", ", given);
        if (required.names().isEmpty()) {
            return channels;
        }
        List<String> unused = given.stream()
                .filter(channel -> !required.names().contains(channel))
                .toList();
        return channels
                + (unused.isEmpty()
                        ? ", as in the pipeline"
                        : "; the pipeline does not work on " + String.join(", ", unused));
    }
}
