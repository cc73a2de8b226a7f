package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the executions of a round have said of themselves, see {@code src/local/chaos.d/cellprofiler}. */
final class Journal {
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    private Journal() {}

    static Journal read(Path file) throws IOException {
        Journal journal = new Journal();
        for (String line : Files.readAllLines(file)) {
            journal.take(line.split("\t", -1));
        }
        return journal;
    }

    private void take(String[] fields) {
        if (fields[0].equals("begin")) {
            Execution execution = new Execution(
                    fields[1],
                    Long.parseLong(fields[2]),
                    Path.of(fields[3]),
                    Long.parseLong(fields[4]),
                    Integer.parseInt(fields[5]),
                    fields[6] + " on " + fields[8] + ", restarts " + fields[7],
                    0,
                    -1,
                    Map.of());
            executions.put(execution.id(), execution);
        } else {
            Execution begun = executions.get(fields[1]);
            executions.put(
                    begun.id(),
                    new Execution(
                            begun.id(),
                            begun.begin(),
                            begun.output(),
                            begun.taskStarted(),
                            begun.filesBefore(),
                            begun.job(),
                            Long.parseLong(fields[2]),
                            Integer.parseInt(fields[3]),
                            files(fields[4])));
        }
    }

    private static Map<String, Long> files(String text) {
        Map<String, Long> files = new TreeMap<>();
        for (String file : text.split(",")) {
            if (!file.isEmpty()) {
                int colon = file.lastIndexOf(':');
                files.put(file.substring(0, colon), Long.parseLong(file.substring(colon + 1)));
            }
        }
        return files;
    }

    /** @return all, in the order in which they began */
    Collection<Execution> all() {
        return executions.values();
    }

    /** @return those that wrote into a folder; one at most when all is well */
    List<Execution> in(Path output) {
        return executions.values().stream()
                .filter(execution -> execution.output().equals(output))
                .toList();
    }

    /** @return those of a group of a submission */
    List<Execution> of(String submission, String group) {
        return new ArrayList<>(executions.values().stream()
                .filter(execution -> execution.submission().equals(submission)
                        && execution.group().equals(group))
                .toList());
    }
}
