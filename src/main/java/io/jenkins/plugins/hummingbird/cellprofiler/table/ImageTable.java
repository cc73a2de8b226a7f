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
 * A table of images as CellProfiler's LoadData reads it: RFC 4180 in UTF-8, a header, an image set a row. Rows are
 * read one after the other, so that a million of them take no memory. A byte-order mark, which LoadData stumbles
 * over, is left out.
 */
public final class ImageTable implements Closeable {
    /** What programs write between columns in place of commas, and what people call it. */
    private static final Map<Character, String> SEPARATORS = Map.of(';', "semicolons", '\t', "tabs", '|', "bars (|)");

    private final String name;
    private final UnclosedQuote unclosedQuote;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private final TablePaths paths;
    private long line;
    private List<String> last = List.of();
    /** What {@link #hasNext} has found; null when it has not looked, or there is none. */
    private List<String> row;

    private long blankRows;

    /**
     * @param file the table
     * @param name what people call it, for messages
     * @throws OperationException when it has no usable header, or no row
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
            throw swallowed();
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

    /** @return the names of its columns, none empty, none twice */
    public List<String> columns() {
        return columns;
    }

    /** @return how many rows were left out so far, because nothing but blanks stands in their fields */
    public long blankRows() {
        return blankRows;
    }

    /**
     * @return whether there is one more row that is not blank
     * @throws OperationException when what follows is no row; the message names the line before it
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

    /** A line end is more than a blank: it may come of a quote that is not closed. */
    private static boolean isBlank(String field) {
        return field.isBlank() && field.indexOf('\n') < 0 && field.indexOf('\r') < 0;
    }

    private boolean findRecord() throws IOException, OperationException {
        try {
            if (records.hasNext()) {
                return true;
            }
            if (unclosedQuote.in(last)) {
                throw swallowed();
            }
            return false;
        } catch (CsvParseException e) {
            throw new OperationException(name + " is no table after line " + line + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * @return the next row, which {@link #hasNext} has found: as many texts as there are columns
     * @throws OperationException when the row is not of the table's form; the message names its line
     */
    public List<String> next() throws OperationException {
        List<String> next = row;
        row = null;
        for (String field : next) {
            if (unclosedQuote.in(field, columns.size())) {
                throw swallowed();
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

    private OperationException swallowed() {
        return new OperationException(
                at() + "a field that begins in this row goes on over many lines or holds what looks"
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
