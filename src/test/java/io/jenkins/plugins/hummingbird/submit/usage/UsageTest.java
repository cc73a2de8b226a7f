package io.jenkins.plugins.hummingbird.submit.usage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.NodePrices;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UsageTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private CountedSubmission submission;

    @Before
    public void begin() {
        folder = temporary.getRoot().toPath();
        submission = new CountedSubmission(folder);
    }

    @Test
    public void countsTheCpusOfEachTaskForAsLongAsItRan() throws Exception {
        submission.request.cpus = 4;
        submission.completed(2).took(1, 0, "n1", 0, 900).took(2, 0, "n2", 100, 1000);
        assertThat(submission.usage().values().get("cpuHours"), is(2.0));
        assertThat(submission.usage().rows().get("CPU-hours"), is("2.00"));
    }

    @Test
    public void countsAttemptsThatFailedAndTheCpusThatStandForTheirMemory() throws Exception {
        submission.request.memory = "4G";
        submission.state.memoryPerCpu = 4096;
        submission.completed(1).retry(1, 2);
        submission.ended(1, 0, "n1", 0, 1800, 0, "memory").took(1, 1, "n1", 1800, 3600);
        assertThat(
                "half an hour with one CPU, one with two",
                submission.usage().values().get("cpuHours"),
                is(1.5));
    }

    @Test
    public void countsExecutionsAfterWhichSlurmBeganTheTaskAgain() throws Exception {
        submission.completed(1).requeued(1, "n2", 0, 1800).took(1, 0, "n1", 1900, 5500);
        assertThat(submission.usage().values().get("cpuHours"), is(1.5));
    }

    @Test
    public void countsTasksThatMergeTables() throws Exception {
        submission.request.cpus = 4;
        submission.completed(1).took(1, 0, "n1", 0, 900).mergedTables("n1", 900, 1800);
        assertThat("they have one CPU each", submission.usage().values().get("cpuHours"), is(1.25));
        assertThat(submission.usage().values().get("nodeHours"), is(Map.of("other", 0.5)));
    }

    @Test
    public void countsTasksThatShareANodeOnceAndTheTimeBetweenTasksApart() throws Exception {
        submission.completed(4);
        submission.took(1, 0, "n1", 0, 900).took(2, 0, "n1", 450, 1800).took(3, 0, "n1", 500, 600);
        submission.took(4, 0, "n1", 2700, 3600);
        assertThat(submission.usage().values().get("nodeHours"), is(Map.of("other", 0.75)));
        assertThat(submission.usage().values().get("idleNodeHours"), is(Map.of("other", 0.25)));
        assertThat(submission.usage().rows().get("node-hours"), is("0.75 other nodes (and 0.25 idle)"));
    }

    @Test
    public void aNodeThatSlurmEndsWhenItIsIdleIsIdleForThatLongOnly() throws Exception {
        submission.state.suspendSeconds = 360;
        submission.completed(2).took(1, 0, "n1", 0, 900).took(2, 0, "n1", 2700, 3600);
        assertThat(submission.usage().values().get("idleNodeHours"), is(Map.of("other", 0.1)));
    }

    @Test
    public void dividesNodesByInstanceTypeAndOthersByPartition() throws Exception {
        submission.request.partition = "cpu";
        submission.completed(5).nodes("n1 q c5.large", "n2 q dynamic,c5.large,c5", "n3 all (null)", "n3 cpu (null)");
        submission.took(1, 0, "n1", 0, 900).took(2, 0, "n2", 0, 900).took(3, 0, "n3", 0, 900);
        submission.took(4, 0, "n4", 0, 36).took(5, 0, "", 0, 36);
        assertThat(
                submission.usage().values().get("nodeHours"), is(Map.of("c5.large", 0.5, "cpu", 0.25, "other", 0.02)));
        assertThat(submission.usage().rows().get("node-hours"), is("0.50 c5.large, 0.25 cpu, 0.02 other nodes"));
    }

    @Test
    public void thePriceIsThatOfBusyAndIdleHours() throws Exception {
        submission.completed(3).nodes("n1 q c5.large", "n2 q m5.large");
        submission.took(1, 0, "n1", 0, 900).took(2, 0, "n1", 1800, 3600).took(3, 0, "n2", 0, 1800);
        Usage usage = submission.usage(NodePrices.parse("c5.large=2 EUR, *=3 EUR"));
        assertThat(usage.price(), is(OptionalDouble.of(2 + 1.5)));
        assertThat(usage.currency(), is("EUR"));
        assertThat(usage.rows().get("price"), is("about 3.50 EUR"));
        assertThat(submission.usage(NodePrices.parse("*=0.001")).rows().get("price"), is("less than 0.01 USD"));
    }

    @Test
    public void pricesAreThoseOfTheNamedCluster() throws Exception {
        NamedCluster cluster = new NamedCluster();
        cluster.name = "lab";
        cluster.host = "head";
        cluster.nodePrices = "c5.large=2\nm5.large=1";
        UsedCluster.apply(cluster, submission.request);
        submission.completed(1).nodes("n1 q c5.large").took(1, 0, "n1", 0, 1800);
        assertThat(Usage.count(submission.state, folder, CountedSubmission.END).price(), is(OptionalDouble.of(1)));
    }

    @Test
    public void thereIsNoPriceWhereATypeHasNone() throws Exception {
        submission.completed(2).nodes("n1 q c5.large", "n2 q m5.large");
        submission.took(1, 0, "n1", 0, 900).took(2, 0, "n2", 0, 1800);
        Usage usage = submission.usage(NodePrices.parse("c5.large=2"));
        assertThat(usage.values(), not(hasKey("price")));
        assertThat(usage.price(), is(OptionalDouble.empty()));
        assertThat(
                usage.rows().get("price"), is("not known: the prices of the cluster's nodes have none for m5.large"));
        assertThat("nobody asked", submission.usage().rows(), not(hasKey("price")));
    }

    @Test
    public void theHeadNodeOfAClusterWorksAsLongAsTheSubmission() throws Exception {
        submission.completed(1).took(1, 0, "n1", 0, 900);
        assertThat(submission.usage().values(), not(hasKey("headNodeHours")));
        submission.request.cluster = "lab";
        assertThat(submission.usage().values().get("headNodeHours"), is(1.0));
        assertThat(submission.usage().rows().get("head node"), is("1.00 hours"));
    }

    @Test
    public void nothingIsSaidOfASubmissionWithoutTasks() throws Exception {
        submission.groups(GroupState.SKIPPED, GroupState.SKIPPED);
        assertThat(submission.usage().rows(), is(anEmptyMap()));
        assertThat(submission.usage().cpuHours(), is(OptionalDouble.empty()));
        assertThat(submission.usage().values().get("cpuHours"), is(0.0));
        assertThat(
                "before any group was known",
                new CountedSubmission(folder).usage().rows(),
                is(anEmptyMap()));
    }

    @Test
    public void aTaskTakesNoLongerThanTheSubmissionWhateverTheClockOfItsNodeSays() throws Exception {
        submission.completed(2).took(1, 0, "n1", 5, 1L << 60).took(2, 0, "n2", 1L << 60, 5);
        assertThat(submission.usage().values().get("cpuHours"), is(1.0));
    }

    @Test
    public void aNodeWorksNoLongerThanTheSubmissionWhateverItsClockSays() throws Exception {
        submission.completed(4);
        long atFirst = -490_000L * 3600;
        submission.took(1, 0, "n1", atFirst, atFirst + 900).took(2, 0, "n1", 1800, 2700);
        submission.took(3, 0, "n2", atFirst, atFirst + 3000).took(4, 0, "n2", 0, 3000);
        assertThat(submission.usage().values().get("nodeHours"), is(Map.of("other", 1.5)));
        assertThat(submission.usage().values().get("idleNodeHours"), is(Map.of("other", 0.5)));
        assertThat(submission.usage(NodePrices.parse("*=1")).price(), is(OptionalDouble.of(2)));
    }

    @Test
    public void thePagesReadWhatWasCounted() throws Exception {
        submission.request.cluster = "lab";
        submission.completed(20).nodes("n1 q c5.large");
        for (int group = 1; group <= 20; group++) {
            submission.ended(group, 0, "n1", 0, 900, 1331, Execution.COMPLETED);
        }
        Usage counted = Usage.count(submission.state, folder, CountedSubmission.END);
        Usage read = Usage.read(folder);
        assertThat(read.values(), is(counted.values()));
        assertThat(read.rows(), is(counted.rows()));
        assertThat(read.rows().keySet(), contains("CPU-hours", "node-hours", "head node", "memory", "time limit"));
        assertThat(read.cpuHours(), is(OptionalDouble.of(5)));
        Files.delete(folder.resolve(Usage.FILE));
        assertThat("of an earlier version", Usage.read(folder).rows(), is(anEmptyMap()));
    }

    @Test
    public void aFileThatIsDamagedCannotBeRead() throws Exception {
        for (String file : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"values\": {}}",
                "{\"values\": {}, \"rows\": null}",
                "{\"values\": {}, \"rows\": []}",
                "{\"values\": 1, \"rows\": {}}",
                "{\"values\": {}, \"rows\": {\"price\": 1}}")) {
            Files.writeString(folder.resolve(Usage.FILE), file);
            assertThrows(file, IOException.class, () -> Usage.read(folder));
        }
        Files.writeString(
                folder.resolve(Usage.FILE),
                "{\"values\": {\"price\": \"1\", \"currency\": 1}, \"rows\": {\"price\": \"1\"}}");
        assertThat(Usage.read(folder).price(), is(OptionalDouble.empty()));
        assertThat(Usage.read(folder).currency(), is(""));
    }
}
