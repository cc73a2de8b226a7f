package io.jenkins.plugins.hummingbird.submit.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

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

    private final int[] plates;
    private final long[] sizes;
    private final double[] rows;
    private final double[] columns;
    private final long[] sortedSizes;

    /** By plate. */
    private final int[] chosenOf;

    private final boolean[] isChosen;

    private SampleChoice(List<GroupSpot> groups) {
        Map<String, Integer> numbers = new HashMap<>();
        groups.forEach(group -> numbers.putIfAbsent(group.plate(), numbers.size()));
        plates = groups.stream().mapToInt(group -> numbers.get(group.plate())).toArray();
        sizes = groups.stream().mapToLong(GroupSpot::size).toArray();
        sortedSizes = Arrays.stream(sizes).sorted().toArray();
        rows = scaled(groups.stream().mapToDouble(GroupSpot::row).toArray());
        columns = scaled(groups.stream().mapToDouble(GroupSpot::column).toArray());
        chosenOf = new int[numbers.size()];
        isChosen = new boolean[sizes.length];
    }

    /** Values as parts of the way from the least to the most of them: 0 to 1. */
    private static double[] scaled(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        return Arrays.stream(values)
                .map(value -> most > least ? (value - least) / (most - least) : MIDDLE)
                .toArray();
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
        return IntStream.rangeClosed(1, groups.size())
                .filter(number -> choice.isChosen[number - 1])
                .boxed()
                .toList();
    }

    private void choose(int pick, int count) {
        double plate = point(MIDDLE, pick * OF_PLATES) * chosenOf.length - MIDDLE;
        double row = point(FIRST_ROW, pick * OF_ROWS);
        double column = point(FIRST_COLUMN, pick * OF_COLUMNS);
        int[] left = ofSize(pick, count);
        left = best(left, group -> chosenOf[plates[group]]);
        left = best(left, group -> Math.abs(plates[group] - plate));
        left = best(left, group -> Math.hypot(rows[group] - row, columns[group] - column));
        // such as the sites of one well
        int group = left[(int) (point(MIDDLE, pick * OF_EQUALS) * left.length)];
        isChosen[group] = true;
        chosenOf[plates[group]]++;
    }

    /** The groups to choose from: the largest, then the smallest, then those of each of the ranges between. */
    private int[] ofSize(int pick, int count) {
        int all = sortedSizes.length;
        int from = count == 1 ? all / 2 : pick == 0 ? all - 1 : 0;
        int to = from;
        if (pick >= 2) {
            from = (int) ((long) all * (pick - 2) / (count - 2));
            to = (int) ((long) all * (pick - 1) / (count - 2)) - 1;
        }
        long least = sortedSizes[from];
        long most = sortedSizes[to];
        int[] fitting = IntStream.range(0, all)
                .filter(group -> !isChosen[group] && sizes[group] >= least && sizes[group] <= most)
                .toArray();
        return fitting.length > 0
                ? fitting
                : IntStream.range(0, all).filter(group -> !isChosen[group]).toArray();
    }

    private static double point(double first, double further) {
        double at = first + further;
        return at - Math.floor(at);
    }

    private static int[] best(int[] of, IntToDoubleFunction value) {
        double[] values = Arrays.stream(of).mapToDouble(value).toArray();
        double least = Arrays.stream(values).min().orElseThrow() + SAME;
        return IntStream.range(0, of.length)
                .filter(i -> values[i] <= least)
                .map(i -> of[i])
                .toArray();
    }
}
