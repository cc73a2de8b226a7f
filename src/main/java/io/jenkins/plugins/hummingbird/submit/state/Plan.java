package io.jenkins.plugins.hummingbird.submit.state;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The groups of a submission, numbered from 1 as its tasks are. Written once into the operation's folder. */
public final class Plan {
    public static final String FILE = "plan.csv";
    private static final List<String> COLUMNS = List.of("folder", "offset", "length", "rows", "firstImage");

    private final List<String> keys;
    private final List<Group> groups;

    public Plan(List<String> keys, List<Group> groups) {
        this.keys = keys;
        this.groups = groups;
    }

    public static Plan read(Path folder) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(folder.resolve(FILE))) {
            Iterator<CsvRecord> rows = csv.iterator();
            List<String> header = rows.next().getFields();
            List<Group> groups = new ArrayList<>();
            while (rows.hasNext()) {
                List<String> row = rows.next().getFields();
                groups.add(new Group(
                        List.copyOf(row.subList(COLUMNS.size(), row.size())),
                        row.get(0),
                        Long.parseLong(row.get(1)),
                        Long.parseLong(row.get(2)),
                        Integer.parseInt(row.get(3)),
                        Long.parseLong(row.get(4))));
            }
            return new Plan(List.copyOf(header.subList(COLUMNS.size(), header.size())), groups);
        }
    }

    public void write(Path folder) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(FILE))) {
            csv.writeRecord(join(COLUMNS, keys));
            for (Group group : groups) {
                csv.writeRecord(join(
                        List.of(
                                group.folder(),
                                Long.toString(group.offset()),
                                Long.toString(group.length()),
                                Integer.toString(group.rows()),
                                Long.toString(group.firstImage())),
                        group.values()));
            }
        }
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    public List<String> keys() {
        return keys;
    }

    public List<Group> groups() {
        return groups;
    }

    /** @param number from 1 */
    public Group group(int number) {
        return groups.get(number - 1);
    }

    /** @param number from 1 */
    public String name(int number) {
        return group(number).name(keys);
    }
}
