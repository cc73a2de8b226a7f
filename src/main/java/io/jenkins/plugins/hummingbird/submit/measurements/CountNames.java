package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.measure.Column;
import java.util.List;
import java.util.Locale;

/** What is said of numbers of objects. */
final class CountNames {
    private CountNames() {}

    /** @return the numbers of the columns that count objects, in their order */
    static List<Integer> columns(List<Column> columns) {
        return Column.numbers(columns, Column::isCount);
    }

    /** @return the number of the column that says most of a well: nuclei where they are counted; -1 without any */
    static int most(List<Column> columns) {
        int first = -1;
        for (int column : columns(columns)) {
            if (columns.get(column).objects().toLowerCase(Locale.ROOT).startsWith("nuclei")) {
                return column;
            }
            first = first < 0 ? column : first;
        }
        return first;
    }

    /** @return {@code nuclei} for {@code Nuclei}; a name with more than one capital stays as it is */
    static String words(String objects) {
        return objects.matches("[A-Z][a-z]+") ? objects.toLowerCase(Locale.ROOT) : objects;
    }
}
