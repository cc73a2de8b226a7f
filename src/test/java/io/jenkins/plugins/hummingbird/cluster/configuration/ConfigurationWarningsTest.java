package io.jenkins.plugins.hummingbird.cluster.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

/** Warnings about a configuration before a cluster is created from it. */
public class ConfigurationWarningsTest {
    private static List<String> warnings(String... lines) throws Exception {
        return ConfigurationWarnings.of(ClusterConfiguration.parse("cluster.yaml", String.join("\n", lines)));
    }

    private static String only(String... lines) throws Exception {
        List<String> warnings = warnings(lines);
        assertEquals(warnings.toString(), 1, warnings.size());
        return warnings.get(0);
    }

    @Test
    public void warnsOfAHeadNodeThatIsOpenToTheInternet() throws Exception {
        assertThat(
                only("HeadNode:", "  InstanceType: t3.micro"),
                startsWith("cluster.yaml, line 2, HeadNode/Ssh/AllowedIps: is not set and defaults to 0.0.0.0/0"));
        assertThat(
                only("HeadNode: {Ssh: {AllowedIps: 0.0.0.0/0}}"),
                containsString("is 0.0.0.0/0: everybody on the internet"));
        assertEquals(List.of(), warnings("HeadNode: {Ssh: {AllowedIps: 10.0.0.0/8}}"));
        assertEquals(List.of(), warnings("HeadNode: {Ssh: {AllowedIps: pl-0123456789abcdef0}}"));
    }

    @Test
    public void warnsOfStorageThatIsDeletedWithTheCluster() throws Exception {
        assertThat(
                only("SharedStorage:", "- Name: a", "  StorageType: Ebs", "  MountDir: /shared"),
                startsWith(
                        "cluster.yaml, line 2, SharedStorage[0]/EbsSettings/DeletionPolicy: is not set and defaults to Delete:"
                                + " the data in /shared is deleted"));
        assertThat(
                only(
                        "SharedStorage:",
                        "- {StorageType: Efs, MountDir: /a, EfsSettings: {FileSystemId: fs-1}}",
                        "- {StorageType: FsxLustre, MountDir: /b, FsxLustreSettings: {DeletionPolicy: Retain}}",
                        "- {StorageType: FsxOpenZfs, MountDir: /c, FsxOpenZfsSettings: {VolumeId: v}}",
                        "- {StorageType: Efs, MountDir: /d, EfsSettings: {DeletionPolicy: Delete}}"),
                startsWith("cluster.yaml, line 5, SharedStorage[3]/EfsSettings/DeletionPolicy: is Delete"));
    }

    @Test
    public void warnsOfStorageThatAnExpiredClusterLeaves() throws Exception {
        ClusterConfiguration configuration = ClusterConfiguration.parse(
                "cluster.yaml",
                String.join(
                        "\n",
                        "SharedStorage:",
                        "- {StorageType: Efs, MountDir: /a, EfsSettings: {FileSystemId: fs-1}}",
                        "- {StorageType: FsxLustre, MountDir: /b, FsxLustreSettings: {DeletionPolicy: Retain}}",
                        "- {StorageType: Ebs, MountDir: /c}"));
        List<String> warnings = ConfigurationWarnings.ofExpiring(configuration);
        assertEquals(warnings.toString(), 1, warnings.size());
        assertThat(
                warnings.get(0),
                startsWith("cluster.yaml, line 3, SharedStorage[1]/FsxLustreSettings/DeletionPolicy: is Retain, and"
                        + " FileSystemId is not set: with expiresAfterHours"));
    }

    @Test
    public void warnsOfLowLimitsOfSlurm() throws Exception {
        List<String> both = warnings("Scheduling:", "  Scheduler: slurm");
        assertThat(both.get(0), containsString("MaxArraySize is not set and defaults to 1001"));
        assertThat(both.get(1), containsString("MinJobAge is not set and defaults to 300"));
        assertEquals(2, both.size());
        assertEquals(
                List.of(),
                warnings(
                        "Scheduling:",
                        "  Scheduler: slurm",
                        "  SlurmSettings: {CustomSlurmSettings: [{MaxArraySize: 10001}, {minjobage: 3600}]}"));
        assertEquals(
                List.of(),
                warnings(
                        "Scheduling:",
                        "  Scheduler: slurm",
                        "  SlurmSettings: {CustomSlurmSettingsIncludeFile: s3://bucket/slurm.conf}"));
        assertEquals(List.of(), warnings("Scheduling: {Scheduler: awsbatch}"));
    }

    @Test
    public void warnsOfAccountingWithoutADatabase() throws Exception {
        String custom = "CustomSlurmSettings: [{MaxArraySize: 2}, {MinJobAge: 2}, {AccountingStorageTRES: gres/gpu}]";
        assertThat(
                only("Scheduling:", "  Scheduler: slurm", "  SlurmSettings:", "    " + custom),
                startsWith("cluster.yaml, line 4, Scheduling/SlurmSettings/CustomSlurmSettings: enables accounting"));
        assertEquals(
                List.of(),
                warnings(
                        "Scheduling:",
                        "  Scheduler: slurm",
                        "  SlurmSettings:",
                        "    " + custom,
                        "    Database: {Uri: x}"));
    }
}
