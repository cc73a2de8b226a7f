package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.hummingbird.cellprofiler.ChannelMapping;
import io.jenkins.plugins.hummingbird.cellprofiler.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives the channels of the image table the names that the pipeline has for them. */
final class MapChannels {
    /** The table before; a move that is made again begins with it. */
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
        Path table = folder.resolve(ReadInputs.TABLE);
        Path before = folder.resolve(BEFORE);
        if (!Files.exists(before)) {
            Files.move(table, before, StandardCopyOption.ATOMIC_MOVE);
        }
        Path written = folder.resolve("images-with-channels.csv");
        long blankRows;
        try (ImageTable old = new ImageTable(before, name);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(written)) {
            csv.writeRecord(mapping.rename(old.columns()));
            while (old.hasNext()) {
                csv.writeRecord(old.next());
            }
            blankRows = old.blankRows();
        }
        Files.move(written, table, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return blankRows;
    }
}
