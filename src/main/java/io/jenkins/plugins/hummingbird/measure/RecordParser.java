package io.jenkins.plugins.hummingbird.measure;

import io.jenkins.plugins.hummingbird.operation.Limits;
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

    /** As many as a node writes. */
    private static final int MOST_PLACES = 2000;

    private static final int MOST_SITES = 5000;
    private static final int LONGEST_TEXT = 500;

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

    private int siteCount;

    /** Of values so far. */
    private long count;

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
            if (text.chars().filter(letter -> letter == '\t').count() > Limits.MEASUREMENT_COLUMNS) {
                throw new IllegalArgumentException("more than " + Limits.MEASUREMENT_COLUMNS + " fields");
            }
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
                    problems.add(bounded(fields[1]));
                }
            }
            case "columns" -> names = Arrays.copyOfRange(fields, 1, fields.length);
            case "statistics" -> takeStatistics(fields);
            case "place" -> {
                endPlace();
                expectAtMost(MOST_PLACES, places.size() + 1);
                place = new String[] {bounded(fields[1]), bounded(fields[2]), fields[3]};
                sites = new ArrayList<>();
                part = new Part();
            }
            case "site" -> {
                endPart();
                expectAtMost(MOST_SITES, ++siteCount);
                site = new String[] {bounded(fields[1]), fields[2]};
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
            boolean named = !names[i].isEmpty() && names[i].length() <= LONGEST_TEXT;
            if (statistic == null || !named || !seen.add(names[i])) {
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

    private static String bounded(String text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    private static void expectAtMost(int most, int count) {
        if (count > most) {
            throw new IllegalArgumentException("more than " + most + " places or sites");
        }
    }

    private void expect(String[] fields, int count) {
        if (fields.length - 1 != count) {
            throw new IllegalArgumentException((fields.length - 1) + " fields for " + count + " columns");
        }
    }

    private double[] doubles(String[] fields) {
        expect(fields, columns.size());
        count += columns.size();
        if (count > Limits.MEASUREMENT_VALUES) {
            throw new IllegalArgumentException("more than " + Limits.MEASUREMENT_VALUES + " values");
        }
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
