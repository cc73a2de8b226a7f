package io.jenkins.plugins.hummingbird.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A campaign of random faults on submissions; src/local/chaos starts it, and docs/reliability.md says what it does. */
public final class Chaos {
    /** Kept: a level that is set is forgotten with its logger. */
    private static final Logger SSHD = Logger.getLogger("org.apache.sshd");

    private static final int MOST_SHOWN = 12;
    private static final int LONGEST_SENTENCE = 800;

    private final Path folder;
    private final long seed;
    private final boolean mounts;
    private final LagReport lags = new LagReport();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    /**
     * @param folder where each round has one of its own
     * @param seed by which all is chosen
     */
    Chaos(Path folder, long seed) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.seed = seed;
        mounts = Site.canMount(folder);
    }

    /**
     * @param args the campaign's folder, the seed, for how many minutes rounds are begun, how many are made at one time,
     *     and the number of the only round or 0
     */
    public static void main(String[] args) throws Exception {
        SSHD.setLevel(Level.WARNING);
        Chaos chaos = new Chaos(Path.of(args[0]), Long.parseLong(args[1]));
        System.out.println("seed " + chaos.seed
                + (chaos.mounts ? "" : "; no file system may be mounted here: faults of disks are left out"));
        int only = Integer.parseInt(args[4]);
        if (only > 0) {
            chaos.round(only);
        } else {
            chaos.run(TimeUnit.MINUTES.toMillis(Long.parseLong(args[2])), Integer.parseInt(args[3]));
        }
        System.out.println(chaos.lags);
        System.out.println(chaos);
        System.exit(chaos.broken.get() == 0 ? 0 : 1);
    }

    /** Begins rounds for some time. */
    private void run(long millis, int atOneTime) throws InterruptedException {
        long until = System.currentTimeMillis() + millis;
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(atOneTime);
        for (int i = 0; i < atOneTime; i++) {
            threads.execute(() -> {
                while (System.currentTimeMillis() < until) {
                    round(number.incrementAndGet());
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(Long.MAX_VALUE, TimeUnit.MILLISECONDS);
    }

    /** Makes one round and removes its folder, unless something was broken. */
    List<String> round(int number) {
        RoundPlan plan = RoundPlan.of(seed, number, mounts);
        Site site = new Site(folder.resolve("round-" + number), mounts);
        List<String> found = new ArrayList<>();
        long begun = System.currentTimeMillis();
        try {
            site.remove();
            Round round = new Round(plan, site);
            try {
                found.addAll(round.run());
                lags.add(round);
            } finally {
                if (!found.isEmpty()) {
                    site.keep();
                }
                site.end();
            }
            if (found.isEmpty()) {
                site.remove();
            }
        } catch (Exception | AssertionError e) {
            found.add("the campaign itself failed: " + e);
        }
        rounds.incrementAndGet();
        faults.addAndGet(plan.blows().size());
        report(plan, site, found, System.currentTimeMillis() - begun);
        return found;
    }

    private synchronized void report(RoundPlan plan, Site site, List<String> found, long millis) {
        String line = "round " + plan.number() + ": " + (found.isEmpty() ? "whole" : "BROKEN") + " after "
                + millis / 1000 + " s: " + plan;
        System.out.println(line);
        if (!found.isEmpty()) {
            broken.incrementAndGet();
            System.out.println("  seed " + seed + ", round " + plan.number() + ", kept in " + site.folder());
            found.stream().limit(MOST_SHOWN).forEach(sentence -> System.out.println("  - " + cut(sentence)));
            if (found.size() > MOST_SHOWN) {
                System.out.println("  and " + (found.size() - MOST_SHOWN) + " more");
            }
        }
    }

    private static String cut(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "...";
    }

    @Override
    public String toString() {
        return rounds + " rounds, " + faults + " faults, " + broken + " broken";
    }
}
