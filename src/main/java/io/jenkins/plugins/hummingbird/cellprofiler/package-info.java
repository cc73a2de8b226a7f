/**
 * What CellProfiler does with its command, pipelines, image tables and file names, reproduced to know it before a task
 * runs. This room has the command, findings, logs and what the other rooms share: orders of texts and limits of
 * expressions. Knows neither hosts nor Slurm.
 */
package io.jenkins.plugins.hummingbird.cellprofiler;
