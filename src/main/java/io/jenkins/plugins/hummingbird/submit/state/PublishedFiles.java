package io.jenkins.plugins.hummingbird.submit.state;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many files each group has published: what stays of {@link SubmissionFiles#OUTPUTS} for the page. */
public final class PublishedFiles {
    /** A line with the number of a group and that of its files, for each group that has any. */
    public static final String FILE = "published-files";

    private PublishedFiles() {}

    /**
     * Counts the files of each group, where they were listed; else does nothing.
     *
     * @param folder the operation's
     */
    public static void keep(Plan plan, Path folder) throws IOException {
        Path outputs = folder.resolve(SubmissionFiles.OUTPUTS);
        if (!Files.exists(outputs)) {
            return;
        }
        Map<String, Integer> groups = new HashMap<>();
        for (int group = 1; group <= plan.groups().size(); group++) {
            groups.put(plan.name(group), group);
        }
        Map<Integer, Integer> counts = new TreeMap<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(outputs)) {
            for (CsvRecord row : rows) {
                Integer group = groups.get(row.getField(row.getFieldCount() - 1));
                if (group != null) {
                    counts.merge(group, 1, Integer::sum);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((group, count) -> lines.add(group + " " + count));
        Files.write(folder.resolve(FILE), lines);
    }

    /** @return by group, from 1, how many files it has published; nothing while that is not known */
    public static Map<Integer, Integer> read(Path folder) throws IOException {
        Map<Integer, Integer> counts = new HashMap<>();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int blank = line.indexOf(' ');
                counts.put(Integer.valueOf(line.substring(0, blank)), Integer.valueOf(line.substring(blank + 1)));
            }
        }
        return counts;
    }
}
