package io.jenkins.plugins.hummingbird.submit.forecast;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How large the results of groups are, as the listing of the output says. */
final class OutputSizes {
    private OutputSizes() {}

    /**
     * @param folder the operation's
     * @return in bytes, by the group's folder; without those that have published no file
     */
    static Map<String, Long> read(Path folder) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve(SubmissionFiles.OUTPUTS))) {
            for (NamedCsvRecord row : rows) {
                String path = row.getField("path");
                sizes.merge(path.substring(0, path.indexOf('/')), Long.valueOf(row.getField("bytes")), Long::sum);
            }
        }
        return sizes;
    }
}
