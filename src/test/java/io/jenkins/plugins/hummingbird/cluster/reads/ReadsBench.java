package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.SimulatedCluster;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.rules.RuleChain;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Measures the reads of clusters and those of the CLI, and prints a table; src/local/bench runs it. */
public final class ReadsBench {
    private static final int TIMES = 5;

    private final AwsRule aws = AwsRule.own();
    private final PclusterRule pcluster = new PclusterRule(aws);

    private ReadsBench() {}

    /** @param args none */
    public static void main(String[] args) throws Throwable {
        ReadsBench bench = new ReadsBench();
        Statement measure = new Statement() {
            @Override
            public void evaluate() throws Throwable {
                bench.run();
            }
        };
        RuleChain.outerRule(bench.aws)
                .around(bench.pcluster)
                .apply(measure, Description.createSuiteDescription(ReadsBench.class))
                .evaluate();
    }

    private void run() throws Exception {
        try (AwsClients clients = AwsClients.open(aws.access())) {
            SimulatedCluster cluster = new SimulatedCluster(aws, clients, "measured");
            cluster.create(ClusterTags.VERSION, ParallelCluster.VERSION)
                    .fleet("RUNNING", "2026-08-15 10:00:00.123456+00:00");
            cluster.instance("node-type", "HeadNode");
            for (int i = 0; i < 10; i++) {
                cluster.instance("node-type", "Compute", "queue-name", "plates");
            }
            ClusterStack stack = new ClusterStacks(clients).get("measured");
            System.out.printf("%-22s %8s %10s %8s%n", "read", "CLI s", "native s", "times");
            row("list", () -> new ClusterStacks(clients).list(), "list-clusters");
            row("describe", () -> ClusterDescription.read(clients, "measured"), "describe-cluster", "-n", "measured");
            row(
                    "instances",
                    () -> new ClusterInstances(clients).list("measured"),
                    "describe-cluster-instances",
                    "-n",
                    "measured");
            row("fleet", () -> new ComputeFleet(clients).read(stack), "describe-compute-fleet", "-n", "measured");
            row(
                    "images",
                    () -> new OfficialImages(clients, Instant.now()).newestOfEach(ParallelCluster.VERSION, null, null),
                    "list-official-images");
        }
    }

    /** Both by turns, so that the load of the machine is the same for both. */
    private void row(String name, Callable<?> read, String... command) throws Exception {
        double[] cli = new double[TIMES];
        double[] own = new double[TIMES];
        read.call();
        for (int i = 0; i < TIMES; i++) {
            cli[i] = seconds(() -> pcluster.run(aws.endpoint(), command));
            own[i] = seconds(read);
        }
        System.out.printf("%-22s %8.2f %10.3f %8.0f%n", name, median(cli), median(own), median(cli) / median(own));
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
