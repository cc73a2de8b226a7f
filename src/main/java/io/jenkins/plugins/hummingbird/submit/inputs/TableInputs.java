package io.jenkins.plugins.hummingbird.submit.inputs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.InputFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that the rows of a sorted table name: a million rows take no memory. */
public final class TableInputs implements GroupInputs {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final InputFiles files;
    private final Set<String> others = new LinkedHashSet<>();

    /**
     * @param task where the sorted table is
     * @param base see {@link InputFiles}
     */
    public TableInputs(TaskFiles task, String base) throws IOException {
        this(task, base, 0);
    }

    /** @param offset where the first group begins in the sorted table, in bytes */
    public TableInputs(TaskFiles task, String base, long offset) throws IOException {
        files = new InputFiles(task.columns(), base);
        InputStream table = Files.newInputStream(task.table());
        table.skipNBytes(offset);
        reader = CsvReader.builder().ofCsvRecord(new InputStreamReader(table, StandardCharsets.UTF_8));
        rows = reader.iterator();
    }

    @Override
    public Set<String> next(Group group) {
        Set<String> paths = new LinkedHashSet<>();
        others.clear();
        for (int i = 0; i < group.rows(); i++) {
            List<String> row = rows.next().getFields();
            paths.addAll(files.of(row));
            others.addAll(files.others(row));
        }
        return paths;
    }

    @Override
    public Set<String> others() {
        return others;
    }

    /** @return the absolute paths of the next row, each once */
    public Set<String> nextRow() {
        return files.of(rows.next().getFields());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
