package io.jenkins.plugins.hummingbird.submit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The table of all published files, written while they are listed: a million of them take no memory. Those of an attempt
 * whose results are not what was published are left out.
 */
final class OutputsTable implements NulSplitter.Taker {
    private final Map<String, String> names;
    private final Predicate<String> counted;
    private final CsvWriter csv;
    private final ArtifactChoice artifacts;
    private long files;
    private long bytes;

    /**
     * @param names of the groups, by their folders
     * @param counted whether the files of an attempt are listed
     * @param csv is not closed
     * @param artifacts is offered each file
     */
    OutputsTable(Map<String, String> names, Predicate<String> counted, CsvWriter csv, ArtifactChoice artifacts) {
        this.names = names;
        this.counted = counted;
        this.csv = csv;
        this.artifacts = artifacts;
        csv.writeRecord("path", "bytes", "modified", "group");
    }

    /** @param entry of {@code list-outputs.sh} */
    @Override
    public void take(String entry) {
        String[] parts = entry.split("\t", 4);
        String attempt = parts[2];
        if (ListedAttempts.isProof(entry) || !counted.test(attempt)) {
            return;
        }
        String folder = attempt.substring(0, attempt.indexOf('/'));
        String path = parts[3];
        long size = Long.parseLong(parts[1]);
        Instant modified = Instant.ofEpochSecond((long) Double.parseDouble(parts[0]));
        csv.writeRecord(List.of(folder + "/" + path, parts[1], modified.toString(), names.getOrDefault(folder, "")));
        artifacts.offer(folder, attempt, path, size);
        files++;
        bytes += size;
    }

    long files() {
        return files;
    }

    /** @return the size of all of them */
    long bytes() {
        return bytes;
    }
}
