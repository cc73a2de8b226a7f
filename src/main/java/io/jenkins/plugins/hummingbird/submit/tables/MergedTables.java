package io.jenkins.plugins.hummingbird.submit.tables;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables that were merged, as a file of the operation's folder, which is an artifact and which the page reads.
 *
 * @param all in the order of the sets
 */
public record MergedTables(List<MergedTable> all) {
    /** A row for each table. */
    public static final String FILE = "tables.csv";

    private static final int MOST_IN_RESULT = 1000;

    /** @return those of a submission; none before they were listed */
    public static MergedTables read(Path folder) throws IOException {
        List<MergedTable> tables = new ArrayList<>();
        if (Files.exists(folder.resolve(FILE))) {
            try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(folder.resolve(FILE))) {
                csv.stream().skip(1).forEach(row -> tables.add(MergedTable.read(row.getFields())));
            }
        }
        return new MergedTables(tables);
    }

    void write(Path folder) throws IOException {
        ReplacedFile.write(folder.resolve(FILE), part -> {
            try (CsvWriter csv = CsvWriter.builder().build(part)) {
                csv.writeRecord(MergedTable.COLUMNS);
                all.forEach(table -> csv.writeRecord(table.row()));
            }
        });
    }

    /** @return the first thousand, for the result of the step */
    public List<Map<String, Object>> values() {
        return new ArrayList<>(
                all.stream().limit(MOST_IN_RESULT).map(MergedTable::values).toList());
    }

    /** @return the size of all files */
    public long bytes() {
        // the tables of a database have one file
        return all.stream()
                .collect(Collectors.toMap(MergedTable::path, MergedTable::bytes, (a, b) -> a))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** @return how many groups are missing in the tables of their sets */
    public long missing() {
        return all.stream()
                .collect(Collectors.toMap(MergedTable::set, MergedTable::missing, (a, b) -> a))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * @param folder the operation's
     * @return the folders below the output folder in which the tables of the sets are that were merged, now or before
     */
    public static List<String> folders(SubmissionState submission, Path folder) throws IOException {
        List<String> folders = new ArrayList<>();
        if (submission.tableTasks.states != null) {
            List<TableSet> sets = TableSets.read(folder);
            for (int set = 1; set <= sets.size(); set++) {
                if (submission.tableTasks.states.get(set).published()) {
                    folders.add(sets.get(set - 1).folder());
                }
            }
        }
        return folders;
    }

    /**
     * @param folder the operation's
     * @return the sets that were not merged though groups of theirs have results, and why, the first thousand: such as
     *     {@code P1: its node failed}
     */
    public static List<String> failures(SubmissionState submission, Path folder) throws IOException {
        List<String> failures = new ArrayList<>();
        if (submission.tableTasks.states != null
                && !submission.tableTasks.failures.groups().isEmpty()) {
            List<TableSet> sets = TableSets.read(folder);
            submission.tableTasks.failures.reasons().entrySet().stream()
                    .limit(MOST_IN_RESULT)
                    .forEach(one -> failures.add(sets.get(one.getKey() - 1).name() + ": " + one.getValue()));
        }
        return failures;
    }
}
