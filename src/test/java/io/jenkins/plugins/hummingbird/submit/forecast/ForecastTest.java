package io.jenkins.plugins.hummingbird.submit.forecast;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.slurm.PartitionNode;
import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.Test;

/** What a sample says of all groups. */
public class ForecastTest {
    private static final List<PartitionNode> NODES = List.of(node("a"), node("b"));

    private static PartitionNode node(String name) {
        return new PartitionNode(name, 16, 64_000, true);
    }

    private static TaskSlots slots(int most) {
        return TaskSlots.of(NODES, 1, 4096, most);
    }

    private static SampleForecast of(List<Long> sizes, List<Integer> sample, double[] seconds) {
        Forecast forecast = new Forecast(sizes);
        for (int group : sample) {
            forecast.ran(group, Math.round(seconds[group - 1]), 1_000_000 + group);
            forecast.published(group, 5000 + 20_000 * sizes.get(group - 1));
        }
        return forecast.make(slots(1000), 1, 1, node -> OptionalDouble.of(0.68), "USD");
    }

    /**
     * 384 wells of 1 to 9 sites, each of which takes 20 s and 3 s a site, up to a fifth more or less: what the forecast says of
     * samples of 4 and 8 is within a quarter of what the run takes.
     */
    @Test
    public void theForecastForGroupsOfDifferingLengthIsWithinAQuarterOfTheRun() {
        for (int seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            List<GroupSpot> groups = new ArrayList<>();
            List<Long> sizes = new ArrayList<>();
            double[] seconds = new double[384];
            double sum = 0;
            long bytes = 0;
            for (int well = 0; well < 384; well++) {
                long sites = random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 9;
                sizes.add(sites);
                groups.add(new GroupSpot("P" + well / 128, well / 24, well % 24, sites));
                seconds[well] = (20 + 3 * sites) * (0.8 + 0.4 * random.nextDouble());
                sum += seconds[well];
                bytes += 5000 + 20_000 * sites;
            }
            double real = slots(1000).run(seconds).seconds();
            for (int count : List.of(4, 8)) {
                SampleForecast forecast = of(sizes, SampleChoice.of(count, groups), seconds);
                String which = count + " groups, seed " + seed;
                assertThat(which, forecast.cpuSeconds / sum, closeTo(1, 0.25));
                assertThat(which, forecast.seconds / real, closeTo(1, 0.25));
                assertThat(which, (double) forecast.bytes / bytes, closeTo(1, 0.01));
                assertThat(forecast.measured, is(count));
            }
        }
    }

    @Test
    public void hoursAreThoseOfAsManyTasksAsThePartitionHasRoomFor() {
        List<Long> sizes = Collections.nCopies(320, 1L);
        double[] seconds = new double[320];
        Arrays.fill(seconds, 360);
        SampleForecast forecast = of(sizes, List.of(7, 19), seconds);
        // 64,000 MB have room for 15 tasks of 4 GiB
        assertThat(forecast.tasksAtOnce, is(30));
        assertThat(forecast.values().get("hours"), is(1.1));
        assertThat(forecast.values().get("cpuHours"), is(32.0));
        assertThat(forecast.values().get("nodeHours"), is(2.2));
        assertThat(forecast.values().get("price"), is(1.5));
        assertThat(forecast.values().get("memoryMiB"), is(977L));
        assertThat(
                forecast.words(),
                is("Forecast for all 320 groups, from 2 that ran: about 66 min with 30 tasks at a time, 32.0 CPU-hours,"
                        + " up to 976.6 MiB of memory for a task, 7.6 MiB of output, 1.50 USD for nodes."));
    }

    @Test
    public void tasksOfSeveralGroupsTakeAsLongAsTheseTogether() {
        Forecast forecast = new Forecast(Collections.nCopies(100, 1L));
        forecast.ran(1, 60, 0);
        SampleForecast made = forecast.make(slots(100), 10, 2, node -> OptionalDouble.empty(), "");
        assertThat(made.tasksAtOnce, is(10));
        assertThat(made.seconds, is(600.0));
        assertThat(made.cpuSeconds, is(12_000.0));
        assertThat(made.words(), not(containsString("memory")));
    }

    @Test
    public void whatIsLeftIsThatOfTheGroupsThatAreNotDone() {
        List<Long> sizes = new ArrayList<>(Collections.nCopies(320, 1L));
        sizes.set(319, 100L);
        Forecast forecast = new Forecast(sizes);
        forecast.ran(1, 360, 0);
        forecast.ran(320, 36_000, 0);
        forecast.published(1, 1000);
        forecast.published(320, 1000);
        SampleForecast made = forecast.make(slots(1000), 10, 2, node -> OptionalDouble.empty(), "");
        assertThat("an hour, nine groups and the long one", made.seconds, is(42_840.0));
        assertThat(made.leftSeconds, is(7200.0));
        assertThat(made.values().get("leftHours"), is(2.0));
        assertThat(made.values().get("leftCpuHours"), is(63.6));
        assertThat(made.values().get("done"), is(2L));
        assertThat(made.words(), not(containsString("left")));
        made.skipsDone = true;
        assertThat(made.words(), endsWith(" 2 are done by now: at most 63.6 CPU-hours (about 2 h 0 min) are left."));
        made.tasksAtOnce = 0;
        assertThat(made.words(), endsWith(" 2 are done by now: at most 63.6 CPU-hours are left."));
        made.done = 320;
        assertThat(made.words(), endsWith(" of output. All are done by now."));
        assertThat("as an earlier version saved it", new SampleForecast().left(), is(""));
    }

    @Test
    public void whatIsLittleIsNotCalledNothing() {
        Forecast forecast = new Forecast(Collections.nCopies(4, 1L));
        forecast.ran(1, 2, 0);
        forecast.published(1, 0);
        SampleForecast made = forecast.make(slots(1), 1, 1, node -> OptionalDouble.of(0.68), "USD");
        made.skipsDone = true;
        assertThat(
                made.words(),
                is("Forecast for all 4 groups, from 1 that ran: about 8 s with one task at a time, less than 0.01"
                        + " CPU-hours, 0 bytes of output, less than 0.01 USD for nodes. 1 is done by now: less than"
                        + " 0.01 CPU-hours (about 6 s) are left."));
    }

    @Test
    public void thereIsNoPriceWhereThatOfANodeIsUnknown() {
        Forecast forecast = new Forecast(Collections.nCopies(100, 1L));
        forecast.ran(1, 60, 0);
        SampleForecast made = forecast.make(
                slots(100), 1, 1, node -> node.equals("a") ? OptionalDouble.of(1) : OptionalDouble.empty(), "USD");
        assertThat(made.price, nullValue());
        assertThat(made.values().containsKey("price"), is(false));
    }

    @Test
    public void thereAreNoHoursWhereNoNodeIsKnown() {
        Forecast forecast = new Forecast(Collections.nCopies(100, 1L));
        forecast.ran(1, 60, 0);
        SampleForecast made =
                forecast.make(TaskSlots.of(List.of(), 1, 1, 100), 1, 1, node -> OptionalDouble.of(1), "USD");
        assertThat(made.values().get("hours"), is(0.0));
        assertThat(made.values().get("tasksAtOnce"), is(0L));
        assertThat(made.price, nullValue());
        assertThat(made.words(), is("Forecast for all 100 groups, from 1 that ran: 1.7 CPU-hours, 0 bytes of output."));
    }

    @Test
    public void thereIsNoForecastWhereNoGroupRan() {
        Forecast forecast = new Forecast(List.of(1L, 2L));
        forecast.published(1, 1000);
        SampleForecast made = forecast.make(slots(100), 1, 1, node -> OptionalDouble.empty(), "");
        assertThat(made.values().get("measuredGroups"), is(0L));
        assertThat(
                "all failed",
                made.words(),
                is("No forecast for all 2 groups: no group of the sample was completed by this build. groups.csv says"
                        + " why they failed."));
        made.skipped = 2;
        assertThat(
                made.words(),
                is("No forecast for all 2 groups: no group of the sample was completed by this build. 2 were done"
                        + " before; skipDone: false runs them again."));
    }

    @Test
    public void timeIsFixedAndForEachImageSetAndNeitherIsNegative() {
        double[] sizes = {2, 4, 8};
        LinearFit exact = LinearFit.of(sizes, new double[] {26, 32, 44});
        assertThat(exact.at(1), closeTo(23, 1e-9));
        LinearFit shorter = LinearFit.of(sizes, new double[] {30, 28, 26});
        assertThat(shorter.at(100), closeTo(28, 1e-9));
        LinearFit steep = LinearFit.of(sizes, new double[] {1, 4, 16});
        assertThat(steep.at(0), is(0.0));
        assertThat(LinearFit.of(new double[] {9, 9}, new double[] {18, 36}).at(3), closeTo(9, 1e-9));
    }

    @Test
    public void tasksBeginWhereASlotIsFree() {
        TaskSlots slots = TaskSlots.of(List.of(new PartitionNode("a", 1, 0, true), node("b")), 1, 1, 2);
        assertThat(slots.size(), is(2));
        TaskSlots.Times times = slots.run(new double[] {10, 4, 4, 4, 1});
        assertThat(times.seconds(), is(12.0));
        assertThat(times.nodeSeconds(), is(Map.of("a", 11.0, "b", 12.0)));
    }

    @Test
    public void nodesOutOfUseCountOnlyIfThereIsNoOther() {
        PartitionNode down = new PartitionNode("down", 4, 0, false);
        assertThat(TaskSlots.of(List.of(down, node("a")), 1, 1, 100).size(), is(16));
        assertThat(TaskSlots.of(List.of(down), 1, 1, 100).size(), is(4));
        assertThat(
                "no node is known that has room",
                TaskSlots.of(List.of(down), 8, 1, 100).size(),
                is(1));
    }
}
