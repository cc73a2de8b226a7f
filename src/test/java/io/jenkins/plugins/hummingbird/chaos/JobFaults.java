package io.jenkins.plugins.hummingbird.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What people do to jobs by Slurm's own commands. */
final class JobFaults {
    private static final int PATIENCE_MILLIS = 8000;

    private JobFaults() {}

    static void cancelTask(Round round, Random random) throws Exception {
        onTask(round, random, "R,PD", "scancel");
    }

    static void requeueTask(Round round, Random random) throws Exception {
        onTask(round, random, "R", "scontrol", "requeue");
    }

    static void cancelArray(Round round, Random random) throws Exception {
        List<String> tasks = tasks(round, "R,PD");
        if (!tasks.isEmpty()) {
            round.site()
                    .trySlurm("scancel", tasks.get(random.nextInt(tasks.size())).replaceFirst("_.*", ""));
        }
    }

    private static void onTask(Round round, Random random, String states, String... words) throws Exception {
        List<String> tasks = tasks(round, states);
        if (!tasks.isEmpty()) {
            String task = tasks.get(random.nextInt(tasks.size()));
            round.site().note(String.join(" ", words) + " " + task);
            String[] command = Arrays.copyOf(words, words.length + 1);
            command[words.length] = task;
            round.site().trySlurm(command);
        }
    }

    /** Waits for some. */
    private static List<String> tasks(Round round, String states) throws InterruptedException {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        List<String> tasks = List.of();
        while (tasks.isEmpty() && System.currentTimeMillis() < until && !round.isOver()) {
            tasks = round.site()
                    .trySlurm("squeue", "-h", "-r", "-t", states, "-o", "%F_%K")
                    .lines()
                    .sorted()
                    .toList();
            Thread.sleep(50);
        }
        return tasks;
    }
}
