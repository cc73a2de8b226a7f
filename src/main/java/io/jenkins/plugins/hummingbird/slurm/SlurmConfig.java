package io.jenkins.plugins.hummingbird.slurm;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a Slurm controller that a submission depends on.
 *
 * @param clusterName its ClusterName
 * @param version its version, such as {@code 23.11.10}
 * @param maxArraySize the largest index of an array, plus one
 * @param maxJobCount the limit of jobs in its memory, in which each array task counts, also those ended within MinJobAge
 * @param schedulesMemory whether it schedules memory as a resource, which ParallelCluster's Slurm does not by default
 * @param suspendSeconds after how long without a job it ends a node, SuspendTime; 0 when it does not
 */
public record SlurmConfig(
        String clusterName,
        String version,
        int maxArraySize,
        int maxJobCount,
        boolean schedulesMemory,
        int suspendSeconds) {

    /** Reads the output of {@code scontrol show config}; a missing setting has Slurm's default. */
    static SlurmConfig parse(String output) {
        Map<String, String> values = new HashMap<>();
        for (String line : output.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new SlurmConfig(
                values.getOrDefault("ClusterName", ""),
                values.getOrDefault("SLURM_VERSION", ""),
                number(values.get("MaxArraySize"), 1001),
                number(values.get("MaxJobCount"), 10_000),
                values.getOrDefault("SelectTypeParameters", "").contains("MEMORY"),
                number(values.get("SuspendTime"), 0));
    }

    private static int number(String value, int otherwise) {
        String digits = value == null ? "" : value.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }
}
