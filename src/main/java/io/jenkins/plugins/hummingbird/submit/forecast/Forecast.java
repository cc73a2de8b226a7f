package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Works out what all groups will take from what some of them took. */
final class Forecast {
    private static final double HOUR = 3600;

    private final List<Long> sizes;
    private final List<Double> measuredSizes = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> publishedSizes = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private final BitSet done = new BitSet();
    private long peakKiB;

    /** @param sizes those of all groups, in their order, each above 0; see {@link GroupSpot} */
    Forecast(List<Long> sizes) {
        this.sizes = sizes;
    }

    /**
     * Adds a group that was completed.
     *
     * @param group its number among all groups, from 1 on
     * @param seconds how long it took
     * @param peakKiB its peak of memory; 0 where that is not known
     */
    void ran(int group, long seconds, long peakKiB) {
        measuredSizes.add((double) sizes.get(group - 1));
        this.seconds.add((double) seconds);
        this.peakKiB = Math.max(this.peakKiB, peakKiB);
    }

    /**
     * Adds the results of a group that was completed now or before.
     *
     * @param group its number among all groups, from 1 on
     */
    void published(int group, long bytes) {
        done.set(group - 1);
        publishedSizes.add((double) sizes.get(group - 1));
        this.bytes.add((double) bytes);
    }

    /** @return how many groups there are for whose tasks slots are wanted */
    int groups() {
        return sizes.size();
    }

    /**
     * @param groupsPerTask how many groups a task runs, one after the other
     * @param cpus how many each task takes
     * @param prices the price of an hour of a node, by its name; empty where that is not known
     * @param currency of the prices
     */
    SampleForecast make(
            TaskSlots slots, int groupsPerTask, long cpus, Function<String, OptionalDouble> prices, String currency) {
        SampleForecast forecast = new SampleForecast();
        forecast.groups = sizes.size();
        forecast.measured = seconds.size();
        if (seconds.isEmpty()) {
            return forecast;
        }
        LinearFit time = LinearFit.of(array(measuredSizes), array(seconds));
        double[] tasks = tasks(sizes, time, groupsPerTask);
        TaskSlots.Times times = slots.run(tasks);
        forecast.seconds = times.seconds();
        forecast.tasksAtOnce = Math.min(slots.size(), tasks.length);
        forecast.cpuSeconds = DoubleStream.of(tasks).sum() * cpus;
        forecast.nodeSeconds = times.nodeSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        forecast.done = done.cardinality();
        double[] left = tasks(left(), time, groupsPerTask);
        forecast.leftSeconds = slots.run(left).seconds();
        forecast.leftCpuSeconds = DoubleStream.of(left).sum() * cpus;
        forecast.peakKiB = peakKiB;
        if (!bytes.isEmpty()) {
            LinearFit fit = LinearFit.of(array(publishedSizes), array(bytes));
            forecast.bytes = Math.round(sizes.stream().mapToDouble(fit::at).sum());
        }
        forecast.price = price(times.nodeSeconds(), prices);
        forecast.currency = forecast.price == null ? "" : currency;
        return forecast;
    }

    /** The sizes of the groups that are not done: of those outside the sample nothing is known. */
    private List<Long> left() {
        return IntStream.range(0, sizes.size())
                .filter(group -> !done.get(group))
                .mapToObj(sizes::get)
                .toList();
    }

    /** How long each task takes, in seconds. */
    private static double[] tasks(List<Long> sizes, LinearFit time, int groupsPerTask) {
        double[] tasks = new double[(sizes.size() + groupsPerTask - 1) / groupsPerTask];
        for (int group = 0; group < sizes.size(); group++) {
            tasks[group / groupsPerTask] += time.at(sizes.get(group));
        }
        return tasks;
    }

    /** Null where it is not known. */
    private static Double price(Map<String, Double> nodeSeconds, Function<String, OptionalDouble> prices) {
        if (nodeSeconds.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (Map.Entry<String, Double> node : nodeSeconds.entrySet()) {
            OptionalDouble perHour = prices.apply(node.getKey());
            if (perHour.isEmpty()) {
                return null;
            }
            sum += perHour.getAsDouble() * node.getValue() / HOUR;
        }
        return sum;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
