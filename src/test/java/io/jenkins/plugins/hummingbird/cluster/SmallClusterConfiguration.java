package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.AwsRule;

/** The configuration of a small cluster that the emulator can create. */
public final class SmallClusterConfiguration {
    private SmallClusterConfiguration() {}

    /**
     * @param most nodes of its queue
     * @param more lines at its end
     */
    public static String configuration(AwsRule aws, int most, String... more) {
        String subnet = aws.property("subnet");
        return String.join(
                        "\n",
                        "Image: {Os: ubuntu2204}",
                        "HeadNode:",
                        "  InstanceType: t3.large",
                        "  Networking: {SubnetId: " + subnet + "}",
                        "  Ssh: {KeyName: " + aws.property("keyPair") + "}",
                        "Scheduling:",
                        "  Scheduler: slurm",
                        "  SlurmQueues:",
                        "    - Name: plates",
                        "      ComputeResources: [{Name: c5, InstanceType: c5.large, MinCount: 0, MaxCount: " + most
                                + "}]",
                        "      Networking: {SubnetIds: [" + subnet + "]}",
                        "Monitoring: {Alarms: {Enabled: false}, Dashboards: {CloudWatch: {Enabled: false}}}",
                        String.join("\n", more))
                + "\n";
    }
}
