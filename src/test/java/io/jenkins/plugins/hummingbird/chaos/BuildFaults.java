package io.jenkins.plugins.hummingbird.chaos;

import java.util.Random;

/** What happens to builds: others come, people end them, and the machine's clock is set. */
final class BuildFaults {
    private static final long[] SECONDS = {-3600, -20, 45, 600, 3600, 86_400};

    private BuildFaults() {}

    /** Over the same output. */
    static void secondSubmission(Round round, Random random) throws Exception {
        round.submit(request -> {
            request.skipDone = random.nextBoolean();
            request.keepAttempts = 1;
            request.retries = random.nextInt(2);
            request.groupsPerTask = 1 + random.nextInt(2);
        });
    }

    static void clockJumps(Round round, Random random) throws Exception {
        Control.setSecondsAhead(round.site().control(), SECONDS[random.nextInt(SECONDS.length)]);
        if (random.nextBoolean()) {
            Thread.sleep(500 + random.nextInt(5000));
            Control.setSecondsAhead(round.site().control(), 0);
        }
    }

    static void stop(Round round, Random random) throws Exception {
        round.stop(random);
    }
}
