package io.jenkins.plugins.hummingbird.slurm;

/**
 * What a node has, as its configuration in Slurm says.
 *
 * @param cpus how many
 * @param temporaryMegabytes the space for temporary files, TmpDisk; 0 where it is not configured
 */
public record NodeSize(long cpus, long temporaryMegabytes) {}
