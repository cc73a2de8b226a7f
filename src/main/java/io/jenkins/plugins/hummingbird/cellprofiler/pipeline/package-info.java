/**
 * Pipeline files: parsing, findings before they run, the files and images that their modules read. Parses text and runs
 * nothing; names of settings are those of one version of CellProfiler.
 */
package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;
