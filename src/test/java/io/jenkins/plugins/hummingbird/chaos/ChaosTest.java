package io.jenkins.plugins.hummingbird.chaos;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.BeforeClass;
import org.junit.Test;

/** Some rounds of a campaign of faults; {@code src/local/chaos} makes as many as there is time for. */
public class ChaosTest {
    private static final long SEED = 14;

    /** Slurm that runs again what has ended, commands that are killed, and the controller. */
    private static final int[] ROUNDS = {2, 3};

    @BeforeClass
    public static void requireParts() {
        HeadNodeRule.requireParts();
    }

    @Test
    public void nothingIsLostDoubledOrTouchedWhateverFails() throws Exception {
        Chaos chaos = new Chaos(Path.of("target/chaos-test").toAbsolutePath(), SEED);
        for (int round : Arrays.copyOf(ROUNDS, ROUNDS.length / TestSet.everyNth(2))) {
            assertThat("seed " + SEED + ", round " + round, chaos.round(round), empty());
        }
    }
}
