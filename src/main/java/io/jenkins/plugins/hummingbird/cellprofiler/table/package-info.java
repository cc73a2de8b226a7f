/**
 * Image tables for LoadData: columns, rows, types and groups as CellProfiler forms them. Streams rows, and knows
 * neither pipelines nor how a table was created.
 */
package io.jenkins.plugins.hummingbird.cellprofiler.table;
