package io.jenkins.plugins.hummingbird.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a record line by line. An {@link IllegalArgumentException} says which line is none of a record. */
final class RecordParser {
    private static final String HEADER = "hummingbird-measurements";
    private static final int VERSION = 1;
    private static final int MOST_PROBLEMS = 20;

    private final List<String> problems = new ArrayList<>();
    private final List<MeasuredPlace> places = new ArrayList<>();
    private String[] names;
    private List<Column> columns = List.of();

    // the place that is being read, and what of it: the last site, or before the first one all of it
    private String[] place;
    private Measured ofPlace;
    private List<MeasuredSite> sites = List.of();
    private String[] site;
    private Part part;

    private int line;
    private boolean ended;

    /** What the lines that follow a place or a site have said. */
    private static final class Part {
        private double[] values;
        private int[] n;
        private int[] leftOut = {};

        private Measured measured() {
            if (values == null || n == null) {
                throw new IllegalArgumentException("a place without values or numbers");
            }
            return new Measured(values, n, leftOut);
        }
    }

    /** @param text the next line */
    void take(String text) {
        line++;
        try {
            take(text.split("\t", -1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
    }

    private void take(String[] fields) {
        if (line == 1) {
            if (!fields[0].equals(HEADER) || Integer.parseInt(fields[1]) != VERSION) {
                throw new IllegalArgumentException("not of version " + VERSION);
            }
            return;
        }
        if (ended) {
            throw new IllegalArgumentException("more after its end");
        }
        switch (fields[0]) {
            case "problem" -> {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(fields[1]);
                }
            }
            case "columns" -> names = Arrays.copyOfRange(fields, 1, fields.length);
            case "statistics" -> takeStatistics(fields);
            case "place" -> {
                endPlace();
                place = new String[] {fields[1], fields[2], fields[3]};
                sites = new ArrayList<>();
                part = new Part();
            }
            case "site" -> {
                endPart();
                site = new String[] {fields[1], fields[2]};
                part = new Part();
            }
            case "values" -> part().values = doubles(fields);
            case "n" -> part().n = integers(fields);
            case "left-out" -> part().leftOut = integers(fields);
            case "end" -> {
                endPlace();
                ended = true;
            }
            default -> {
                // means, mads, and what later versions say
            }
        }
    }

    private void takeStatistics(String[] fields) {
        expect(fields, names == null ? -1 : names.length);
        columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            Statistic statistic = Statistic.of(fields[i + 1]);
            if (statistic == null || names[i].isEmpty() || !seen.add(names[i])) {
                throw new IllegalArgumentException("column " + (i + 1) + " has no name and statistic of its own");
            }
            columns.add(new Column(names[i], statistic));
        }
    }

    private Part part() {
        if (part == null) {
            throw new IllegalArgumentException("values of no place");
        }
        return part;
    }

    private void endPart() {
        Measured measured = part().measured();
        if (site == null) {
            ofPlace = measured;
        } else {
            sites.add(new MeasuredSite(site[0], Integer.parseInt(site[1]), measured));
        }
        site = null;
        part = null;
    }

    private void endPlace() {
        if (place == null) {
            return;
        }
        endPart();
        places.add(new MeasuredPlace(place[0], place[1], Integer.parseInt(place[2]), ofPlace, sites));
        place = null;
    }

    private void expect(String[] fields, int count) {
        if (fields.length - 1 != count) {
            throw new IllegalArgumentException((fields.length - 1) + " fields for " + count + " columns");
        }
    }

    private double[] doubles(String[] fields) {
        expect(fields, columns.size());
        double[] values = new double[fields.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[i + 1].isEmpty() ? Double.NaN : Double.parseDouble(fields[i + 1]);
        }
        return values;
    }

    private int[] integers(String[] fields) {
        expect(fields, columns.size());
        int[] numbers = new int[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = fields[i + 1].isEmpty() ? 0 : Integer.parseInt(fields[i + 1]);
        }
        return numbers;
    }

    /** @return all of it, after the last line */
    MeasurementRecord end() {
        if (!ended) {
            throw new IllegalArgumentException("it has no end");
        }
        return new MeasurementRecord(columns, places, problems);
    }
}
