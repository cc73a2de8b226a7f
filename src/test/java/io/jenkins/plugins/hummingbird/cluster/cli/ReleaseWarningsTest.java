package io.jenkins.plugins.hummingbird.cluster.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.util.List;
import org.junit.Test;

/** Warnings about old releases of ParallelCluster. */
public class ReleaseWarningsTest {
    @Test
    public void warnsOfAReleaseThatCanNoLongerCreateClusters() {
        for (String old : List.of("3.9.3", "3.13.2", "3.14.0")) {
            assertThat(
                    ReleaseWarnings.of(old, true),
                    contains(
                            containsString(old + " can no longer create clusters"),
                            containsString("the Slurm of ParallelCluster " + old)));
            assertThat(ReleaseWarnings.of(old, false), contains(containsString("known vulnerabilities")));
        }
    }

    @Test
    public void warnsOfAReleaseWithAVulnerableSlurm() {
        for (String old : List.of("3.14.1", "3.15.0", "3.16.0")) {
            assertThat(old, ReleaseWarnings.of(old, true), contains(containsString("known vulnerabilities")));
        }
    }

    @Test
    public void doesNotWarnOfOtherReleases() {
        for (String release : List.of(ParallelCluster.VERSION, "3.16.3", "3.17.0", "4.0.0", "3.16.0b1", "")) {
            assertThat(release, ReleaseWarnings.of(release, true), empty());
        }
    }
}
