package io.jenkins.plugins.hummingbird.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a round is to do, all of it chosen by the campaign's seed and the round's number.
 *
 * @param rows a line for each group: what its execution does, its seconds, its bytes
 * @param tables which tables are merged
 */
record RoundPlan(
        long seed,
        int number,
        int nodes,
        int cpus,
        int minJobAge,
        List<String> rows,
        int groupsPerTask,
        int retries,
        int keepAttempts,
        TablesPlan tables,
        List<Blow> blows) {
    private static final int LONGEST_TASK_MILLIS = 5000;

    /** @param mounts whether faults that need a file system of their own may be among the blows */
    static RoundPlan of(long seed, int number, boolean mounts) {
        Random random = new Random(seed * 1_000_003 + number);
        // the first numbers of neighbouring seeds are alike
        random.nextLong();
        int nodes = 1 + random.nextInt(3);
        int cpus = 1 + random.nextInt(4);
        int minJobAge = random.nextInt(3) == 0 ? 5 : 300;
        int slots = nodes * cpus;
        int longest = random.nextInt(3) == 0 ? LONGEST_TASK_MILLIS : 1200;
        int groups = slots * (3 + random.nextInt(4)) + random.nextInt(8);
        List<String> rows = new ArrayList<>();
        int work = 0;
        for (int i = 0; i < groups; i++) {
            int millis = 200 + random.nextInt(longest - 200);
            work += millis;
            rows.add(what(random) + "," + millis / 1000.0 + "," + (10 + random.nextInt(60_000)));
        }
        int groupsPerTask = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
        int retries = random.nextInt(3);
        int keepAttempts = 1 + random.nextInt(2);
        List<Blow> blows = blows(random, work / slots);
        blows.removeIf(blow -> blow.fault().needsMount() && !mounts);
        // last, so that all else is what the seed has always chosen
        TablesPlan tables = TablesPlan.random(random);
        return new RoundPlan(
                seed,
                number,
                nodes,
                cpus,
                minJobAge,
                rows,
                groupsPerTask,
                retries,
                keepAttempts,
                tables,
                tables.isWanted() ? tables.move(blows, random) : blows);
    }

    private static String what(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> "exit-7";
            case 1 -> "once";
            case 2 -> "greedy";
            case 3 -> random.nextInt(3) == 0 ? "kill-itself" : "ok";
            default -> "ok";
        };
    }

    /** @param workMillis about how long the tasks take */
    private static List<Blow> blows(Random random, int workMillis) {
        List<Blow> blows = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        boolean early = random.nextInt(6) == 0;
        for (int i = 0; i < count; i++) {
            Fault fault = Fault.random(random);
            Moment at = early ? Moment.values()[random.nextInt(Moment.SUBMIT.ordinal())] : fault.moment(random);
            int delay = random.nextInt(at == Moment.FOLLOW ? workMillis + 3000 : 1000);
            blows.add(new Blow(fault, at, delay, random.nextLong()));
        }
        // two at a time
        if (count > 1 && random.nextBoolean()) {
            Blow first = blows.get(0);
            Blow second = blows.get(1);
            int delay = Math.max(0, first.delayMillis() + random.nextInt(1000) - 500);
            blows.set(1, new Blow(second.fault(), first.at(), delay, second.seed()));
        }
        return blows;
    }

    boolean has(Fault fault) {
        return blows.stream().anyMatch(blow -> blow.fault() == fault);
    }

    boolean hasLateBlow() {
        return blows.stream().anyMatch(Blow::isLate);
    }

    @Override
    public String toString() {
        return rows.size() + " groups, " + groupsPerTask + " a task, " + nodes + " nodes of " + cpus + " CPUs, retries "
                + retries + ", keepAttempts " + keepAttempts + ", MinJobAge " + minJobAge + tables + "; " + blows;
    }
}
