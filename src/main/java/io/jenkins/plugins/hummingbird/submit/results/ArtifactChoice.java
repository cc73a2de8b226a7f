package io.jenkins.plugins.hummingbird.submit.results;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.submit.headnode.PlainPath;
import io.jenkins.plugins.hummingbird.submit.request.PathPattern;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses among the published files, as they pass by, those that become artifacts, and writes them down in the
 * operation's folder. A Jenkins controller keeps artifacts on its own disk for every build: large output belongs on the
 * shared file system, where it is already, and the bounds see to that.
 */
final class ArtifactChoice implements Closeable {
    private static final String FILE = "archive.csv";

    private final List<PathPattern> patterns;
    private final CsvWriter csv;
    private int files;
    private long bytes;
    private int tooLarge;
    private int tooMany;
    private int unfit;

    /**
     * @param patterns relative to a group's folder
     * @param folder the operation's
     */
    ArtifactChoice(List<String> patterns, Path folder) throws IOException {
        this.patterns = patterns.stream().map(PathPattern::new).toList();
        csv = CsvWriter.builder().build(folder.resolve(FILE));
    }

    /** @return the files that were chosen */
    static List<ArtifactFile> read(Path folder) throws IOException {
        List<ArtifactFile> files = new ArrayList<>();
        if (!Files.exists(folder.resolve(FILE))) {
            return files;
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(folder.resolve(FILE))) {
            csv.forEach(row -> files.add(new ArtifactFile(files.size() + 1, row.getField(0), row.getField(1))));
        }
        return files;
    }

    /**
     * @param group the group's folder
     * @param attempt the folder of its attempt, below the folder of results
     * @param path of the file, below both
     * @param size in bytes
     */
    void offer(String group, String attempt, String path, long size) {
        if (patterns.stream().noneMatch(pattern -> pattern.matches(path))) {
            return;
        }
        String artifact = "files/" + group + "/" + path;
        if (!PlainPath.is(artifact)) {
            unfit++;
        } else if (size > Limits.ARTIFACT) {
            tooLarge++;
        } else if (files == Limits.ARTIFACT_FILES || bytes + size > Limits.ARTIFACTS) {
            tooMany++;
        } else {
            files++;
            bytes += size;
            csv.writeRecord(attempt + "/" + path, artifact);
        }
    }

    /** @return what was left out and why, a line for the build log; empty when there is nothing to say */
    String leftOut() {
        List<String> parts = new ArrayList<>();
        add(parts, tooLarge, "larger than " + ByteSize.words(Limits.ARTIFACT) + " each");
        add(
                parts,
                tooMany,
                "beyond " + Limits.ARTIFACT_FILES + " files or " + ByteSize.words(Limits.ARTIFACTS) + " in all");
        add(parts, unfit, "with a name that no artifact can have");
        return parts.isEmpty()
                ? ""
                : "archive: " + files + " files become artifacts; left out: " + String.join(", ", parts)
                        + ". They are in the output folder, and outputs.csv names them.";
    }

    private static void add(List<String> parts, int count, String why) {
        if (count > 0) {
            parts.add(count + " " + why);
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
