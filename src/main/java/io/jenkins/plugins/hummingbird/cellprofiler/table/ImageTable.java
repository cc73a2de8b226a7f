package io.jenkins.plugins.hummingbird.cellprofiler.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image table as CellProfiler's LoadData reads it: RFC 4180 in UTF-8, with a header and one row per image set. Rows
 * are streamed, so that a million of them need no memory. A byte-order mark, at which LoadData fails, is removed.
 */
public final class ImageTable implements Closeable {
    /** Separators that programs write instead of commas, and their names. */
    private static final Map<Character, String> SEPARATORS = Map.of(';', "semicolons", '\t', "tabs", '|', "bars (|)");

    private final String name;
    private final UnclosedQuote unclosedQuote;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private final TablePaths paths;
    private long line;
    private List<String> last = List.of();
    /** The row found by {@link #hasNext}; null before it was called, and if there is none. */
    private List<String> row;

    private long blankRows;

    /**
     * @param file the table
     * @param name the name of the table in messages
     * @throws OperationException if it has no usable header, or no row
     */
    public ImageTable(Path file, String name) throws IOException, OperationException {
        this.name = name;
        unclosedQuote = new UnclosedQuote(file);
        reader = CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file);
        records = reader.iterator();
        try {
            columns = List.copyOf(header());
            paths = new TablePaths(columns);
        } catch (IOException | OperationException e) {
            close();
            throw e;
        }
    }

    private List<String> header() throws IOException, OperationException {
        if (!findRecord()) {
            throw new OperationException(name + " is empty: it needs a header and a row for each image set");
        }
        List<String> header = record();
        checkSeparator(header);
        if (header.stream().anyMatch(column -> unclosedQuote.in(column, header.size()))) {
            throw unclosedQuote();
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).isBlank()) {
                throw new OperationException(name + " has no name for column " + (i + 1) + " in its header");
            }
            if (!seen.add(header.get(i))) {
                throw new OperationException(name + " has two columns named " + header.get(i));
            }
            checkUtf8("the header", header.get(i));
        }
        if (!hasNext()) {
            throw new OperationException(name + " has a header and no row below it");
        }
        return header;
    }

    private void checkSeparator(List<String> header) throws OperationException {
        if (header.size() == 1) {
            for (Map.Entry<Character, String> separator : SEPARATORS.entrySet()) {
                if (header.get(0).indexOf(separator.getKey()) >= 0) {
                    throw new OperationException(name + " has " + separator.getValue() + " between its columns, and"
                            + " CellProfiler reads commas only: save it as CSV with commas");
                }
            }
        }
    }

    /** @return the names of its columns, which are unique and not empty */
    public List<String> columns() {
        return columns;
    }

    /** @return the number of blank rows that were skipped so far */
    public long blankRows() {
        return blankRows;
    }

    /**
     * @return whether there is another row that is not blank
     * @throws OperationException if what follows is not a row; the message names the line before it
     */
    public boolean hasNext() throws IOException, OperationException {
        while (row == null && findRecord()) {
            row = record();
            if (row.stream().allMatch(ImageTable::isBlank)) {
                row = null;
                blankRows++;
            }
        }
        return row != null;
    }

    /** A field with a line end is not blank: it may result from an unclosed quote. */
    private static boolean isBlank(String field) {
        return field.isBlank() && field.indexOf('\n') < 0 && field.indexOf('\r') < 0;
    }

    private boolean findRecord() throws IOException, OperationException {
        try {
            if (records.hasNext()) {
                return true;
            }
            if (unclosedQuote.in(last)) {
                throw unclosedQuote();
            }
            return false;
        } catch (CsvParseException e) {
            throw new OperationException(name + " is not a valid table after line " + line + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * @return the next row, found by {@link #hasNext}: as many values as there are columns
     * @throws OperationException if the row does not match the header; the message names its line
     */
    public List<String> next() throws OperationException {
        List<String> next = row;
        row = null;
        for (String field : next) {
            if (unclosedQuote.in(field, columns.size())) {
                throw unclosedQuote();
            }
        }
        if (next.size() != columns.size()) {
            throw new OperationException(
                    at() + next.size() + " fields where the header has " + columns.size() + " columns");
        }
        for (int i = 0; i < next.size(); i++) {
            checkUtf8(columns.get(i), next.get(i));
            String problem = paths.problem(i, next.get(i));
            if (!problem.isEmpty()) {
                throw new OperationException(at() + problem);
            }
        }
        return next;
    }

    private List<String> record() {
        CsvRecord next = records.next();
        line = next.getStartingLineNumber();
        last = next.getFields();
        return last;
    }

    private OperationException unclosedQuote() {
        return new OperationException(
                at() + "a field that starts in this row continues over many lines or contains what looks"
                        + " like more rows: look for a quote (\") that is not closed");
    }

    private void checkUtf8(String what, String value) throws OperationException {
        if (value.indexOf('\uFFFD') >= 0) {
            throw new OperationException(at() + what + " is not in UTF-8: save the table in UTF-8");
        }
    }

    private String at() {
        return name + ", line " + line + ": ";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
