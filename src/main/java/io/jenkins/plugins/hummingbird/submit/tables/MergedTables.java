package io.jenkins.plugins.hummingbird.submit.tables;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
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
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(FILE))) {
            csv.writeRecord(MergedTable.COLUMNS);
            all.forEach(table -> csv.writeRecord(table.row()));
        }
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
     * @return which sets were not merged though groups of theirs have results, and why: a sentence without its full stop; empty
     *     for none
     */
    public static String failure(SubmissionState submission, Path folder) throws IOException {
        if (submission.tableTasks.states == null) {
            return "";
        }
        int bad = submission.tableTasks.states.count(GroupState.FAILED)
                + submission.tableTasks.states.count(GroupState.LOST);
        if (bad == 0) {
            return "";
        }
        List<TableSet> sets = TableSets.of(submission, folder);
        int first = submission.tableTasks.failures.groups().iterator().next();
        return "the tables of " + sets.get(first - 1).name()
                + (bad == 1 ? "" : " and of " + (bad - 1) + " more") + " were not merged: "
                + submission.tableTasks.failures.reason(first);
    }
}
