/**
 * Slurm's commands on a head node, run over SSH: sbatch, squeue, scancel, sacct and scontrol, and what they print. Nothing here
 * may know what a submission's groups are.
 */
package io.jenkins.plugins.hummingbird.slurm;
