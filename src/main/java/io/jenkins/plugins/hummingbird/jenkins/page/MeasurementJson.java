package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.submit.page.ColumnValues;
import io.jenkins.plugins.hummingbird.submit.page.MeasurementView;
import io.jenkins.plugins.hummingbird.submit.page.PageRange;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.page.WellRows;
import io.jenkins.plugins.hummingbird.submit.page.WellValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the images say, for the script of a submission's page and for JSON. What does not exist is null; the answer to what
 * is not there, such as a column of that name, is empty.
 */
public final class MeasurementJson {
    /** So many columns of values may a table of wells have. */
    private static final int MOST_COLUMNS = 50;

    private MeasurementJson() {}

    /** @return the columns that there are */
    public static Map<String, Object> columns(MeasurementView measurements) throws IOException {
        List<Object> columns = new ArrayList<>();
        measurements.columns().forEach((name, statistic) -> {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", name);
            column.put("statistic", statistic);
            columns.add(column);
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", measurements.version());
        answer.put("columns", columns);
        answer.put("notes", measurements.notes());
        return answer;
    }

    /**
     * @param column its name; null for none
     * @param page of the plates, as for {@link SubmissionJson#plates}
     * @return the values of a column on a page of plates
     */
    public static Map<String, Object> values(SubmissionView view, MeasurementView measurements, String column, int page)
            throws IOException {
        PageRange plates = SubmissionJson.platePage(view, page);
        ColumnValues values = column == null ? null : measurements.values(column, plates.from(), plates.to());
        if (values == null) {
            return Map.of();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("column", values.column());
        answer.put("statistic", values.statistic());
        answer.put("version", measurements.version());
        answer.put("page", plates.page());
        answer.put("low", number(values.low()));
        answer.put("high", number(values.high()));
        answer.put(
                "plates", values.plates().stream().map(MeasurementJson::plate).toList());
        return answer;
    }

    private static Map<String, Object> plate(ColumnValues.Plate plate) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("values", shortened(plate.values()));
        answer.put("median", number(plate.median()));
        answer.put("mad", number(plate.mad()));
        answer.put("low", number(plate.low()));
        answer.put("high", number(plate.high()));
        answer.put("rowMedians", shortened(plate.rowMedians()));
        answer.put("columnMedians", shortened(plate.columnMedians()));
        answer.put("wells", plate.wells());
        return answer;
    }

    /**
     * @param plate from 0, as row and column
     * @param name of the column of values; null for none
     * @return what was measured in a well
     */
    public static Map<String, Object> well(MeasurementView measurements, int plate, int row, int column, String name)
            throws IOException {
        boolean possible = name != null && plate >= 0 && row >= 0 && column >= 0;
        WellValue well = possible ? measurements.well(plate, row, column, name) : null;
        if (well == null) {
            return Map.of();
        }
        List<Object> sites = new ArrayList<>();
        for (WellValue.Site site : well.sites()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", site.name());
            one.put("value", number(site.value()));
            one.put("n", site.n());
            sites.add(one);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", well.name());
        answer.put("value", number(well.value()));
        answer.put("z", number(well.z()));
        answer.put("n", well.n());
        answer.put("leftOut", well.leftOut());
        answer.put("unit", well.unit());
        answer.put("rank", well.rank());
        answer.put("of", well.of());
        answer.put("median", number(well.median()));
        answer.put("statistic", well.statistic());
        answer.put("sites", sites);
        return answer;
    }

    /**
     * @param columns the names of those to show, separated by commas; null for none
     * @param sort as in {@link MeasurementView#wells}; null for the order of the plates
     * @param page from 0
     * @return a page of the table of wells
     */
    public static Map<String, Object> wells(MeasurementView measurements, String columns, String sort, int page)
            throws IOException {
        List<String> shown = columns == null || columns.isEmpty()
                ? List.of()
                : Arrays.stream(columns.split(",")).limit(MOST_COLUMNS).toList();
        WellRows wells = measurements.wells(shown, sort == null ? "" : sort, Math.max(0, page));
        List<Object> rows = new ArrayList<>();
        for (WellRows.Row row : wells.rows()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("plate", row.plate());
            one.put("well", row.well());
            one.put("state", row.state().word());
            one.put("groups", row.groups());
            one.put("imageSets", row.imageSets());
            one.put("values", shortened(row.values()));
            rows.add(one);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("all", wells.all());
        answer.put("page", wells.page());
        answer.put("pages", wells.pages());
        answer.put("rows", rows);
        return answer;
    }

    private static Number number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Whole numbers as they are, others with the seven digits of a float: a tenth of the bytes, and more than is shown. */
    private static List<Number> shortened(double[] values) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (double value : values) {
            float rounded = (float) value;
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                numbers.add((long) value);
            } else if (Float.isFinite(rounded) && Math.abs(rounded) >= Float.MIN_NORMAL) {
                numbers.add(rounded);
            } else {
                numbers.add(number(value));
            }
        }
        return numbers;
    }
}
