package io.jenkins.plugins.hummingbird.submit.board;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The executions that have ended, in a file of the operation's folder to which lines are added: a status record is replaced when
 * its group is tried again. A line is {@code GROUP ATTEMPT NODE STARTED ENDED PEAK END}, separated by tabs. A move that is made
 * again after the process ended may write a line twice: the last one counts; a line that was written by halves counts for
 * nothing.
 */
public final class Executions {
    private static final String FILE = "executions";
    private static final int FIELDS = 7;

    private Executions() {}

    /** @param folder that of the rounds of these tasks */
    public static void append(Path folder, Collection<Execution> executions) throws IOException {
        if (executions.isEmpty()) {
            return;
        }
        try (BufferedWriter lines =
                Files.newBufferedWriter(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            lines.write('\n'); // the last line may have been written by halves
            for (Execution one : executions) {
                lines.write(one.group() + "\t" + one.attempt() + '\t' + one.node() + '\t' + one.started() + '\t'
                        + one.ended() + '\t' + one.peakKiB() + '\t' + one.end() + '\n');
            }
        }
    }

    /**
     * @param folder that of the rounds of these tasks
     * @param records of groups that have one, of which some may not be in the file
     * @param latest seconds since 1970, the end of an execution that has left none
     * @return each execution once, in the order in which their ends became known
     */
    public static List<Execution> read(Path folder, Collection<GroupRecord> records, long latest) throws IOException {
        Map<String, Execution> executions = new LinkedHashMap<>();
        if (Files.exists(folder.resolve(FILE))) {
            try (BufferedReader lines = Files.newBufferedReader(folder.resolve(FILE))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Execution one = parse(line);
                    if (one != null) {
                        executions.put(key(one), one);
                    }
                }
            }
        }
        for (GroupRecord record : records) {
            Execution one = Execution.of(record, latest);
            // the records are read last: a task that was given up may have come to an end of its own
            if (!one.killed() || !executions.containsKey(key(one))) {
                executions.put(key(one), one);
            }
        }
        return new ArrayList<>(executions.values());
    }

    private static String key(Execution one) {
        return one.group() + " " + one.attempt();
    }

    private static Execution parse(String line) {
        String[] fields = line.split("\t", -1);
        try {
            return fields.length != FIELDS
                    ? null
                    : new Execution(
                            Integer.parseInt(fields[0]),
                            fields[1],
                            fields[2],
                            Long.parseLong(fields[3]),
                            Long.parseLong(fields[4]),
                            Long.parseLong(fields[5]),
                            fields[6]);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
