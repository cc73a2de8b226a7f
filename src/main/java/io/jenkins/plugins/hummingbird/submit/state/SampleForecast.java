package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.board.Progress;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What all groups will take, as a sample of them tells. */
public final class SampleForecast implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double HOUR = 3600;
    private static final double LEAST = 0.01;
    private static final String LESS = "less than " + LEAST;

    /** How many groups there are in all. */
    public int groups;

    /** How many groups it was worked out from; 0 where there is none, and then all below but {@link #skipped} is 0. */
    public int measured;

    /** How many groups of the sample were done before. */
    public int skipped;

    /** From the start of the first task to the end of the last; 0 where {@link #tasksAtOnce} is 0. */
    public double seconds;

    /** How many tasks run at one time; 0 where Slurm did not say which nodes there are. */
    public int tasksAtOnce;

    /** The time of all tasks together, times the CPUs of a task. */
    public double cpuSeconds;

    /** How long nodes are needed, each until its last task ends, together. */
    public double nodeSeconds;

    /** How many of all groups are done: those of the sample that have results. */
    public int done;

    /** Whether a submission like this one skips groups that are done. */
    public boolean skipsDone;

    /** As {@link #seconds}, for the groups that are not done by the sample. */
    public double leftSeconds;

    /** As {@link #cpuSeconds}, for these. */
    public double leftCpuSeconds;

    /** The largest peak of memory of a group; 0 where that is not known. */
    public long peakKiB;

    /** The size of all results. */
    public long bytes;

    /** What the nodes cost for that time; null where the price of one of them is not known. */
    public Double price;

    /** Of the price; empty where there is none. */
    public String currency = "";

    /** @return a sentence for the log, the result and people who decide */
    public String words() {
        String all = groups == 1 ? "the only group" : "all " + groups + " groups";
        if (measured == 0) {
            return "No forecast for " + all + ": no group of the sample was completed by this build. "
                    + (skipped == 0
                            ? "groups.csv says why they failed."
                            : (skipped == 1 ? "1 was" : skipped + " were")
                                    + " done before; skipDone: false runs them again.");
        }
        return "Forecast for " + all + ", from " + measured + " that ran: " + String.join(", ", parts().values()) + "."
                + leftWords();
    }

    private String leftWords() {
        if (left().isEmpty()) {
            return "";
        }
        if (done == groups) {
            return (groups == 1 ? " It " : " All ") + Wording.isOrAre(groups) + " done by now.";
        }
        return " " + done + " " + Wording.isOrAre(done) + " done by now: " + left() + " are left.";
    }

    /**
     * What is left to run for a submission of all groups that skips those that are done. Others than those of the sample may
     * be done as well, which is not looked at.
     *
     * @return without a verb; empty where nothing is skipped, or not known to be
     */
    public String left() {
        if (!skipsDone || done == 0) {
            return "";
        }
        return done == groups
                ? "nothing"
                : (leftCpuSeconds / HOUR < LEAST ? "" : "at most ") + number(leftCpuSeconds / HOUR) + " CPU-hours"
                        + (tasksAtOnce > 0 ? " (about " + length(leftSeconds) + ")" : "");
    }

    /** @return the figures with their units, each by its name; none where there is no forecast */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        if (measured == 0) {
            return parts;
        }
        if (tasksAtOnce > 0) {
            String tasks = tasksAtOnce == 1 ? "one task" : tasksAtOnce + " tasks";
            parts.put("Time", "about " + length(seconds) + " with " + tasks + " at a time");
        }
        parts.put("CPUs", number(cpuSeconds / HOUR) + " CPU-hours");
        if (peakKiB > 0) {
            parts.put("Memory", "up to " + ByteSize.words(peakKiB * 1024) + " of memory for a task");
        }
        parts.put("Output", ByteSize.words(bytes) + " of output");
        if (price != null) {
            String sum = price < LEAST ? LESS : String.format(Locale.ROOT, "%.2f", price);
            parts.put("Price", sum + " " + currency + " for nodes");
        }
        return parts;
    }

    private static String length(double seconds) {
        return Progress.length(Duration.ofSeconds(Math.round(seconds)));
    }

    private static String number(double hours) {
        return hours < LEAST
                ? LESS
                : String.format(Locale.ROOT, hours < 1 ? "%.2f" : hours < 100 ? "%.1f" : "%.0f", hours);
    }

    /** @return the same for the result of the step: plain values; without price where that is not known */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("groups", (long) groups);
        values.put("measuredGroups", (long) measured);
        values.put("hours", hours(seconds));
        values.put("tasksAtOnce", (long) tasksAtOnce);
        values.put("cpuHours", hours(cpuSeconds));
        values.put("nodeHours", hours(nodeSeconds));
        values.put("done", (long) done);
        values.put("leftHours", hours(leftSeconds));
        values.put("leftCpuHours", hours(leftCpuSeconds));
        values.put("memoryMiB", (peakKiB + 1023) / 1024);
        values.put("outputBytes", bytes);
        if (price != null) {
            values.put("price", Math.round(price * 100) / 100.0);
            values.put("currency", currency);
        }
        values.put("text", words());
        return values;
    }

    /** To a thousandth, which is less than four seconds. */
    private static double hours(double seconds) {
        return Math.round(seconds / HOUR * 1000) / 1000.0;
    }
}
