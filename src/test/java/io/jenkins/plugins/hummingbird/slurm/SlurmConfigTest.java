package io.jenkins.plugins.hummingbird.slurm;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** What {@code scontrol show config} prints, and what it leaves out. */
public class SlurmConfigTest {
    @Test
    public void readsTheSettings() {
        String output = String.join(
                "\n",
                "Configuration data as of 2026-08-01T10:20:30",
                "AccountingStorageBackupHost = (null)",
                "AuthInfo                = socket=/run/munge/socket",
                "ClusterName             = hummingbird",
                "MaxArraySize            = 1001",
                "MaxJobCount             = 10000",
                "SuspendTime             = 600 sec",
                "SLURM_VERSION           = 22.05.8",
                "",
                "Slurmctld(primary) at head is UP",
                "");
        assertEquals(new SlurmConfig("hummingbird", "22.05.8", 1001, 10_000, false, 600), SlurmConfig.parse(output));
    }

    @Test
    public void usesSlurmsDefaultsForMissingSettings() {
        assertEquals(new SlurmConfig("", "", 1001, 10_000, false, 0), SlurmConfig.parse(""));
        assertEquals(
                new SlurmConfig("", "", 1001, 10_000, false, 0),
                SlurmConfig.parse("MaxArraySize = (null)\nMaxJobCount =\nSuspendTime = NONE"));
    }

    @Test
    public void ignoresSettingsWithSimilarNames() {
        String output = "OtherMaxArraySize = 5\nMaxArraySizeOther = 6\nMaxArraySize = 2001\n";
        assertEquals(2001, SlurmConfig.parse(output).maxArraySize());
    }

    @Test
    public void memoryIsScheduledIfSelectTypeParametersHaveIt() {
        assertFalse(SlurmConfig.parse("SelectTypeParameters = CR_CPU").schedulesMemory());
        assertTrue(SlurmConfig.parse("SelectTypeParameters = CR_CPU_MEMORY").schedulesMemory());
    }

    @Test
    public void usesTheFirstOfTwoValues() {
        assertEquals(
                "a", SlurmConfig.parse("ClusterName = a\nClusterName = b\n").clusterName());
    }

    @Test
    public void readsANameWithAnEqualsSign() {
        assertEquals("a=b", SlurmConfig.parse("ClusterName = a=b").clusterName());
    }
}
