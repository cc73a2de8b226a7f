/**
 * Image tables from file names: expressions, presets of microscopes, index files of vendors. Works on names and index
 * files, and never opens an image.
 */
package io.jenkins.plugins.hummingbird.cellprofiler.names;
