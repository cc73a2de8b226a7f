package io.jenkins.plugins.hummingbird.slurm;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a Slurm controller that a submission depends on.
 *
 * @param clusterName its ClusterName
 * @param version its version, such as {@code 23.11.10}
 * @param maxArraySize one more than the largest index that an array may have
 * @param maxJobCount how many jobs it keeps, each array task counted, those ended within MinJobAge too
 * @param minJobAgeSeconds for how long it knows a job that has ended
 * @param schedulesMemory whether it heeds a job's memory when it fills a node; ParallelCluster's Slurm does not, unless it
 *     is told to
 */
public record SlurmConfig(
        String clusterName,
        String version,
        int maxArraySize,
        int maxJobCount,
        int minJobAgeSeconds,
        boolean schedulesMemory) {

    /** Reads what {@code scontrol show config} prints; what it does not say has Slurm's own default. */
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
                number(values.get("MinJobAge"), 300),
                values.getOrDefault("SelectTypeParameters", "").contains("MEMORY"));
    }

    private static int number(String value, int otherwise) {
        String digits = value == null ? "" : value.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }
}
