package io.jenkins.plugins.hummingbird.submit.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The table of all published files, written while they are listed: a million of them take no memory. Those of an attempt
 * whose results are not what was published are left out.
 */
final class OutputsTable implements NulSplitter.Taker {
    private final Map<String, String> names;
    private final UnaryOperator<String> urls;
    private final Predicate<String> counted;
    private final CsvWriter csv;
    private final ArtifactChoice artifacts;
    private long files;
    private long bytes;

    /**
     * @param names of the groups, by their folders
     * @param urls where in S3 the results of an attempt are, without a slash at the end; empty for nowhere
     * @param counted whether the files of an attempt are listed
     * @param csv is not closed
     * @param artifacts is offered each file
     */
    OutputsTable(
            Map<String, String> names,
            UnaryOperator<String> urls,
            Predicate<String> counted,
            CsvWriter csv,
            ArtifactChoice artifacts) {
        this.names = names;
        this.urls = urls;
        this.counted = counted;
        this.csv = csv;
        this.artifacts = artifacts;
        csv.writeRecord("path", "bytes", "modified", "group", "url");
    }

    /**
     * Leaves out what lies in no group's folder, or in another attempt: nobody asked for it.
     *
     * @param entry of {@code list-outputs.sh}
     * @throws OperationException when it is none
     */
    @Override
    public void take(String entry) throws OperationException {
        if (ListedAttempts.isOfAttempt(entry)) {
            return;
        }
        ListedFile file = ListedFile.parse(entry);
        if (!names.containsKey(file.folder()) || !counted.test(file.attempt())) {
            return;
        }
        String url = urls.apply(file.attempt());
        csv.writeRecord(List.of(
                file.folder() + "/" + file.path(),
                Long.toString(file.size()),
                file.modified().toString(),
                names.get(file.folder()),
                url.isEmpty() ? "" : url + "/" + file.path()));
        if (!file.onlyInS3()) {
            artifacts.offer(file.folder(), file.attempt(), file.path(), file.size());
        }
        files++;
        bytes += file.size();
    }

    long files() {
        return files;
    }

    /** @return the size of all of them */
    long bytes() {
        return bytes;
    }
}
