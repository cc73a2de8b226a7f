package io.jenkins.plugins.hummingbird.submit.page;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** What the images of a submission say, as far as it has come: nothing here asks the head node. */
public interface MeasurementView {
    /** @return a text that changes when values were added; empty while there are none */
    String version();

    /** @return what is odd about the plates, a sentence each, at most five; empty for nothing */
    List<String> findings() throws IOException;

    /** @return what could not be measured or kept, a sentence each */
    List<String> notes() throws IOException;

    /** @return the statistic of each column, as in {@link ColumnValues}, by its name; numbers of objects come first */
    Map<String, String> columns() throws IOException;

    /**
     * @param column its name
     * @param from the first plate, from 0
     * @param to the plate after the last one
     * @return null for a column that is not there
     */
    ColumnValues values(String column, int from, int to) throws IOException;

    /**
     * @param plate from 0
     * @param row from 0
     * @param column from 0
     * @param name of the column of values
     * @return null for a plate, a well or a column that is not there
     */
    WellValue well(int plate, int row, int column, String name) throws IOException;

    /**
     * @param columns the names of those to show; those that are not there are left out
     * @param sort {@code plate}, {@code state}, {@code imageSets} or the name of a column, with {@code -} before it the
     *     other way round; anything else for the order of the plates. Wells without a value come last
     * @param page from 0; the last one when there are fewer
     */
    WellRows wells(List<String> columns, String sort, int page) throws IOException;

    /** Writes the table of all wells and columns as CSV. */
    void writeCsv(Writer to) throws IOException;
}
