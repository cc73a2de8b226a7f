package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.bench.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Processes that are killed: of the controller, of the head node's parts, and of what runs there for a submission. */
final class ProcessFaults {
    private static final int PATIENCE_MILLIS = 8000;

    /** How old the state of the jobs is to be, of which the controller of Slurm begins again; it is written every 5 s. */
    private static final int OLD_STATE_MILLIS = 3500;

    private ProcessFaults() {}

    static void controller(Round round, Random random) throws Exception {
        int times = random.nextInt(2) == 0 ? 1 : 2 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            // the later ones at some moment of the start or of the first moves
            Thread.sleep(i == 0 ? 0 : random.nextInt(2500));
            round.controller().kill();
            Thread.sleep(random.nextInt(3) == 0 ? random.nextInt(6000) : random.nextInt(300));
            round.controller().start();
        }
    }

    static void slurmctld(Round round, Random random) throws Exception {
        round.site().part("slurmctld", "kill");
        Thread.sleep(random.nextInt(8000));
        round.site().part("slurmctld", "start");
    }

    /** What has ended since its state was written is begun again. */
    static void slurmctldForgets(Round round, Random random) throws Exception {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        int age = OLD_STATE_MILLIS + random.nextInt(1000);
        while (System.currentTimeMillis() < until && !isOld(round.site(), age)) {
            Thread.sleep(20);
        }
        round.site().part("slurmctld", "kill");
        round.site().part("slurmctld", "start");
    }

    /** Whether executions have begun or ended since the state was written, some time ago. */
    private static boolean isOld(Site site, int age) throws IOException {
        long written = site.jobStateMillis();
        return System.currentTimeMillis() - written >= age
                && Files.getLastModifiedTime(site.journal()).toMillis() > written + 500;
    }

    /** As when the head node's machine crashes: what was written last never got to its disk. */
    static void slurmctldLosesState(Round round, Random random) throws Exception {
        Path state = round.site().slurmState();
        Path copy = Files.createTempDirectory(round.site().folder(), "state");
        copy(state, copy);
        Thread.sleep(1000 + random.nextInt(7000));
        round.site().part("slurmctld", "kill");
        copy(copy, state);
        round.site().part("slurmctld", "start");
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        String script = "cd -- \"$2\" && rm -rf -- * && cp -a -- \"$1\"/. .";
        Tool.run(List.of("sh", "-c", script, "sh", from.toString(), to.toString()), Map.of());
    }

    static void slurmd(Round round, Random random) throws Exception {
        round.site().part("slurmd", "kill");
        Thread.sleep(random.nextInt(6000));
        round.site().part("slurmd", "start");
    }

    /** With all that runs on it; Slurm is told, which would notice by itself after five minutes. */
    static void node(Round round, Random random) throws Exception {
        String node = "node" + (1 + random.nextInt(round.plan().nodes()));
        round.site().part(node, "kill");
        if (random.nextBoolean()) {
            round.site().trySlurm("scontrol", "update", "nodename=" + node, "state=down", "reason=killed");
        }
        Thread.sleep(1000 + random.nextInt(5000));
        round.site().part(node, "start");
        round.site().trySlurm("scontrol", "update", "nodename=" + node, "state=resume");
    }

    static void slurmstepd(Round round, Random random) throws Exception {
        round.site().part("slurmstepd", "kill");
    }

    /** All connections are cut. */
    static void sshd(Round round, Random random) throws Exception {
        round.site().part("sshd", "kill");
        Thread.sleep(random.nextInt(5000));
        round.site().part("sshd", "start");
    }

    /** Some commands, one after the other, whatever they are. */
    static void command(Round round, Random random) throws Exception {
        int count = 1 + random.nextInt(3);
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (count > 0 && System.currentTimeMillis() < until) {
            List<ProcessHandle> commands = round.site().commands();
            if (commands.isEmpty()) {
                Thread.sleep(10);
                continue;
            }
            kill(round, commands.get(random.nextInt(commands.size())));
            count--;
            Thread.sleep(random.nextInt(1500));
        }
    }

    /** The process of what goes on without its connection. */
    static void detachedCommand(Round round, Random random) throws Exception {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < until) {
            for (ProcessHandle command : round.site().commands()) {
                if (Site.commandLine(command.pid()).contains(" hummingbird /var/tmp/hummingbird-")) {
                    kill(round, command);
                    return;
                }
            }
            Thread.sleep(5);
        }
    }

    private static void kill(Round round, ProcessHandle process) {
        String line = Site.commandLine(process.pid()).replace('\n', ' ');
        round.site().note("kills " + process.pid() + " " + line.substring(0, Math.min(200, line.length())));
        process.destroyForcibly();
    }

    /** Before or after Slurm was asked, and before whoever asked knows. */
    static void sbatch(Round round, Random random) throws Exception {
        round.site().holdSbatch(random.nextBoolean() ? "before" : "after");
        long until = System.currentTimeMillis() + 4L * PATIENCE_MILLIS;
        while (System.currentTimeMillis() < until && !round.isOver()) {
            for (String line : round.site().sbatchLog()) {
                String[] words = line.split(" ");
                // another blow may have ended it, and its number may be somebody else's by now
                if (words[0].equals("holds")
                        && Site.commandLine(Long.parseLong(words[2])).contains("--job-name=" + words[1])) {
                    round.site().note("kills sbatch: " + line);
                    ProcessHandle.of(Long.parseLong(words[2])).ifPresent(wrapper -> {
                        wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
                        wrapper.destroyForcibly();
                    });
                    return;
                }
            }
            Thread.sleep(20);
        }
        round.site().releaseSbatch();
    }
}
