package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Works out what all groups will take from what some of them took. */
final class Forecast {
    private static final double HOUR = 3600;

    private final List<Long> sizes;
    private final List<Double> measuredSizes = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> publishedSizes = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private long peakKiB;

    /** @param sizes those of all groups, in their order, each above 0; see {@link GroupSpot} */
    Forecast(List<Long> sizes) {
        this.sizes = sizes;
    }

    /**
     * Adds a group that was completed.
     *
     * @param seconds how long it took
     * @param peakKiB its peak of memory; 0 where that is not known
     */
    void ran(long size, long seconds, long peakKiB) {
        measuredSizes.add((double) size);
        this.seconds.add((double) seconds);
        this.peakKiB = Math.max(this.peakKiB, peakKiB);
    }

    /** Adds the results of a group that was completed now or before. */
    void published(long size, long bytes) {
        publishedSizes.add((double) size);
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
        double[] tasks = tasks(groupsPerTask);
        TaskSlots.Times times = slots.run(tasks);
        forecast.seconds = times.seconds();
        forecast.tasksAtOnce = Math.min(slots.size(), tasks.length);
        for (double task : tasks) {
            forecast.cpuSeconds += task * cpus;
        }
        forecast.nodeSeconds = times.nodeSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        forecast.peakKiB = peakKiB;
        if (!bytes.isEmpty()) {
            LinearFit fit = LinearFit.of(array(publishedSizes), array(bytes));
            forecast.bytes = Math.round(sizes.stream().mapToDouble(fit::at).sum());
        }
        forecast.price = price(times.nodeSeconds(), prices);
        forecast.currency = forecast.price == null ? "" : currency;
        return forecast;
    }

    private double[] tasks(int groupsPerTask) {
        LinearFit fit = LinearFit.of(array(measuredSizes), array(seconds));
        double[] tasks = new double[(sizes.size() + groupsPerTask - 1) / groupsPerTask];
        for (int group = 0; group < sizes.size(); group++) {
            tasks[group / groupsPerTask] += fit.at(sizes.get(group));
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
