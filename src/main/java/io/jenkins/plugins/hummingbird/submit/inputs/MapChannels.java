package io.jenkins.plugins.hummingbird.submit.inputs;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ChannelMapping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;

/** Gives the channels of the image table the names that the pipeline has for them. */
final class MapChannels {
    /** The table before. */
    private static final String BEFORE = "images-with-own-channels.csv";

    private MapChannels() {}

    /**
     * @param name what people call the table
     * @return how many rows of it are blank and left out
     * @throws OperationException when the table lacks a channel, or two would have one name
     */
    static long to(SubmitRequest request, Path folder, String name) throws IOException, OperationException {
        ChannelMapping mapping = ChannelMapping.parse(request.channels);
        if (mapping.isEmpty()) {
            return 0;
        }
        return ChangedTable.put(folder, BEFORE, name, (old, written) -> {
            try (CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(written)) {
                csv.writeRecord(mapping.rename(old.columns()));
                while (old.hasNext()) {
                    csv.writeRecord(old.next());
                }
            }
        });
    }
}
