package io.jenkins.plugins.hummingbird.submit.page;

import java.io.Writer;
import java.util.List;

/** Before anything was measured. */
final class NoMeasurements implements MeasurementView {
    @Override
    public String version() {
        return "";
    }

    @Override
    public List<String> findings() {
        return List.of();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public String statistic(String column) {
        return "";
    }

    @Override
    public ColumnValues values(String column, int from, int to) {
        return null;
    }

    @Override
    public WellValue well(int plate, int row, int column, String name) {
        return null;
    }

    @Override
    public WellRows wells(List<String> columns, String sort, int page) {
        return new WellRows(0, 0, 1, List.of());
    }

    @Override
    public void writeCsv(Writer to) {
        // no wells, no rows
    }
}
