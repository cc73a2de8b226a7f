package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings a head node back to work after faults as people do, who would else wait for minutes. */
final class Administrator {
    private static final int QUIET_MILLIS = 3000;

    /** How long a task that was hurried is left alone: each time it waits for some more. */
    private static final int HURRY_MILLIS = 20_000;

    private final Site site;
    private final Map<String, Long> hurried = new HashMap<>();

    Administrator(Site site) {
        this.site = site;
    }

    /** Starts the parts that do not run. */
    void startAll() throws IOException, InterruptedException {
        for (String part : List.of("slurmctld", "slurmd", "sshd")) {
            site.part(part, "start");
        }
    }

    /** Slurm sends nothing to a node that it found to be unlike what it knew of it. */
    void resumeNodes() throws InterruptedException {
        for (String node : site.trySlurm("sinfo", "-h", "-N", "-t", "down,drain", "-o", "%N")
                .split("\n")) {
            if (!node.isEmpty()) {
                site.trySlurm("scontrol", "update", "nodename=" + node, "state=resume");
            }
        }
    }

    /**
     * Slurm lets what it begins again wait for two minutes, holds what it could not launch, and takes longer to miss a task
     * that is gone with its node.
     */
    void hurry() throws InterruptedException {
        for (String line :
                site.trySlurm("squeue", "-h", "-r", "-o", "%i|%t|%r|%M|%N").split("\n")) {
            String[] task = line.split("\\|", -1);
            if (task.length < 5) {
                continue;
            }
            if (task[2].equals("BeginTime") && isLongAgo(task[0])) {
                site.trySlurm("scontrol", "update", "jobid=" + task[0], "starttime=now+4");
            } else if (task[2].contains("requeued")) {
                site.note("task " + task[0] + " is held: " + task[2]);
                site.trySlurm("scontrol", "release", task[0]);
            } else if (task[1].equals("R") && !task[3].startsWith("0:") && isLongAgo(task[0])) {
                site.note("task " + task[0] + " takes too long: " + task[4] + " is marked down");
                site.trySlurm("scontrol", "update", "nodename=" + task[4], "state=down", "reason=lost");
                site.trySlurm("scontrol", "update", "nodename=" + task[4], "state=resume");
            }
        }
    }

    private boolean isLongAgo(String task) {
        long now = System.currentTimeMillis();
        Long before = hurried.get(task);
        if (before != null && now - before < HURRY_MILLIS) {
            return false;
        }
        hurried.put(task, now);
        return true;
    }

    /** @return whether Slurm had nothing to do for a while, before that many milliseconds were over */
    boolean awaitQuiet(long millis) throws InterruptedException {
        long until = System.currentTimeMillis() + millis;
        long quietSince = System.currentTimeMillis();
        while (System.currentTimeMillis() - quietSince < QUIET_MILLIS) {
            if (System.currentTimeMillis() > until) {
                return false;
            }
            Thread.sleep(300);
            resumeNodes();
            hurry();
            if (!isIdle()) {
                quietSince = System.currentTimeMillis();
            }
        }
        return true;
    }

    private boolean isIdle() throws InterruptedException {
        try {
            return site.slurm("squeue", "-h", "-r").isBlank();
        } catch (IOException e) {
            return false;
        }
    }
}
