package io.jenkins.plugins.hummingbird.submit.plates;

import io.jenkins.plugins.hummingbird.submit.board.GroupMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plate, and which groups have images of each of its wells. What has become of the groups is not kept here. */
public final class PlateMap {
    private static final int[][] FORMATS = {{8, 12}, {16, 24}, {WellPosition.MOST_ROWS, WellPosition.MOST_COLUMNS}};

    private final String name;
    private final int rows;
    private final int columns;

    /** The numbers of the groups of which only the plate is known: they count for all wells. */
    private final int[] everywhere;

    /** By place, row after row: the numbers of the groups there, from 1; null for a well without any. */
    private final int[][] groups;

    private PlateMap(String name, int[] format, int[] everywhere, int[][] groups) {
        this.name = name;
        rows = format[0];
        columns = format[1];
        this.everywhere = everywhere;
        this.groups = groups;
    }

    /**
     * @param places those of each group, in the order of the groups
     * @return the plates in the order in which groups first have images of them, each drawn with 96, 384 or 1,536
     *     wells, as few as hold those that are used
     */
    public static List<PlateMap> of(List<? extends Collection<WellPlace>> places) {
        Map<String, Collected> plates = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            for (WellPlace place : places.get(i)) {
                plates.computeIfAbsent(place.plate(), Collected::new).add(place.well(), i + 1);
            }
        }
        return plates.values().stream().map(Collected::plate).toList();
    }

    /** A plate whose size is not known yet. */
    private static final class Collected {
        private final String name;
        /** By {@link WellPosition#number}. */
        private final Map<Integer, List<Integer>> wells = new TreeMap<>();

        private final List<Integer> everywhere = new ArrayList<>();
        private int lastRow;
        private int lastColumn;

        Collected(String name) {
            this.name = name;
        }

        void add(WellPosition well, int group) {
            if (well == null) {
                everywhere.add(group);
                return;
            }
            lastRow = Math.max(lastRow, well.row());
            lastColumn = Math.max(lastColumn, well.column());
            wells.computeIfAbsent(well.number(), at -> new ArrayList<>()).add(group);
        }

        PlateMap plate() {
            int[] format = FORMATS[0];
            for (int i = 1; lastRow >= format[0] || lastColumn >= format[1]; i++) {
                format = FORMATS[i];
            }
            int[][] groups = new int[format[0] * format[1]][];
            for (int row = 0; row < format[0]; row++) {
                for (int column = 0; column < format[1]; column++) {
                    List<Integer> here = wells.get(new WellPosition(row, column).number());
                    groups[row * format[1] + column] = here == null ? null : array(here);
                }
            }
            return new PlateMap(name, format, array(everywhere), groups);
        }

        private static int[] array(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** @return the plate's name; empty when the image table names no plates */
    public String name() {
        return name;
    }

    /** @return what to call it, whether or not it has a name: "Plate 7", "Plate" without a name, "Plate_1" as it is */
    public String title() {
        boolean says = name.regionMatches(true, 0, "plate", 0, "plate".length());
        return name.isEmpty() ? "Plate" : says ? name : "Plate " + name;
    }

    /** @return how many rows it is drawn with: 8, 16 or 32 */
    public int rows() {
        return rows;
    }

    /** @return how many columns it is drawn with: 12, 24 or 48 */
    public int columns() {
        return columns;
    }

    /** @return the numbers, from 1, of the groups of which only the plate is known: they count for all wells */
    public int[] everywhere() {
        return everywhere.clone();
    }

    /**
     * @param row from 0
     * @param column from 0
     * @return the numbers, from 1, of the groups with images of that well; empty for none
     */
    public int[] groups(int row, int column) {
        int[] here = groups[row * columns + column];
        return here == null ? new int[0] : here.clone();
    }

    /**
     * @param marks those of all groups, a letter each
     * @return the worst of what has become of the well's groups; null when it has none
     */
    public GroupMark mark(int row, int column, String marks) {
        int[] here = groups[row * columns + column];
        return worst(here == null ? new int[0] : here, marks, worst(everywhere, marks, null));
    }

    private static GroupMark worst(int[] numbers, String marks, GroupMark other) {
        GroupMark worst = other;
        for (int group : numbers) {
            GroupMark mark = GroupMark.of(marks.charAt(group - 1));
            worst = worst == null ? mark : worst.with(mark);
        }
        return worst;
    }
}
