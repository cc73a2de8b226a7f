package io.jenkins.plugins.hummingbird.submit.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Chooses groups that stand for all: of the largest and the smallest size and of those between, of as many plates as possible, and
 * from all over the plates. The same groups are chosen each time.
 *
 * <p>Positions follow an additive sequence of low discrepancy: any number of its points is spread evenly, and unlike the points
 * that are farthest from each other, they do not prefer the edges of plates, where wells dry out. The factors are those of the
 * R sequences of M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018).
 */
final class SampleChoice {
    private static final double OF_ROWS = 0.7548776662466927;
    private static final double OF_COLUMNS = 0.5698402909980532;
    private static final double OF_PLATES = 0.6180339887498949;

    /** From there the first four points are in different quarters of the plate, and none of the first six is near an edge. */
    private static final double FIRST_ROW = 0.85;

    private static final double FIRST_COLUMN = 0.55;
    private static final double MIDDLE = 0.5;

    /** Independent of the others. */
    private static final double OF_EQUALS = 0.4142135623730951;

    /** Below the distance of two wells. */
    private static final double SAME = 1e-9;

    private final List<GroupSpot> groups;
    private final int[] plateOf;
    private final long[] sizes;
    private final Scale rows;
    private final Scale columns;
    private final int[] chosenOf;
    private final TreeSet<Integer> chosen = new TreeSet<>();

    /** Where values lie between the smallest and the largest: 0 to 1. */
    private record Scale(double least, double most) {
        static Scale of(List<GroupSpot> groups, ToDoubleFunction<GroupSpot> value) {
            return new Scale(
                    groups.stream().mapToDouble(value).min().orElse(0),
                    groups.stream().mapToDouble(value).max().orElse(0));
        }

        double of(double value) {
            return most > least ? (value - least) / (most - least) : 0.5;
        }
    }

    private SampleChoice(List<GroupSpot> groups) {
        this.groups = groups;
        Map<String, Integer> plates = new HashMap<>();
        groups.forEach(group -> plates.putIfAbsent(group.plate(), plates.size()));
        plateOf = groups.stream().mapToInt(group -> plates.get(group.plate())).toArray();
        sizes = groups.stream().mapToLong(GroupSpot::size).sorted().toArray();
        rows = Scale.of(groups, GroupSpot::row);
        columns = Scale.of(groups, GroupSpot::column);
        chosenOf = new int[plates.size()];
    }

    /**
     * @param count how many to choose, at least 1
     * @param groups all groups, in their order
     * @return the numbers of the chosen ones, from 1, in their order; all where there are no more than that
     */
    static List<Integer> of(int count, List<GroupSpot> groups) {
        SampleChoice choice = new SampleChoice(groups);
        int most = Math.min(count, groups.size());
        for (int pick = 0; pick < most; pick++) {
            choice.choose(pick, most);
        }
        return choice.chosen.stream().map(group -> group + 1).toList();
    }

    private void choose(int pick, int count) {
        List<Integer> left = ofSize(pick, count);
        left = best(left, group -> chosenOf[plateOf[group]]);
        double plate = point(MIDDLE, pick * OF_PLATES) * chosenOf.length - 0.5;
        left = best(left, group -> Math.abs(plateOf[group] - plate));
        double row = point(FIRST_ROW, pick * OF_ROWS);
        double column = point(FIRST_COLUMN, pick * OF_COLUMNS);
        left = best(
                left,
                group -> Math.hypot(
                        rows.of(groups.get(group).row()) - row,
                        columns.of(groups.get(group).column()) - column));
        // such as the sites of one well
        int group = left.get((int) (point(MIDDLE, pick * OF_EQUALS) * left.size()));
        chosen.add(group);
        chosenOf[plateOf[group]]++;
    }

    /** The groups to choose from: the largest, then the smallest, then those of each of the ranges between. */
    private List<Integer> ofSize(int pick, int count) {
        long least;
        long most;
        if (count == 1) {
            least = sizes[sizes.length / 2];
            most = least;
        } else if (pick < 2) {
            least = sizes[pick == 0 ? sizes.length - 1 : 0];
            most = least;
        } else {
            least = sizes[(int) ((long) sizes.length * (pick - 2) / (count - 2))];
            most = sizes[(int) ((long) sizes.length * (pick - 1) / (count - 2)) - 1];
        }
        List<Integer> fitting = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            if (chosen.contains(group)) {
                continue;
            }
            all.add(group);
            long size = groups.get(group).size();
            if (size >= least && size <= most) {
                fitting.add(group);
            }
        }
        return fitting.isEmpty() ? all : fitting;
    }

    private static double point(double first, double further) {
        double at = first + further;
        return at - Math.floor(at);
    }

    private static List<Integer> best(List<Integer> of, ToDoubleFunction<Integer> value) {
        double[] values = of.stream().mapToDouble(value).toArray();
        double least = Arrays.stream(values).min().orElseThrow() + SAME;
        List<Integer> best = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= least) {
                best.add(of.get(i));
            }
        }
        return best;
    }
}
