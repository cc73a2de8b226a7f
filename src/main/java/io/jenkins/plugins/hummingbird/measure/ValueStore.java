package io.jenkins.plugins.hummingbird.measure;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of the measurements of a submission, in files of its folder: a {@link ValueFile} for each plate, the names of
 * the columns and plates, and notes. Records are added while groups end, each once, whenever the process is killed. For one
 * thread; of all others each opens one of its own to read.
 */
public final class ValueStore implements Closeable {
    private static final String PREFIX = "measurements-";
    private static final String GROUPS = "groups";
    private static final String SITES = "sites";
    private static final int MOST_NOTES = 100;
    private static final int MOST_PLATES = 1_000;

    private final Path folder;

    /** The first line says whether single image sets are kept; then a column a line. */
    private final LineFile columnLines;

    private final LineFile plateLines;
    private final LineFile noteLines;

    /** The groups that were added: only then do their rows count, for a group with several plates is in several files. */
    private final LineFile groupLines;

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> numberOfColumn = new HashMap<>();
    private final List<ValueFile> files = new ArrayList<>();
    private final Set<Integer> groups = new HashSet<>();
    private boolean sites;

    private ValueStore(Path folder, boolean write, boolean check) throws IOException {
        this.folder = folder;
        columnLines = new LineFile(folder.resolve(PREFIX + "columns"));
        plateLines = new LineFile(folder.resolve(PREFIX + "plates"));
        noteLines = new LineFile(folder.resolve(PREFIX + "notes"));
        groupLines = new LineFile(folder.resolve(PREFIX + GROUPS));
        groupLines.lines().forEach(line -> groups.add(Integer.valueOf(line)));
        List<String> lines = columnLines.lines();
        sites = !lines.isEmpty() && lines.get(0).equals(SITES);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int tab = line.indexOf('\t');
            know(new Column(line.substring(tab + 1), Statistic.of(line.substring(0, tab))));
        }
        try {
            for (int plate = 0; plate < plateLines.lines().size(); plate++) {
                files.add(
                        write ? ValueFile.toWrite(file(plate), groups, check) : ValueFile.toRead(file(plate), groups));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * @param folder the operation's; what was added there before is there again
     * @param check whether a process before this one may have been killed while it wrote
     */
    public static ValueStore toWrite(Path folder, boolean check) throws IOException {
        return new ValueStore(folder, true, check);
    }

    /** @return what has been added so far */
    public static ValueStore toRead(Path folder) throws IOException {
        return new ValueStore(folder, false, false);
    }

    /**
     * @param folder the operation's
     * @return the names of all files that this has there; none where nothing is in them
     */
    public static Set<String> files(Path folder) throws IOException {
        try (ValueStore store = toRead(folder);
                Stream<Path> files = Files.list(folder)) {
            boolean empty = store.columns.isEmpty() && store.notes().isEmpty();
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !empty && name.startsWith(PREFIX))
                    .collect(Collectors.toSet());
        }
    }

    private Path file(int plate) {
        return folder.resolve(PREFIX + "plate-" + (plate + 1));
    }

    private void know(Column column) {
        numberOfColumn.put(column.name(), columns.size());
        columns.add(column);
    }

    /** @return the groups that were added, with or without a record */
    public Set<Integer> groups() {
        return groups;
    }

    /**
     * Tells without opening the store whether something was added.
     *
     * @param folder the operation's
     * @return a text that changes then; empty before
     */
    public static String version(Path folder) {
        long groups = folder.resolve(PREFIX + GROUPS).toFile().length();
        return groups == 0 ? "" : Long.toString(groups);
    }

    /** @return all columns, in the order of their numbers from 0 */
    public List<Column> columns() {
        return columns;
    }

    /** @return the number of a column; -1 for one that is not there */
    public int column(String name) {
        return numberOfColumn.getOrDefault(name, -1);
    }

    /** @return the names of the plates, in the order of their numbers from 0; a name may be empty */
    public List<String> plates() {
        return plateLines.lines();
    }

    /** @return what could not be measured or kept, a sentence each */
    public List<String> notes() {
        return noteLines.lines();
    }

    /** @return the rows of a plate */
    public List<ValueRow> rows(int plate) {
        return files.get(plate).rows();
    }

    /** @return the values of a column in the order of the rows of a plate; NaN for none */
    public double[] values(int plate, int column) throws IOException {
        return files.get(plate).values(column);
    }

    /** @return of how many each value is, and how many were left out, in the order of the rows of a plate */
    public int[][] counts(int plate, int column) throws IOException {
        return files.get(plate).counts(column);
    }

    /** Adds records; those of groups that are there already are left out. They are on the disk when this returns. */
    public void add(List<NewRecord> records, ColumnChoice choice) throws IOException {
        Map<Integer, NewRecord> unknown = new LinkedHashMap<>();
        records.stream().filter(one -> !groups.contains(one.group())).forEach(one -> unknown.put(one.group(), one));
        List<String> notes = new ArrayList<>();
        List<NewRecord> full = new ArrayList<>();
        for (NewRecord one : unknown.values()) {
            if (one.record() != null) {
                one.record().problems().forEach(problem -> notes.add(one.name() + ": " + problem));
                if (isFull()) {
                    notes.add("no more values are kept, because a submission has " + Limits.words(Limits.MEASUREMENTS)
                            + " for them");
                } else if (!one.record().columns().isEmpty()) {
                    addColumns(one.record().columns(), choice, notes);
                    full.add(one);
                }
            }
        }
        note(notes);
        Set<ValueFile> changed = append(full);
        groupLines.add(unknown.keySet().stream().map(String::valueOf).toList());
        groups.addAll(unknown.keySet());
        for (ValueFile file : changed) {
            file.compactMany();
        }
    }

    /** Whether there are more rows, or larger ones, than was to be expected. */
    private boolean isFull() {
        return files.stream().mapToLong(ValueFile::length).sum() > Limits.MEASUREMENTS;
    }

    private void addColumns(List<Column> all, ColumnChoice choice, List<String> notes) throws IOException {
        List<String> lines = new ArrayList<>();
        if (columnLines.lines().isEmpty()) {
            sites = choice.keepsSites(all.size());
            lines.add(sites ? SITES : "places");
        }
        List<Column> unknown = all.stream()
                .filter(column -> !numberOfColumn.containsKey(column.name()))
                .toList();
        List<Column> chosen = choice.choose(unknown, choice.most(sites) - columns.size());
        if (chosen.size() < unknown.size()) {
            notes.add("not all columns are kept, because a submission has " + Limits.words(Limits.MEASUREMENTS)
                    + " for its values: numbers of objects and image quality are, and as many as possible of those that"
                    + " 'measurements' names");
        }
        chosen.forEach(column -> {
            know(column);
            lines.add(column.statistic().word() + "\t" + column.name());
        });
        columnLines.add(lines);
    }

    /** A note is there once. */
    private void note(List<String> notes) throws IOException {
        List<String> more = notes.stream()
                .map(note -> note.replaceAll("\\p{Cntrl}", " "))
                .distinct()
                .filter(note -> !noteLines.lines().contains(note))
                .limit(Math.max(0, MOST_NOTES - noteLines.lines().size()))
                .toList();
        noteLines.add(more);
    }

    private Set<ValueFile> append(List<NewRecord> records) throws IOException {
        Map<ValueFile, NewRows> byPlate = new LinkedHashMap<>();
        for (NewRecord one : records) {
            int[] places = places(one.record().columns());
            for (int i = 0; i < one.record().places().size(); i++) {
                NewRecord.Place at = one.wells().get(i);
                ValueFile file = file(at.plate());
                if (file != null) {
                    NewRows rows = byPlate.computeIfAbsent(file, first -> new NewRows(columns.size()));
                    add(rows, one, one.record().places().get(i), at, places);
                }
            }
        }
        for (Map.Entry<ValueFile, NewRows> entry : byPlate.entrySet()) {
            entry.getKey().append(entry.getValue());
        }
        return byPlate.keySet();
    }

    private void add(NewRows rows, NewRecord one, MeasuredPlace place, NewRecord.Place at, int[] places) {
        rows.add(new ValueRow(one.group(), at.well(), -1, place.imageSets(), ""), place.measured(), places);
        if (sites) {
            for (int site = 0; site < place.sites().size(); site++) {
                MeasuredSite image = place.sites().get(site);
                String name = image.name().isEmpty() ? Integer.toString(site + 1) : image.name();
                rows.add(
                        new ValueRow(one.group(), at.well(), site, 1, name.substring(0, Math.min(100, name.length()))),
                        image.measured(),
                        places);
            }
        }
    }

    private int[] places(List<Column> record) {
        int[] places = new int[columns.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < record.size(); i++) {
            int number = column(record.get(i).name());
            if (number >= 0) {
                places[number] = i;
            }
        }
        return places;
    }

    /** @return that of a plate; null when there are too many */
    private ValueFile file(String plate) throws IOException {
        String line = plate.replaceAll("\\p{Cntrl}", " ");
        int known = plateLines.lines().indexOf(line);
        if (known < 0 && files.size() < MOST_PLATES) {
            plateLines.add(List.of(line));
            known = files.size();
            files.add(ValueFile.toWrite(file(known), groups, false));
        }
        return known < 0 ? null : files.get(known);
    }

    /** Makes what was added small segments one of each plate: for those who read it when the submission is over. */
    public void compact() throws IOException {
        for (ValueFile file : files) {
            file.compact();
        }
    }

    @Override
    public void close() throws IOException {
        for (ValueFile file : files) {
            file.close();
        }
    }
}
